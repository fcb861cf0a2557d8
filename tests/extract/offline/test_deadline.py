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
    (fact,) = deadline.find(
        View(thread_of(Said("Ana", "customer", "The court has to have it by Friday noon.")))
    )
    assert (fact.state, fact.text) == ("stated", "by Friday noon")


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
        ("Lo necesito antes del viernes 8.", "2026-05-08"),
        ("We need it by Friday 1, that is May Day.", "2026-05-01"),
        ("We need it by Friday, 30 rows are gone.", "2026-04-24 17:00"),
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


_PROMISES = (
    "Will update you by 10:30.",
    "Told Ana we'd be back by 2pm today.",
    "Next update by 11:00.",
    "Promised her word by noon.",
    "I told Ana I'd ring by 16:00.",
    "Meldung an die Kundin bis 12:00 versprochen.",
    "Nachricht an sie bis 12:00.",
)


@pytest.mark.parametrize("promise", _PROMISES)
def test_a_promise_of_an_answer_gives_way_to_what_somebody_must_have(promise: str) -> None:
    """Whatever came first, support's own hour is none where the customer has one."""
    thread = thread_of(
        Said("Ana", "customer", "400 parcels have to leave by 15:00.", _SENT),
        Said("Bo", "agent", promise, "2026-04-20T10:00:00", "internal"),
    )
    (fact,) = deadline.find(View(thread))
    assert fact.text == "2026-04-20 15:00"


def test_a_promise_of_an_answer_stands_where_nobody_set_a_limit() -> None:
    """Then it is the only hour that anybody waits for."""
    thread = thread_of(
        Said("Ana", "customer", "The labels are blank.", _SENT),
        Said("Bo", "agent", "Told Ana we'd be back by 14:00.", _SENT, "internal"),
    )
    (fact,) = deadline.find(View(thread))
    assert fact.text == "2026-04-20 14:00"


@pytest.mark.parametrize("words", ["Promised her the rows by 24 April.", "We need an answer by 24 April."])
def test_a_promised_mending_and_a_wanted_answer_are_limits(words: str) -> None:
    """What support owes by then is more than an answer; and what it waits for is no promise."""
    thread = thread_of(
        Said("Ana", "customer", "We bill on 30 April.", _SENT),
        Said("Bo", "agent", words, _SENT, "internal"),
    )
    (fact,) = deadline.find(View(thread))
    assert fact.text.startswith("2026-04-24")


@pytest.mark.parametrize(
    "words",
    ["2,300 invoices went out on 24 April.", "The tour left on 24 April.", "The export ran on 24 April."],
)
def test_what_happened_is_no_occasion(words: str) -> None:
    """A day in a line that tells what was done is none to come."""
    assert deadline.find(View(thread_of(Said("Ana", "customer", words, _SENT)))) == ()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("I want it put right before my quarter closes on the 31st.", "before my quarter closes on the 31st"),
        ("What I need: somebody who rings her. By noon.", "By noon"),
        ("The gold plan says two hours, so 20:04, else a penalty.", "20:04"),
        ("It goes to the printer on Friday at the latest.", "Friday"),
    ],
)
def test_limits_of_a_message_without_a_time(words: str, text: str) -> None:
    """They stay as they were said."""
    (fact,) = deadline.find(View(thread_of(Said("Ana", "customer", words))))
    assert fact.state == "stated"
    assert text in fact.text


@pytest.mark.parametrize(
    "words",
    [
        "Session of tenant 517 at 08:47 on 21 April 2026.",
        "Nobody answered on Monday until 16:30.",
        "I open arrivals for today.",
        "The call lasted until 17:00.",
    ],
)
def test_what_lasted_or_is_shown_sets_no_limit(words: str) -> None:
    """An end in the past is none, nor is the day that a screen is opened for."""
    assert deadline.find(View(thread_of(Said("Ana", "customer", words, _SENT)))) == ()


def test_a_noon_of_no_known_day_gives_way_to_a_date() -> None:
    """Whichever was said later."""
    thread = thread_of(
        Said("Ana", "customer", "The bank has to have it by Thursday 12 March, 14:00."),
        Said("Ana", "customer", "A word before noon would be good."),
    )
    (fact,) = deadline.find(View(thread))
    assert "12 March" in fact.text
