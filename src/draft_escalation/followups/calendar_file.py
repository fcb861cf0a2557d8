"""Follow-ups as a calendar file (RFC 5545), each an event with a reminder."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from draft_escalation.brief.document import Document
from draft_escalation.errors import UserError
from draft_escalation.followups.people import people, plain
from draft_escalation.followups.plan import FollowUp, Plan
from draft_escalation.followups.table import what_to_say
from draft_escalation.skill.policy import Policy

if TYPE_CHECKING:
    from icalendar import Event

_LASTS = timedelta(minutes=15)
_REMINDS = timedelta(minutes=-10)
_SUMMARY = 120


def calendar_file(document: Document, plan: Plan, policy: Policy) -> str:
    """The calendar as text with CRLF line ends; the same brief, policy and time give the same bytes.

    Times with a zone are written in UTC; those without stay floating: each calendar reads them on its own
    clock. Raises UserError where the extra `calendar` is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise UserError(
            "the calendar library is not installed; pip install 'draft-escalation[calendar]'"
        ) from None
    calendar = Calendar()
    calendar.add("prodid", "-//draft-escalation//followups//EN")
    calendar.add("version", "2.0")
    for row in plan.rows:
        calendar.add_component(_event(row, document, plan, policy))
    return str(calendar.to_ical(), "utf-8")


def _event(row: FollowUp, document: Document, plan: Plan, policy: Policy) -> "Event":
    from icalendar import Alarm, Event

    names = people(document, policy)
    summary = plain(document.brief.summary.text, _SUMMARY)
    title = f"{'Ask ' + names.team if row.who == 'team' else 'Update ' + names.customer}: {summary}"
    event = Event()
    event.add("uid", _uid(row, document))
    event.add("dtstamp", _in_utc(plan.as_of).replace(tzinfo=UTC))
    event.add("dtstart", _in_utc(row.at))
    event.add("duration", _LASTS)
    event.add("summary", title)
    event.add("description", f"{what_to_say(row, document, policy)}\n{names.owner}, {names.ticket}")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _REMINDS)
    event.add_component(alarm)
    return event


def _uid(row: FollowUp, document: Document) -> str:
    thread = document.thread.id if document.thread else ""
    content = f"{thread}\n{document.brief.summary.text}\n{row.who}\n{row.kind}\n{row.at.isoformat()}"
    return f"{hashlib.sha256(content.encode()).hexdigest()[:32]}@draft-escalation"


def _in_utc(when: datetime) -> datetime:
    return when.astimezone(UTC) if when.tzinfo else when
