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


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The auditors come at 14:00, I need it by then.", "2026-04-20 14:00"),
        ("The auditors come at 14:00. Everything must be there by then.", "2026-04-20 14:00"),
        ("Am Donnerstag um 9:00 fahren alle los, bis dahin brauchen wir es.", "2026-04-23 09:00"),
        ("The papers must be at the court before noon.", "2026-04-20 12:00"),
        ("We need it by Friday noon.", "2026-04-24 12:00"),
        ("She wants an answer by friday the 24th.", "2026-04-24"),
        ("Our lawyer asks for the log by tomorrow 12.00.", "2026-04-21 12:00"),
        ("The bank file has to be with them on Thursday 23 April, 14:00.", "2026-04-23 14:00"),
        ("We bill our tenants on Monday 27 April at 7:00.", "2026-04-27 07:00"),
        ("My build goes to the publisher on May 6.", "2026-05-06"),
        ("The season ends on the 28th.", "2026-04-28"),
        ("He wants to hear TODAY by five that it is shut.", "2026-04-20 17:00"),
        ("We need it by Friday, before 9 please.", "2026-04-24 09:00"),
        ("They must have it on 24 April, otherwise I will hear about it.", "2026-04-24"),
        ("We print the programme on Thursday.", "2026-04-23"),
        ("Er erwartet unseren Anruf am 24. April.", "2026-04-24"),
        ("La date butoir est le mardi 28 avril à midi.", "2026-04-28 12:00"),
        ("El informe tiene que estar el 24 de abril.", "2026-04-24"),
    ],
)
def test_what_has_to_happen_by_or_on_a_day_is_a_limit(words: str, text: str) -> None:
    """The occasion names the day: nobody needs to say "deadline"."""
    (fact,) = deadline.find(View(thread_of(Said("Ana", "customer", words, _SENT))))
    assert fact.text == text


@pytest.mark.parametrize(
    "words",
    [
        "By then it was gone, at 14:00 nothing was left.",
        "The calendar opens on 1 May instead of today.",
        "The backup starts at 23:00 every night.",
        "The list goes from 1 May to 3 May.",
        "The contract runs until March 2028.",
        "I will be on holiday from Friday.",
        "The invoice was due on 17 April.",
    ],
)
def test_a_day_on_which_nothing_is_due_is_no_limit(words: str) -> None:
    """What a screen shows, what happens daily, what was, a contract's end."""
    assert deadline.find(View(thread_of(Said("Ana", "customer", words, _SENT)))) == ()


def test_what_support_plans_itself_limits_nobody() -> None:
    """Maintenance, office hours, a look on another day."""
    for words in ("I have to leave at 17:00.", "Ring if holes come back, I'd have a peek on Wednesday."):
        opening = Said("Ana", "customer", "It is slow.", _SENT)
        assert deadline.find(View(thread_of(opening, Said("Yusra", "agent", words, _SENT)))) == ()


def test_a_limit_somebody_sets_stands_before_an_occasion() -> None:
    """The later occasion does not take the place of what was asked for."""
    said = [
        Said("Ana", "customer", words, _SENT) for words in ("I need it by 24 April.", "It opens on 2 May.")
    ]
    (fact,) = deadline.find(View(thread_of(*said)))
    assert fact.text == "2026-04-24 17:00"
