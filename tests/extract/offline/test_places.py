"""In how many slots a sentence stands."""

from collections.abc import Mapping

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.places import settled

_SENTENCE = "Since Monday every label comes out blank again."


def _fact(text: str, line: str = "m1.1") -> Fact:
    return Fact(text=text, lines=(line,))


def _paths(facts: Mapping[str, tuple[Fact, ...]], text: str) -> set[str]:
    return {path for path, found in settled({**facts}).items() if any(fact.text == text for fact in found)}


def test_a_sentence_stands_in_two_slots_at_most() -> None:
    """It leaves the slots that have something else to tell, the least exact first."""
    slots = ("reproduction.actual", "impact.depth", "impact.workflow_impact", "impact.started")
    facts = {path: (_fact(_SENTENCE), _fact(f"The printer beeps for {path}.", "m1.2")) for path in slots}
    assert _paths(facts, _SENTENCE) == {"impact.workflow_impact", "reproduction.actual"}
    assert _paths(facts, "The printer beeps for impact.depth.") == {"impact.depth"}


def test_a_slot_keeps_what_is_all_it_has() -> None:
    """Only how deep it goes may be left out of the brief."""
    slots = ("reproduction.actual", "impact.depth", "impact.workflow_impact", "impact.started")
    assert _paths({path: (_fact(_SENTENCE),) for path in slots}, _SENTENCE) == {*slots} - {"impact.depth"}


def test_steps_short_values_and_what_a_tier_is_told_stay() -> None:
    """They lose nothing, however often it is told."""
    slots = ("impact.workflow_impact", "impact.started", "reproduction.steps", "for_target.observed")
    facts = {path: (_fact(_SENTENCE), _fact("On till 4", "m1.3")) for path in slots}
    assert _paths(facts, _SENTENCE) == {*slots}
    assert _paths({path: (_fact("On till 4"),) for path in (*slots, "impact.depth")}, "On till 4") == {
        *slots,
        "impact.depth",
    }
