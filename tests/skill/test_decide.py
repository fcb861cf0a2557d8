"""Signals in, decision out: the table of decisions, and what the rules promise beyond it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.brief.model import Ask, Fact, Signal
from draft_escalation.skill.decide import Decided, decide
from draft_escalation.skill.policy import policy
from draft_escalation.skill.signals import signals

CASES = tomllib.loads(Path(__file__).with_name("decisions.toml").read_text(encoding="utf-8"))["cases"]
WHO = {"c": "customer", "a": "agent", "s": "system"}


def found(text: str) -> list[Signal]:
    """Signals out of "id by [state]; …", each on a line of its own."""
    signals_: list[Signal] = []
    for number, part in enumerate(filter(None, text.split("; ")), 1):
        id_, by, *state = part.split()
        signals_.append(
            Signal.model_validate(
                {"id": id_, "by": WHO[by], "state": (state or ["holds"])[0], "lines": (f"m{number}.1",)}
            )
        )
    return signals_


def decided(text: str, **case: Any) -> Decided:
    asks = [Ask(kind=case["asks"], fact=Fact())] if "asks" in case else []
    return decide(
        found(text),
        kind=case.get("kind", "bug"),
        asks=asks,
        policy=policy(),
        from_tier=case.get("tier", "l2"),
    )


@pytest.mark.parametrize("case", CASES, ids=[f"{case['found']} {case.get('asks', '')}" for case in CASES])
def test_the_table_of_decisions(case: dict[str, Any]) -> None:
    """Verdict, severity, target, path and whom else to tell follow from the signals."""
    result = decided(case["found"], **{key: value for key, value in case.items() if key != "found"})

    assert result.decision.verdict == case["verdict"]
    assert result.severity == case["severity"]
    assert result.target == case["target"]
    assert result.also_notify == tuple(filter(None, case.get("notify", "").split(",")))
    if "path" in case:
        assert ">".join(result.decision.path) == case["path"]


def test_reasons_carry_the_lines_of_the_signal_that_implies_them() -> None:
    """What follows from a signal rests on that signal's lines."""
    result = decided("data_corruption_or_loss c")

    assert [(one.signal, one.lines) for one in result.severity_because] == [("data_at_risk", ("m1.1",))]
    assert {one.signal: one.category for one in result.decision.triggers} == {
        "data_corruption_or_loss": "technical",
        "data_integrity_at_risk": "impact",
    }


def test_a_later_retraction_beats_the_signal_and_an_earlier_one_does_not() -> None:
    """An engine may report both: the later line wins."""
    down, taken = found("production_down c; production_down c retracted")

    assert decide([down, taken], kind="bug", policy=policy()).severity == "medium"
    again = down.model_copy(update={"lines": ("m9.1",)})
    assert decide([taken, again], kind="bug", policy=policy()).severity == "critical"


def test_the_workaround_is_the_reason_for_medium() -> None:
    """A lowered severity says what lowered it."""
    result = decided("bug_confirmed a; major_functionality_broken c; workaround_unblocks_customer c")

    assert [one.signal for one in result.severity_because] == ["workaround_unblocks_customer"]


@given(st.lists(st.sampled_from(sorted(signals())), max_size=12), st.sampled_from(["bug", "how_to", "other"]))
def test_more_signals_never_lower_what_is_critical(ids: list[str], kind: str) -> None:
    """Whatever else holds, production down is critical and escalates."""
    text = "; ".join(["production_down c", *(f"{id_} a" for id_ in ids)])

    result = decided(text, kind=kind)

    assert (result.severity, result.decision.verdict) == ("critical", "escalate")
