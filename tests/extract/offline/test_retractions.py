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


@pytest.mark.parametrize(
    ("first", "later", "stands", "gone"),
    [
        (
            "The gate fails and 700 guests stand outside.",
            "Sorry, it wasnt 700, more like 70.",
            "70 guests",
            "700",
        ),
        ("All 350 seats are shown twice, it fails.", "They were not 350 but 35.", "35 seats", "350"),
        (
            "The volumes are wrong since the flight on 9 April.",
            "It is not the 9th, that was the dry one, it's the flight of 15 April.",
            "flight on 15 April",
            "9 April",
        ),
        (
            "Since 12 March the meter readings are missing.",
            "I wrote the 12th, looked again, it was 14 March.",
            "Since 14 March",
            "12 March",
        ),
        (
            "Dal 25 maggio mancano i litri.",
            "Avevo scritto dal 25 maggio, ho riguardato, dal 28.",
            "28 maggio",
            "25",
        ),
        ("Seit dem Update fehlen 80 Belege.", "Es sind nicht 80, sondern 18.", "18 Belege", "80"),
        ("Desde ayer faltan 90 reservas.", "No eran 90, son 19.", "19 reservas", "90"),
    ],
)
def test_a_figure_that_is_denied_gives_way_to_the_right_one(
    first: str, later: str, stands: str, gone: str
) -> None:
    """The statement carries the right value, cites both lines, and no slot holds the old one."""
    thread = thread_of(Said("Ana", "customer", first, _AT), Said("Ana", "customer", later, _AT))
    facts = [fact for found in extract_offline(thread).facts.values() for fact in found]
    right = [fact for fact in facts if stands in fact.text]
    assert right
    assert {"m1.1", "m2.1"} <= set(right[0].lines)
    assert not any(gone in fact.text for fact in facts if "m1.1" in fact.lines)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("The gate fails and 700 guests stand outside.", "Is it not 700 any more, or 70?"),
        ("The gate fails and 700 guests stand outside.", "It is not 7 pm yet, we open at 8."),
        (
            "The gate fails and 700 guests stand outside.",
            "We sold 700 tickets, and 40 of them were paid twice.",
        ),
        ("The gate fails and 9 guests stand outside.", "It is not the 9th but the 15th that we open."),
    ],
)
def test_other_figures_deny_nothing(first: str, later: str) -> None:
    """A question, another figure, a word repeated and a day of the month leave a count as it is."""
    thread = thread_of(Said("Ana", "customer", first, _AT), Said("Ana", "customer", later, _AT))
    facts = [fact for found in extract_offline(thread).facts.values() for fact in found]
    assert any(first.rstrip(".") in fact.text for fact in facts)


@pytest.mark.parametrize(
    ("first", "later", "gone"),
    [
        ("We need an answer, severity critical.", "It's not critical, take that word off.", "critical"),
        ("They need it fixed today, calling it SEV1.", "ok. SEV1 is off.", "SEV1"),
    ],
)
def test_a_severity_that_is_taken_off(first: str, later: str, gone: str) -> None:
    """What was called critical and is no longer stands nowhere as if it were."""
    thread = thread_of(Said("Ana", "customer", first, _AT), Said("Ana", "customer", later, _AT))
    facts = [fact for found in extract_offline(thread).facts.values() for fact in found]
    assert not any(gone in fact.text for fact in facts if "m1.1" in fact.lines)


def test_a_severity_raised_later_stands() -> None:
    """Only what was said before a line is taken back by it."""
    thread = thread_of(
        Said("Ana", "customer", "The till is slow, but it's not critical.", _AT),
        Said("Ana", "customer", "Now the till is blank and we need it fixed, this is critical.", _AT),
    )
    facts = [fact for found in extract_offline(thread).facts.values() for fact in found]
    assert any("critical" in fact.text for fact in facts if "m2.1" in fact.lines)


def test_attempts_asks_and_references_pass_through_it_too() -> None:
    """A value that was denied stands neither in what was tried, nor in an ask, nor in the context."""
    thread = thread_of(
        Said("Yusra", "agent", "Restarted all 400 gates, it still fails.", _AT, "internal"),
        Said("Ana", "customer", "Please refund the 400 bookings. The list of 400 is attached.", _AT),
        Said("Ana", "customer", "It was not 400 but 40.", _AT),
    )
    found = extract_offline(thread)
    said = [text for one in found.tried for text in (one.action.text, one.result.text)]
    said += [one.fact.text for one in found.asks]
    said += [one.fact.text for one in found.context]
    assert any("40" in text for text in said)
    assert not any("400" in text for text in said)


def test_the_clauses_before_a_corrected_value_stand() -> None:
    """Where nothing can take its place, what was said before it is still told."""
    thread = thread_of(
        Said("Ana", "customer", "Since this morning when I open the list, there are 3 strangers in it.", _AT),
        Said("Ana", "customer", "Correction, I said 3 strangers.\nIt's 27 names.", _AT),
    )
    said = _said(thread)
    assert "Since this morning when I open the list" in said
    assert "3 strangers" not in said
