"""When somebody must be at it, and how often to follow up.

Severities that the policy runs around the clock count hours of the clock, the others business hours. A naive
time in gives a naive time out; an aware one keeps its zone, and business hours are read in that zone.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from draft_escalation.brief.model import Severity
from draft_escalation.skill.policy import Policy


def attention_deadline(severity: Severity, as_of: datetime, policy: Policy) -> datetime:
    """The deadline to propose: when the severity demands attention, counted from `as_of`."""
    attention = policy.attention[severity]
    if attention.within_hours is not None:
        return due(as_of, timedelta(hours=attention.within_hours), severity, policy)
    earliest = due(as_of, timedelta(hours=attention.notice_hours), severity, policy)
    for day, following in pairwise(_work_days(as_of, policy)):
        ends = attention.end_of == "day" or following.isocalendar()[:2] != day.isocalendar()[:2]
        if ends and (closing := _at(day, as_of, policy.business_hours.closes)) >= earliest:
            return closing
    return earliest


def internal_interval(severity: Severity, policy: Policy) -> timedelta:
    """How often to ask the receiving team for progress."""
    return timedelta(hours=policy.cadence[severity].internal_hours)


def customer_interval(severity: Severity, policy: Policy, sla_hours: float | None = None) -> timedelta:
    """The longest the customer may be left without word: the cadence, or the SLA where that is shorter."""
    longest = policy.cadence[severity].customer_max_hours
    return timedelta(hours=longest if sla_hours is None else min(longest, sla_hours))


def due(since: datetime, interval: timedelta, severity: Severity, policy: Policy) -> datetime:
    """The time at which an interval is over, in hours of the clock or in business hours by severity."""
    if severity in policy.around_the_clock:
        return since + interval
    left = interval
    for day in _work_days(since, policy):
        opens = max(since, _at(day, since, policy.business_hours.opens))
        closes = _at(day, since, policy.business_hours.closes)
        if closes > opens and left <= closes - opens:
            return opens + left
        left -= max(closes - opens, timedelta(0))
    return since + interval


def _at(day: date, like: datetime, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=like.tzinfo)


def _work_days(since: datetime, policy: Policy) -> Iterator[date]:
    """The work days from `since` on, for two years."""
    hours = policy.business_hours
    days = (since.date() + timedelta(days=ahead) for ahead in range(730))
    return (day for day in days if day.weekday() in hours.weekdays and day not in hours.holidays)
