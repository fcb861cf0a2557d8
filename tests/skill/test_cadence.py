"""Deadlines and intervals by severity, in business hours where the policy says so."""

from datetime import UTC, datetime, timedelta

import pytest

from draft_escalation.brief.model import Severity
from draft_escalation.skill.cadence import attention_deadline, customer_interval, due, internal_interval
from draft_escalation.skill.policy import policy

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
