"""words.toml holds what the code fills in."""

from string import Formatter
from typing import get_args

from draft_escalation.brief.model import AskKind, Target
from draft_escalation.brief.slots import slots
from draft_escalation.followups.plan import Kind
from draft_escalation.followups.words import words

FILLED = {
    "say": {"team", "severity", "next", "since"},
    "follow_up": {
        "team",
        "owner",
        "customer",
        "ticket",
        "severity",
        "team_every",
        "customer_every",
        "changed",
    },
    "close": {"team", "owner", "customer", "ticket", "reason"},
    "steps": {"team"},
}


def _holes(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_kind_has_its_words() -> None:
    """Each follow-up, each ask, each team."""
    assert set(words().say) == set(get_args(Kind))
    assert set(words().steps) == set(get_args(AskKind))
    assert set(words().teams) == set(get_args(Target))


def test_only_what_is_known_is_filled_in() -> None:
    """No brace is left over."""
    assert _holes(*words().say.values()) <= FILLED["say"]
    assert _holes(*words().follow_up.actions) <= FILLED["follow_up"]
    assert _holes(*words().close.actions) <= FILLED["close"]
    assert _holes(*words().steps.values()) <= FILLED["steps"]


def test_the_lists_are_the_skills() -> None:
    """Five actions on the way, four to close."""
    assert len(words().follow_up.actions) == 5
    assert len(words().close.actions) == 4


def test_questions_name_slots_that_the_customer_is_asked_about() -> None:
    """A renamed slot is noticed."""
    assert all(slots()[path].ask_whom == "customer" for path in words().questions)
