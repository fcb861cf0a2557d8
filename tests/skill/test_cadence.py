"""Deadlines and intervals by severity, in business hours where the policy says so."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from draft_escalation.brief.model import Severity
from draft_escalation.skill.cadence import (
    attention_deadline,
    customer_interval,
    due,
    internal_interval,
    repeats,
)
from draft_escalation.skill.policy import Policy, policy

DEADLINES: list[tuple[Severity, str, str]] = [
    ("critical", "2026-06-01T10:00", "2026-06-01T12:00"),
    ("critical", "2026-06-06T23:30", "2026-06-07T01:30"),
    ("high", "2026-06-01T10:00", "2026-06-01T17:00"),
    ("high", "2026-06-01T06:00", "2026-06-01T17:00"),
    ("high", "2026-06-01T16:30", "2026-06-02T17:00"),
    ("high", "2026-06-05T16:30", "2026-06-08T17:00"),
    ("high", "2026-06-06T10:00", "2026-06-08T17:00"),
    ("medium", "2026-06-01T10:00", "2026-06-05T17:00"),
    ("medium", "2026-06-05T10:00", "2026-06-12T17:00"),
]


@pytest.mark.parametrize(("severity", "as_of", "deadline"), DEADLINES)
def test_the_proposed_deadline(severity: Severity, as_of: str, deadline: str) -> None:
    """At once, the same day, this week; naive in, naive out."""
    assert attention_deadline(severity, datetime.fromisoformat(as_of), policy()) == datetime.fromisoformat(
        deadline
    )


def test_a_zone_is_kept() -> None:
    """An aware time stays aware."""
    assert attention_deadline("high", datetime(2026, 6, 1, 10, tzinfo=UTC), policy()) == datetime(
        2026, 6, 1, 17, tzinfo=UTC
    )


def test_a_holiday_is_skipped() -> None:
    """A day off is no work day."""
    hours = policy().business_hours.model_copy(update={"holidays": (datetime(2026, 6, 2).date(),)})
    closed = policy().model_copy(update={"business_hours": hours})

    assert attention_deadline("high", datetime(2026, 6, 1, 16, 30), closed) == datetime(2026, 6, 3, 17)


def test_intervals() -> None:
    """The customer's interval is the cadence's longest, or the SLA where that is shorter."""
    assert internal_interval("high", policy()) == timedelta(hours=4)
    assert customer_interval("critical", policy()) == timedelta(hours=4)
    assert customer_interval("critical", policy(), sla_hours=1) == timedelta(hours=1)


def test_an_interval_runs_over_the_night_in_business_hours() -> None:
    """Four hours from 15:00 end at 11:00 the next day; critical does not wait."""
    since = datetime(2026, 6, 1, 15)

    assert due(since, timedelta(hours=4), "high", policy()) == datetime(2026, 6, 2, 11)
    assert due(since, timedelta(hours=4), "critical", policy()) == datetime(2026, 6, 1, 19)


def _team(**hours: str) -> Policy:
    held = policy()
    return held.model_copy(update={"business_hours": held.business_hours.model_copy(update=hours)})


def test_an_interval_of_nothing_is_the_next_working_moment() -> None:
    """Now in business hours, else the next opening; critical is now."""
    sunday = datetime(2026, 6, 7, 12)

    assert due(sunday, timedelta(0), "high", policy()) == datetime(2026, 6, 8, 9)
    assert due(datetime(2026, 6, 8, 12), timedelta(0), "high", policy()) == datetime(2026, 6, 8, 12)
    assert due(sunday, timedelta(0), "critical", policy()) == sunday


def test_one_interval_after_another() -> None:
    """Each counts from the one before."""
    times = repeats(datetime(2026, 6, 5, 15), timedelta(hours=4), "high", policy())

    assert list(islice(times, 3)) == [
        datetime(2026, 6, 8, 11),
        datetime(2026, 6, 8, 15),
        datetime(2026, 6, 9, 11),
    ]


def test_business_hours_hold_in_the_zone_of_the_team() -> None:
    """The answer comes back in the zone of the question."""
    tokyo = _team(zone="Asia/Tokyo")
    as_of = datetime(2026, 6, 1, 10, tzinfo=UTC)

    assert attention_deadline("high", as_of, tokyo) == datetime(2026, 6, 2, 8, tzinfo=UTC)
    assert due(as_of, timedelta(hours=1), "high", tokyo) == datetime(2026, 6, 2, 1, tzinfo=UTC)
    assert due(as_of, timedelta(hours=1), "high", tokyo).tzinfo is UTC
    assert due(datetime(2026, 6, 1, 10), timedelta(hours=1), "high", tokyo) == datetime(2026, 6, 1, 11)


def test_a_public_holiday_moves_the_deadline() -> None:
    """Whit Monday is a day off in Germany."""
    assert attention_deadline("high", datetime(2026, 5, 22, 16), _team(country="DE")) == datetime(
        2026, 5, 26, 17
    )
