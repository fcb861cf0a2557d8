"""What the thread takes back stands in no slot."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.thread.model import Thread

_AT = "2026-04-13T09:00:00+00:00"


def _said(thread: Thread) -> str:
    found = extract_offline(thread).facts.items()
    slots = (facts for path, facts in found if path not in {"issue_description", "summary"})
    return " | ".join(fact.text for facts in slots for fact in facts)


@pytest.mark.parametrize(
    ("words", "stands", "gone"),
    [
        (
            "Two days ago, no, since yesterday's update the till is blank.",
            "since yesterday's update",
            "Two days ago",
        ),
        ("Three hours, sorry, since this morning the till is blank.", "since this morning", "Three hours"),
    ],
)
def test_a_slip_in_the_same_breath(words: str, stands: str, gone: str) -> None:
    """Only the words after the slip are told."""
    said = _said(thread_of(Said("Ana", "customer", words, _AT)))
    assert stands in said
    assert gone not in said


def test_words_that_a_later_line_takes_back() -> None:
    """A quoted claim that its author withdraws is told no more."""
    first = Said("Ana", "customer", "The totals are wrong, since last summer probably.", _AT)
    later = Said("Ana", "customer", 'It is not the "since last summer" I wrote, it began on 2 April.', _AT)
    assert "since last summer probably" in _said(thread_of(first))
    assert "since last summer probably" not in _said(thread_of(first, later))


def test_a_refusal_takes_nothing_back() -> None:
    """An answer that begins with a no is no slip."""
    assert "crashes since 2 April" in _said(
        thread_of(Said("Ana", "customer", "No, the export crashes since 2 April.", _AT))
    )
