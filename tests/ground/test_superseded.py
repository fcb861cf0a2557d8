"""Corrections that threads make to their own values."""

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Fact
from draft_escalation.ground.superseded import stale_values, superseded_values
from draft_escalation.thread.model import Thread


def _said(*texts: str) -> Thread:
    return thread_of(*(Said("Ana", "customer", text, "2026-03-16T09:00") for text in texts))


@pytest.mark.parametrize(
    ("first", "then", "old", "new"),
    [
        ("400 users are blocked.", "Sorry, 40, not 400", "400", "40"),
        ("We met on Tuesday.", "I said Tuesday, it was Wednesday.", "Tuesday", "Wednesday"),
        ("We run 4.2.0 here.", "Correction: 4.2.1", "4.2.0", "4.2.1"),
        ("This is P1 for us.", "It is not P1 after all.", "P1", ""),
        ("12 sites are down.", "Update: 14 sites are down now.", "12", "14"),
        ("9 Standorte stehen still.", "Korrektur: es sind 8 Standorte, nicht 9 davon.", "9", "8"),
        ("Il y a 30 postes.", "Pardon, 13 postes, pas 30 postes.", "30", "13"),
        ("400 users are blocked.", "It is not 400 but 40.", "400", "40"),
        ("Son 30 equipos.", "Perdón, son 13 equipos, no 30 equipos.", "30", "13"),
    ],
)
def test_corrections_are_found(first: str, then: str, old: str, new: str) -> None:
    """The old value with its line, and the new one with its own."""
    (found,) = superseded_values(_said(first, then))
    assert (found.old, found.new, found.old_lines, found.new_lines) == (old, new, ("m1.1",), ("m2.1",))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("41 users are blocked.", "3 sites are down."),
        ("It takes 12 minutes.", "It took 12 minutes, not 2 like before."),
        ("41 users are blocked.", "Sorry for the delay, 41 users are blocked."),
        ("41 users are blocked.", "Actually 5 servers were restarted."),
        ("We run 7 on all hosts.", "Does 4 not upgrade straight to 7?"),
        ("We run 10.0 here.", "Update: reports that were running on 8.00 are now showing blank in 10.0."),
        ("We run 4.0.2 here.", "Sorry for the wait, we upgraded from 4.0.2 to 4.1.0."),
        ("41 users are blocked.", "Sorry, is it 41 or 14 users?"),
        ("41 users are blocked.", "Sorry, was it 14, not 41?"),
        ("It reads 14 of 40.", "It should be 40 but is 14."),
        ("Every row is 0.", "Correction: 46 drivers, two are on leave."),
    ],
)
def test_other_values_correct_nothing(first: str, then: str) -> None:
    """Another noun, a comparison, or the same value again is no correction."""
    assert not superseded_values(_said(first, then))


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("400 users are blocked", True),
        ("40 users are blocked", False),
        ("40 users, first reported as 400", False),
    ],
)
def test_stale_statements(text: str, stale: bool) -> None:
    """A statement with the old value is stale unless it says that it was corrected."""
    corrections = superseded_values(_said("400 users are blocked.", "Sorry, 40 users, not 400."))
    assert bool(stale_values(Fact(text=text, lines=("m1.1",)), corrections)) is stale


def test_a_statement_is_stale_where_only_the_new_value_was_named() -> None:
    """`Sorry, it's 40.` makes the 400 of a statement stale, not the 400 of another noun."""
    corrections = superseded_values(_said("400 users are blocked.", "Sorry, it's 40."))
    assert stale_values(Fact(text="400 users are blocked", lines=("m1.1",)), corrections)
    assert not stale_values(Fact(text="400 sheets a day", lines=("m9.1",)), corrections)
