"""All rules over one brief."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft_escalation.brief.document import Decision
from draft_escalation.brief.slots import slots
from draft_escalation.errors import RuleCrashed, UserError
from draft_escalation.validate.rule import CannotCheck, Case, Hit, Rule
from draft_escalation.validate.rules import RULES
from draft_escalation.validate.run import validate
from validate.cases import patched

_LEVELS = ["error", "warning", "note"]
_POOR: dict[str, object] = dict.fromkeys(slots(), "") | {
    "tried": [],
    "needed.asks": [],
    "context": [],
    "signals": [],
}


def _rule(code: str, *hits: Hit, **values: object) -> Rule:
    def check(case: Case) -> Iterator[Hit]:
        yield from hits

    return replace(RULES[0], code=code, slug=f"test-{code.lower()}", check=check, **values)  # type: ignore[arg-type]


def _crashing(case: Case) -> Iterator[Hit]:
    raise KeyError(case.brief.severity)


def _unable(case: Case) -> Iterator[Hit]:
    raise CannotCheck("needs the moon")


def test_errors_come_first_then_what_blocks_the_receiving_team() -> None:
    """Level, then family: what is wrong before what is missing."""
    rules = [
        _rule("CTX901", Hit("context", "m"), level="warning"),
        _rule("GRD901", Hit("summary", "m"), level="warning"),
        _rule("ASK901", Hit("needed.asks", "m"), level="error"),
        _rule("SEV901", Hit("severity", "m"), level="note"),
    ]
    found = validate(patched({}), rules=rules).findings

    assert [one.rule for one in found] == ["ASK901", "GRD901", "CTX901", "SEV901"]


def test_the_order_of_the_rules_does_not_matter() -> None:
    """The same findings in the same order, whichever way the registry is written."""
    case = patched(_POOR)

    assert validate(case).findings == validate(case, rules=reversed(RULES)).findings


def test_findings_are_sorted_by_level() -> None:
    """A poor brief has findings of all levels, errors first."""
    levels = [one.level for one in validate(patched(_POOR)).findings]

    assert levels == sorted(levels, key=_LEVELS.index)
    assert set(levels) == set(_LEVELS)


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["REP"], [], {"REP001", "REP007"}),
        (["rep001"], [], {"REP001"}),
        (["bug-without-steps"], [], {"REP001"}),
        (["REP"], ["REP001"], {"REP007"}),
        ([], ["REP", "no-ask"], set()),
        (["REP", "ASK001"], ["bug-without-steps"], {"REP007", "ASK001"}),
        ([], ["REP"], {"ASK001"}),
    ],
)
def test_rules_are_chosen_by_code_beginning_or_slug(
    select: list[str], ignore: list[str], codes: set[str]
) -> None:
    """What is selected runs, unless it is ignored."""
    case = patched({"reproduction.steps": [], "reproduction.actual": "", "needed.asks": []})
    found = {one.rule for one in validate(case, select=select, ignore=ignore).findings}

    assert found == codes


@pytest.mark.parametrize("name", ["REP999", "X", "no-such-rule"])
def test_a_name_that_is_no_rule_is_refused(name: str) -> None:
    """A slip of the pen must not make a brief look clean."""
    with pytest.raises(UserError, match=f"{name}: no rule has this code"):
        validate(patched({}), select=[name])

    with pytest.raises(UserError, match=f"{name}: no rule has this code"):
        validate(patched({}), ignore=[name])


def test_a_crash_names_the_rule_and_what_to_do() -> None:
    """A rule that raises ends the run: one line, no silent pass."""
    rule = replace(RULES[0], code="TST001", slug="test-crash", check=_crashing)

    with pytest.raises(RuleCrashed, match=r"rule TST001 \(test-crash\) crashed, KeyError: 'high'"):
        validate(patched({}), rules=[rule])


def test_a_rule_that_cannot_be_checked_is_said_with_its_reason() -> None:
    """The third outcome is neither a pass nor a finding."""
    checked = validate(patched({}), rules=[replace(RULES[0], check=_unable)])

    assert checked.findings == ()
    assert [one.why for one in checked.unchecked] == ["needs the moon"]


def test_without_a_thread_grounding_is_unchecked_and_the_decision_is_not() -> None:
    """Severity, target and verdict are judged by the signals alone."""
    checked = validate(patched({"thread": "", "severity": "medium", "target": "product"}))

    assert {one.rule for one in checked.unchecked} >= {"GRD001", "GRD002", "GRD003", "THR001", "SAF001"}
    assert {one.rule for one in checked.findings} == {"SEV001", "TGT002"}


def test_without_a_time_that_counts_as_now_deadlines_are_unchecked() -> None:
    """Whether a deadline has passed needs a now."""
    unchecked = {one.rule for one in validate(patched({"as_of": ""})).unchecked}

    assert unchecked == {"ASK005", "ASK006", "COM004"}


def test_a_matter_for_support_is_not_checked_for_completeness() -> None:
    """Handle in support: only decision, grounding, safety, thread and run matter."""
    poor = patched({**_POOR, "signals": ["configuration_or_setup by agent [m2.1]"], "fell_back": "429"})

    assert {one.rule for one in validate(poor).findings} == {"DEC001", "RUN001"}


def test_the_question_of_a_slot_comes_from_its_row() -> None:
    """A finding asks what the slot's row asks, and whom."""
    (finding,) = validate(patched({"impact.revenue_at_risk": ""})).findings
    slot = slots()["impact.revenue_at_risk"]

    assert (finding.question, finding.ask_whom) == (slot.question, slot.ask_whom)


def test_a_place_in_a_slot_asks_what_the_slot_asks() -> None:
    """`reproduction.steps.1` is the slot `reproduction.steps`."""
    (finding,) = validate(patched({"reproduction.steps": ["Press Export as PDF", "try to export"]})).findings

    assert finding.field == "reproduction.steps.1"
    assert finding.question == slots()["reproduction.steps"].question


def test_a_field_that_is_no_slot_asks_what_the_rule_asks() -> None:
    """Asks and tried actions have no row of their own."""
    (finding,) = validate(patched({"needed.asks": []})).findings
    rule = next(rule for rule in RULES if rule.code == finding.rule)

    assert (finding.question, finding.ask_whom) == (rule.question, rule.ask_whom)


def test_questions_always_say_whom_to_ask() -> None:
    """No question without somebody to put it to."""
    for finding in validate(patched(_POOR)).findings:
        assert bool(finding.question) == bool(finding.ask_whom), finding


def test_a_typed_verdict_decides_which_families_run() -> None:
    """A brief that says handle in support is checked as such, whatever the signals say."""
    case = replace(patched(_POOR), decision=Decision(verdict="handle_in_support"))

    assert validate(case).findings == ()


_words = st.text(max_size=60)
_patches = st.dictionaries(
    st.sampled_from([*slots(), "tried"]),
    st.lists(_words.filter(lambda text: "[m" not in text), max_size=3) | _words,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(_patches, st.booleans(), st.sampled_from(["", "2026-04-13T12:00:00", "2026-04-13T12:00:00+02:00"]))
def test_no_text_crashes_a_rule(patch: dict[str, object], drafted: bool, as_of: str) -> None:
    """Any brief gets its findings, twice the same."""
    case = patched({**patch, "drafted": drafted, "as_of": as_of})

    assert validate(case) == validate(case)


@settings(deadline=None, max_examples=40)
@given(_patches)
def test_no_text_crashes_a_rule_without_a_thread(patch: dict[str, object]) -> None:
    """The same without a thread."""
    validate(patched({**patch, "thread": ""}))
