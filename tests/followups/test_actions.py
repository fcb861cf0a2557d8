"""The checklists."""

from datetime import datetime, timedelta

import pytest

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Severity, Signal
from draft_escalation.followups.actions import actions, every, reasons_to_close
from draft_escalation.followups.plan import plan
from draft_escalation.skill.policy import policy
from followups.cases import drafted, typed

NOW = datetime.fromisoformat("2026-06-01T12:00+00:00")


def _actions(document: Document) -> str:
    return "\n".join(actions(document, plan(document, NOW, policy()), policy()))


def test_five_actions_that_name_who_is_meant() -> None:
    """Team, customer, severity, ticket, owner."""
    todo = _actions(drafted())

    assert len(todo.splitlines()) == 5
    for name in ("Engineering", "Ana Torres", "High", "Ticket #4711", "Yusra Haddad", "4 business hours"):
        assert name in todo
    assert "{" not in todo


def test_what_the_brief_does_not_name_is_said() -> None:
    """An owner is to be settled first."""
    assert "nobody is named" in _actions(typed())


def test_a_correction_in_the_thread_is_pointed_at() -> None:
    """The severity is to be weighed again."""
    changed = Signal(id="new_information_changes_severity", lines=("m4.1",))

    assert "the thread corrects it [m4.1]" in _actions(drafted(changed))
    assert reasons_to_close(drafted(changed)) == ()


CLOSED = [
    (drafted(verdict="handle_in_support"), "configuration or setup [m2.1]"),
    (
        drafted(Signal(id="workaround_unblocks_customer", lines=("m4.1",))),
        "workaround unblocks customer [m4.1]",
    ),
]


@pytest.mark.parametrize(("document", "why"), CLOSED)
def test_four_closing_actions_where_it_ends(document: Document, why: str) -> None:
    """Team, ticket, customer, what was learned; and why."""
    todo = _actions(document)

    assert len(todo.splitlines()) == 4
    assert why in todo
    assert "Ana Torres" in todo


@pytest.mark.parametrize(
    "signals",
    [
        (Signal(id="resolved_itself", state="claimed", lines=("m4.1",)),),
        (
            Signal(id="resolved_itself", lines=("m1.1",)),
            Signal(id="resolved_itself", state="retracted", lines=("m4.1",)),
        ),
        (Signal(id="bug_confirmed", lines=("m2.1",)),),
        (Signal(id="configuration_or_setup", lines=("m2.1",)),),
    ],
)
def test_what_does_not_end_it(signals: tuple[Signal, ...]) -> None:
    """A claim, something taken back, what is no reason to de-escalate."""
    assert reasons_to_close(drafted(*signals)) == ()


@pytest.mark.parametrize(
    ("severity", "hours", "words"),
    [
        ("critical", 2, "2 hours"),
        ("critical", 1, "1 hour"),
        ("high", 4, "4 business hours"),
        ("high", 1, "1 business hour"),
        ("critical", 0.5, "30 minutes"),
    ],
)
def test_an_interval_in_words(severity: Severity, hours: float, words: str) -> None:
    """Hours of the clock or business hours."""
    assert every(timedelta(hours=hours), severity, policy()) == words
