"""The cadence that a severity demands, as times: when to ask the team, and when to write to the customer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from heapq import merge
from itertools import islice, takewhile
from typing import Literal

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Brief
from draft_escalation.followups.moments import clock_like, deadline_at, last_update_at
from draft_escalation.followups.sla import update_sla
from draft_escalation.skill.assemble import written
from draft_escalation.skill.cadence import (
    attention_deadline,
    customer_interval,
    due,
    internal_interval,
    repeats,
)
from draft_escalation.skill.policy import BusinessHours, Policy
from draft_escalation.skill.work_days import where_hours_hold
from draft_escalation.tables import Record
from draft_escalation.validate.statements import is_proposed, is_said

Who = Literal["team", "customer"]
Kind = Literal["first", "progress", "last", "deadline", "update", "overdue"]
MOST = 500
"""Follow-ups that are planned ahead at most: a deadline far away is planned again on the way."""
_WITHOUT_DEADLINE = 3


class FollowUp(Record):
    """One thing to do: at which time, towards whom, and which kind.

    `next_at` is when the customer hears again after an update; `due_since` when an overdue one was due.
    """

    at: datetime
    who: Who
    kind: Kind
    next_at: datetime | None = None
    due_since: datetime | None = None


class Plan(Record):
    """The follow-ups from `as_of` to `until`, in order, and what they rest on, in `notes`.

    Times are on the team's clock where the policy names its zone, else on that of `as_of`.
    """

    as_of: datetime
    until: datetime
    until_is: Literal["deadline", "no deadline", "most"]
    team_every: timedelta
    customer_every: timedelta
    rows: tuple[FollowUp, ...]
    notes: tuple[str, ...] = ()


def plan(document: Document, as_of: datetime, policy: Policy) -> Plan:
    """Plans the follow-ups of a brief up to its deadline; none where support handles it.

    Without a deadline that is still ahead: to the attention time of the severity, and for three updates of
    the customer at least. Raises UserError where the policy's calendar or intervals cannot be used.
    """
    hours = policy.business_hours
    times = _Times(document.brief, as_of, policy)
    closed = document.decision.verdict == "handle_in_support"
    rows = () if closed else tuple(islice(times.rows(), MOST + 1))
    until = times.until
    if len(rows) > MOST:
        rows, until = rows[:MOST], rows[MOST - 1].at
    return Plan(
        as_of=where_hours_hold(as_of, hours),
        until=where_hours_hold(until, hours),
        until_is="most" if until < times.until else "deadline" if times.deadline else "no deadline",
        team_every=times.team_every,
        customer_every=times.customer_every,
        rows=tuple(_on_clock(row, hours) for row in rows),
        notes=() if closed else tuple(times.notes()),
    )


def _on_clock(row: FollowUp, hours: BusinessHours) -> FollowUp:
    times = {name: when for name, when in row if isinstance(when, datetime)}
    return row.model_copy(update={name: where_hours_hold(when, hours) for name, when in times.items()})


class _Times:
    """The intervals of one brief, counted from one moment, all on that moment's clock.

    That clock has a fixed offset or none, so times compare rightly in a night in which the team's is changed.
    """

    def __init__(self, brief: Brief, as_of: datetime, policy: Policy) -> None:
        hours = policy.business_hours
        self.as_of, self._brief, self._policy = as_of, brief, policy
        self._clock = where_hours_hold(as_of, hours)
        self._sla = update_sla(brief, policy)
        self.team_every = internal_interval(brief.severity, policy)
        sla_hours = self._sla.hours if self._sla else None
        self.customer_every = customer_interval(brief.severity, policy, sla_hours)
        named = deadline_at(brief.needed.deadline, as_of, hours)
        heard = last_update_at(brief.communication.last_update, as_of, hours)
        self._zoneless = any(when and when.tzinfo is None for when in (named, heard))
        self._named = named and self._read(named)
        self._last = heard and min(self._read(heard), as_of)
        self.deadline = self._named if self._named and self._named > as_of else None

    def rows(self) -> Iterator[FollowUp]:
        """All follow-ups in order of time; the team is asked before the customer is told."""
        return merge(self._team(), self._customer(), key=lambda row: (row.at, row.who != "team"))

    @cached_property
    def until(self) -> datetime:
        """The deadline; where none is ahead, far enough for attention and for some updates."""
        if self.deadline:
            return self.deadline
        attention = attention_deadline(self._brief.severity, self.as_of, self._policy)
        *_, third = islice(self._updates(), _WITHOUT_DEADLINE)
        return max(attention, third)

    def _team(self) -> Iterator[FollowUp]:
        """Each asked once it is known whether another comes before the deadline."""
        times = self._repeats(self.as_of, self.team_every)
        before = takewhile(lambda at: at < self.until if self.deadline else at <= self.until, times)
        kind: Kind = "first"
        held = next(before, None)
        while held:
            following = next(before, None)
            yield FollowUp(at=held, who="team", kind="last" if not following and self.deadline else kind)
            kind, held = "progress", following
        if self.deadline:
            yield FollowUp(at=self.deadline, who="team", kind="deadline")

    def _customer(self) -> Iterator[FollowUp]:
        first_due = self._first_due()
        for at in takewhile(lambda at: at <= self.until, self._updates()):
            overdue = first_due if first_due and first_due < self.as_of else None
            yield FollowUp(
                at=at,
                who="customer",
                kind="overdue" if overdue else "update",
                due_since=overdue,
                next_at=due(at, self.customer_every, self._brief.severity, self._policy),
            )
            first_due = None

    def _updates(self) -> Iterator[datetime]:
        """When the customer must hear: first from the last update on, an overdue one at once."""
        first = self._first_due()
        if first is None:
            yield from self._repeats(self.as_of, self.customer_every)
            return
        start = first if first >= self.as_of else self._at_work(self.as_of)
        yield start
        yield from self._repeats(start, self.customer_every)

    def _read(self, when: datetime) -> datetime:
        """A time of the brief; one without a zone is read on the team's clock."""
        return clock_like(clock_like(when, self._clock), self.as_of)

    def _first_due(self) -> datetime | None:
        if self._last is None:
            return None
        return due(self._last, self.customer_every, self._brief.severity, self._policy)

    def _repeats(self, since: datetime, interval: timedelta) -> Iterator[datetime]:
        return repeats(since, interval, self._brief.severity, self._policy)

    def _at_work(self, when: datetime) -> datetime:
        return due(when, timedelta(0), self._brief.severity, self._policy)

    def notes(self) -> Iterator[str]:
        """What a reader must know to trust the times."""
        deadline = self._brief.needed.deadline
        if not is_said(deadline):
            yield "the brief has no deadline: set one with the team, and tell the customer"
        elif self._named is None:
            yield f'the deadline "{deadline.text}" names no date: settle it with the team'
        elif self.deadline is None:
            yield f"the deadline {deadline.text} has passed: agree on a new one, or raise it"
        elif is_proposed(deadline):
            yield "the deadline is proposed from the severity, nobody has agreed to it yet"
        if self._last is None:
            yield "the brief does not say when the customer last heard: the first update counts from now"
        if self._sla and self._sla.hours == self.customer_every / timedelta(hours=1):
            yield f"the customer's interval is the SLA's, not the cadence's: {self._sla.because}"
        if self.as_of.tzinfo is None:
            yield "the time that counts as now names no zone, so no time here does"
            return
        zone = written(self._clock).split()[-1]
        if self._zoneless:
            yield f"the brief's times without a zone are read in {zone}"
        around_the_clock = self._brief.severity in self._policy.around_the_clock
        if not around_the_clock and self._policy.business_hours.zone is None:
            yield f"business hours are read in {zone}: the policy (business_hours.zone) names no other"
