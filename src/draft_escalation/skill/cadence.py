"""When somebody must be at it, and how often to follow up.

Severities that the policy runs around the clock count hours of the clock, the others business hours. A naive
time in gives a naive time out. An aware one keeps its zone; business hours are read in the policy's zone, or
in the time's own where the policy names none.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from draft_escalation.brief.model import Severity
from draft_escalation.skill.policy import Policy
from draft_escalation.skill.work_days import is_work_day, where_hours_hold

_NONE = timedelta(0)


def attention_deadline(severity: Severity, as_of: datetime, policy: Policy) -> datetime:
    """The deadline to propose: when the severity demands attention, counted from `as_of`."""
    attention = policy.attention[severity]
    if attention.within_hours is not None:
        return due(as_of, timedelta(hours=attention.within_hours), severity, policy)
    earliest = due(as_of, timedelta(hours=attention.notice_hours), severity, policy)
    local = where_hours_hold(as_of, policy.business_hours)
    for day, following in pairwise(_work_days(local, policy)):
        ends = attention.end_of == "day" or following.isocalendar()[:2] != day.isocalendar()[:2]
        if ends and (closing := _at(day, local, policy.business_hours.closes)) >= earliest:
            return _as_given(closing, as_of)
    return earliest


def internal_interval(severity: Severity, policy: Policy) -> timedelta:
    """How often to ask the receiving team for progress."""
    return timedelta(hours=policy.cadence[severity].internal_hours)


def customer_interval(severity: Severity, policy: Policy, sla_hours: float | None = None) -> timedelta:
    """The longest the customer may be left without word: the cadence, or the SLA where that is shorter."""
    longest = policy.cadence[severity].customer_max_hours
    return timedelta(hours=longest if sla_hours is None else min(longest, sla_hours))


def due(since: datetime, interval: timedelta, severity: Severity, policy: Policy) -> datetime:
    """The time at which an interval is over, in hours of the clock or in business hours by severity.

    An interval of nothing gives the next time at which the team works: `since` itself, or an opening.
    """
    if severity in policy.around_the_clock:
        return _later(since, interval)
    local = where_hours_hold(since, policy.business_hours)
    left = interval
    for day in _work_days(local, policy):
        opens = max(local, _at(day, local, policy.business_hours.opens))
        closes = _at(day, local, policy.business_hours.closes)
        if closes > opens and left <= closes - opens:
            return _as_given(opens + left, since)
        left -= max(closes - opens, _NONE)
    return _later(since, interval)


def repeats(since: datetime, interval: timedelta, severity: Severity, policy: Policy) -> Iterator[datetime]:
    """The times at which an interval is over, one after another, without end."""
    while True:
        since = due(since, interval, severity, policy)
        yield since


def _later(since: datetime, interval: timedelta) -> datetime:
    """Hours of the clock, also over a night in which the clock is changed."""
    if since.tzinfo is None:
        return since + interval
    return (since.astimezone(UTC) + interval).astimezone(since.tzinfo)


def _as_given(when: datetime, like: datetime) -> datetime:
    return when.astimezone(like.tzinfo) if like.tzinfo else when


def _at(day: date, like: datetime, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=like.tzinfo)


def _work_days(since: datetime, policy: Policy) -> Iterator[date]:
    """The work days from `since` on, for two years."""
    days = (since.date() + timedelta(days=ahead) for ahead in range(730))
    return (day for day in days if is_work_day(day, policy.business_hours))
