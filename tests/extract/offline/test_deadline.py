"""Limits that somebody sets, as dates."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline import deadline
from draft_escalation.extract.offline.view import View

_SENT = "2026-04-20T10:40:00"


@pytest.mark.parametrize(
    ("words", "text", "basis"),
    [
        ("We need it before the 28th.", "2026-04-28", 'from "before the 28th"'),
        ("I need an answer in 48 hours.", "2026-04-22 10:40", 'from "in 48 hours"'),
        ("Please answer within 48 hours.", "2026-04-22 10:40", 'from "within 48 hours"'),
        ("I told them today by 12:00.", "2026-04-20 12:00", 'from "today by 12:00"'),
        (
            "Lo necesitamos antes de las 15:00.",
            "2026-04-20 15:00",
            'from "antes de las 15:00"',
        ),
    ],
)
def test_a_limit_is_resolved_by_the_time_of_its_message(words: str, text: str, basis: str) -> None:
    """The date is worked out, and the words behind it are told."""
    (fact,) = deadline.find(View(thread_of(Said("Ana", "customer", words, _SENT))))
    assert (fact.state, fact.text, fact.basis) == ("inferred", text, basis)


@pytest.mark.parametrize(
    "words", ["It worked until the 3rd.", "In 2 days it grew a lot.", "We had it by hand.", "On the 3rd row."]
)
def test_other_times_set_no_limit(words: str) -> None:
    """The past and mere spans are no deadline."""
    assert deadline.find(View(thread_of(Said("Ana", "customer", words, _SENT)))) == ()


def test_a_date_without_year_takes_the_year_of_the_thread() -> None:
    """Where the message has no time of its own, another date of the thread gives the year."""
    thread = thread_of(
        Said("Ana", "customer", "The scanner is dead since 16 April 2026."),
        Said("Ana", "customer", "We need it by 24 April."),
    )
    (fact,) = deadline.find(View(thread))
    assert (fact.state, fact.text, fact.lines) == ("inferred", "2026-04-24", ("m2.1", "m1.1"))
    assert fact.basis == 'from "by 24 April", the year from another date of the thread'


def test_a_weekday_without_any_date_stays_as_it_was_said() -> None:
    """Nothing is worked out from nothing."""
    (fact,) = deadline.find(View(thread_of(Said("Ana", "customer", "We need it by Friday."))))
    assert (fact.state, fact.text) == ("stated", "by Friday")


def test_a_stated_hour_stays_where_only_the_year_is_the_thread_s() -> None:
    """Day and hour are the line's own words."""
    dead = Said("Ana", "customer", "The scanner is dead since 16 April 2026.")
    (fact,) = deadline.find(
        View(thread_of(dead, Said("Ana", "customer", "A call by Friday 24 April, 17:00.")))
    )
    (today,) = deadline.find(View(thread_of(dead, Said("Bo", "agent", "I told them today by 12:00."))))
    assert fact.text == "2026-04-24 17:00"
    assert (today.state, today.text) == ("stated", "today by 12:00")
