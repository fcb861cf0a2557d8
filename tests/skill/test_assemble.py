"""Facts and decision become a brief: nothing silent without its question, nothing proposed as said."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from draft_escalation.brief.document import Decision
from draft_escalation.brief.extraction import Extraction, Kind
from draft_escalation.brief.model import Ask, Brief, Fact, Severity, Target
from draft_escalation.brief.slots import slots
from draft_escalation.skill.assemble import assemble, written
from draft_escalation.skill.decide import Decided
from draft_escalation.skill.policy import policy

AS_OF = datetime(2026, 4, 15, 8, 30, tzinfo=UTC)


def assembled(
    extraction: Extraction | None = None,
    *,
    target: Target = "engineering",
    severity: Severity = "high",
    as_of: datetime | None = AS_OF,
) -> Brief:
    decided = Decided(decision=Decision(verdict="escalate"), severity=severity, target=target)
    return assemble(extraction or Extraction(), decided, policy(), as_of)


def test_a_silent_slot_brings_its_question_and_whom_to_ask() -> None:
    """The row of the slot closes the gap."""
    (fact,) = assembled().impact.revenue_at_risk

    assert fact.state == "silent"
    assert fact.question == slots()["impact.revenue_at_risk"].question
    assert fact.ask_whom == "account owner"


def test_what_the_engine_found_stands_as_it_is() -> None:
    """Facts, tried actions and asks pass through."""
    fact = Fact(text="41 shops", lines=("m1.1",))
    ask = Ask(kind="fix", fact=Fact(text="fix it", lines=("m1.2",)))
    brief = assembled(Extraction(facts={"impact.customers_affected": (fact,)}, asks=(ask,)))

    assert brief.impact.customers_affected == (fact,)
    assert brief.needed.asks == (ask,)


def test_a_description_lends_its_first_sentence_to_a_brief_without_summary() -> None:
    """With its lines; a summary of the engine's own stands."""
    told = Fact(text="The export stops at 47 %. It began on 2 March.", lines=("m1.1", "m1.2"))
    lent = assembled(Extraction(facts={"issue_description": (told,)})).summary
    own = Fact(text="Export stops", lines=("m1.1",))

    assert (lent.text, lent.lines) == ("The export stops at 47 %.", told.lines)
    assert assembled(Extraction(facts={"issue_description": (told,), "summary": (own,)})).summary == own
    assert assembled().summary.state == "silent"


@pytest.mark.parametrize(
    ("kind", "target", "ask"),
    [
        ("bug", "engineering", "fix"),
        ("infrastructure", "engineering", "investigate"),
        ("other", "l2_support", "investigate"),
        ("security", "security", "investigate"),
        ("feature_request", "product", "decide"),
        ("other", "leadership", "approve"),
    ],
)
def test_where_nobody_asks_the_rule_proposes(kind: Kind, target: Target, ask: str) -> None:
    """The proposed ask follows kind and target, and is marked inferred without lines."""
    (proposed,) = assembled(Extraction(kind=kind), target=target).needed.asks

    assert proposed.kind == ask
    assert proposed.fact.state == "inferred"
    assert proposed.fact.lines == ()
    assert str(proposed.fact.basis).startswith("proposed")


@pytest.mark.parametrize(
    ("severity", "day"), [("critical", "2026-04-15"), ("high", "2026-04-15"), ("medium", "2026-04-17")]
)
def test_where_nobody_sets_a_deadline_the_severity_does(severity: Severity, day: str) -> None:
    """Attention time of the severity from the time that counts as now."""
    deadline = assembled(severity=severity).needed.deadline

    assert deadline.state == "inferred"
    assert deadline.text.startswith(day)
    assert str(deadline.basis).startswith("proposed")


@pytest.mark.parametrize(
    ("kind", "steps", "applies", "actual"),
    [
        ("bug", False, True, "stated"),
        ("security", True, True, "stated"),
        ("security", False, False, "stated"),
        ("infrastructure", True, False, "stated"),
        ("feature_request", False, False, "silent"),
    ],
)
def test_reproduction_is_for_bugs_and_for_holes_with_steps(
    kind: Kind, steps: object, applies: object, actual: str
) -> None:
    """Else only what is seen stays, and nothing of it where something new is wanted."""
    said = {"reproduction.actual": (Fact(text="another folder opens", lines=("m1.1",)),)}
    if steps:
        said["reproduction.steps"] = (Fact(text="open a link", lines=("m1.2",)),)
    reproduction = assembled(Extraction(kind=kind, facts=said)).reproduction

    assert reproduction.applies is applies
    assert reproduction.actual[0].state == actual


def test_without_any_time_no_deadline_is_made_up() -> None:
    """No message time and no `--as-of`: the deadline is a question."""
    assert assembled(as_of=None).needed.deadline.state == "silent"


def test_only_the_slots_of_the_target_are_asked_for() -> None:
    """A product brief asks for the use case, an engineering brief does not."""
    assert "for_target.use_case" in assembled(target="product").for_target
    assert "for_target.use_case" not in assembled(target="engineering").for_target


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 4, 17, 17, 0, tzinfo=UTC), "2026-04-17 17:00 UTC"),
        (datetime(2026, 4, 17, 17, 0, tzinfo=timezone(timedelta(hours=2))), "2026-04-17 17:00 UTC+02:00"),
        (datetime(2026, 4, 17, 17, 0), "2026-04-17 17:00"),
    ],
)
def test_a_time_says_its_zone_where_there_is_one(when: datetime, words: str) -> None:
    """Dates in a brief are absolute."""
    assert written(when) == words
