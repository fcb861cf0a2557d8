"""ServiceNow records: JSON and XML of the Table API, CSV with names or labels as headers.

Comments and work notes are one text each, newest first, every entry behind a header line
(`2026-04-13 10:00:00 - Yusra (Work notes)`); the rows of the table `sys_journal_field` say the same. A raw
time is UTC; a displayed one is in the zone of whoever exported, which it does not name.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, moment, said
from draft_escalation.thread.readers.journal import Note, code_to_text, notes_of
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_ROW, _USER = "servicenow.journal", "servicenow.user"
_JOURNALS = ("comments", "work_notes", "comments_and_work_notes")
_ALIASES = {
    "caller": "caller_id", "opened": "opened_at", "created": "sys_created_on", "updated": "sys_updated_on",
    "additional_comments": "comments", "resolved": "resolved_at", "closed": "closed_at",
    "configuration_item": "cmdb_ci", "task_type": "sys_class_name",
}  # fmt: skip
_SHOWN = {
    "caller_id": "Requester", "company": "Company", "assigned_to": "Assignee", "assignment_group": "Group",
    "priority": "Priority", "impact": "Impact", "urgency": "Urgency", "severity": "Severity",
    "category": "Category", "subcategory": "Subcategory", "cmdb_ci": "Configuration item",
    "business_service": "Service", "contact_type": "Channel", "sla_due": "SLA due", "made_sla": "Made SLA",
    "escalation": "Escalation", "reopen_count": "Reopened", "reassignment_count": "Reassigned",
    "resolved_at": "Resolved", "closed_at": "Closed", "close_code": "Close code",
}  # fmt: skip
_STATES = {
    "1": "New", "2": "In Progress", "3": "On Hold", "6": "Resolved", "7": "Closed", "8": "Canceled",
}  # fmt: skip


def _is_record(one: Fields) -> bool:
    return {"number", "short_description"} <= set(one)


def _is_labelled(one: Fields) -> bool:
    return {"Number", "Short description"} <= set(one)


def _labelled(one: Fields, side: Side) -> Ticket:
    named = {name.lower().replace(" ", "_"): value for name, value in one.items()}
    return _ticket({_ALIASES.get(name, name): value for name, value in named.items()}, side)


def _ticket(one: Fields, side: Side) -> Ticket:
    caller = _shown(one.get("caller_id"))
    notes = [note for name in _JOURNALS for note in notes_of(_shown(one.get(name)), name)]
    entries = [_opening(one, caller), *(_entry(note, caller) for note in notes)]
    entries += [_row(row, one, side) for row in side.all(_ROW, _raw(one.get("sys_id")))]
    closing = _shown(one.get("close_notes"))
    if closing:
        at, words = _moment(one, "resolved_at") if one.get("resolved_at") else _moment(one, "closed_at")
        entries.append(Entry(_shown(one.get("resolved_by")) or None, "agent", closing, "unknown", at, words))
    return Ticket(
        id=_shown(one["number"]),
        subject=_shown(one["short_description"]) or None,
        fields=tuple(pair for pair in _fields(one) if pair[1]),
        entries=tuple(entries),
        unread=tuple(_told(one, notes, len(entries) - 1)),
    )


def _told(one: Fields, notes: list[Note], there: int) -> Iterator[str]:
    if not there:
        yield "comments, work_notes: none; export with display values, or sys_journal_field beside it"
    for number, note in enumerate(notes, 1):
        if note.author is None:
            yield f"journal entry {number}: without time and author"
    if _shown(one.get("active")).lower() == "deleted":
        yield "active: deleted"


def _fields(one: Fields) -> Iterator[tuple[str, str]]:
    yield "Ticket", _shown(one["number"])
    state = _shown(one.get("state")) or _shown(one.get("incident_state"))
    yield "State", _STATES.get(state, state)
    for name, label in _SHOWN.items():
        yield label, _shown(one.get(name))
    for name, value in one.items():
        if name.startswith("u_"):
            yield name.removeprefix("u_").replace("_", " ").capitalize(), _shown(value)


def _shown(value: object) -> str:
    """What a value shows to people."""
    if isinstance(value, dict):
        return first(value, "display_value", "@display_value", "value", "#text")
    return said(value)


def _raw(value: object) -> str:
    return first(value, "value", "#text") if isinstance(value, dict) else said(value)


def _moment(one: Fields, name: str) -> tuple[datetime | None, str | None]:
    value: Any = one.get(name)
    at, words = moment(_shown(value))
    if isinstance(value, dict) and "display_value" in value:
        raw, _ = moment(value.get("value"))
        at = raw.replace(tzinfo=UTC) if raw and raw.tzinfo is None else raw or at
    return at, words


def _opening(one: Fields, caller: str) -> Entry:
    opened = "opened_at" if _shown(one.get("opened_at")) else "sys_created_on"
    sent_at, sent_words = _moment(one, opened)
    text = _shown(one.get("description")) or _shown(one.get("short_description"))
    author = caller or _shown(one.get("opened_by")) or "unknown author"
    return Entry(author, "customer", code_to_text(text), "public", sent_at, sent_words)


def _entry(note: Note, caller: str) -> Entry:
    role: Role = "customer" if note.author and note.author == caller else "agent"
    if note.author is None:
        role = "unknown"
    return Entry(
        note.author,
        role,
        note.text,
        note.visibility,
        note.sent_at,
        note.sent_words,
        guessed=role == "agent" and note.visibility != "internal",
    )


def _row(row: Fields, one: Fields, side: Side) -> Entry:
    login = first(row, "sys_created_by")
    user = side.one(_USER, login) or {}
    name = first(user, "name") or login or "unknown author"
    calls = _raw(user.get("sys_id")) == _raw(one.get("caller_id")) or name == _shown(one.get("caller_id"))
    internal = first(row, "element") == "work_notes"
    at, words = moment(row.get("sys_created_on"))
    opened = _raw(one.get("opened_by"))
    opens = bool(opened) and opened == _raw(one.get("caller_id")) and login == _raw(one.get("sys_created_by"))
    role: Role = "customer" if opens or (user and calls) else "agent"
    return Entry(
        name,
        role,
        code_to_text(_shown(row.get("value"))),
        "internal" if internal else "public",
        at.replace(tzinfo=UTC) if at and at.tzinfo is None else at,
        words,
        guessed=role == "agent" and not internal,
    )


def _is_row(one: Fields) -> bool:
    return {"element", "element_id", "value"} <= set(one)


def _is_user(one: Fields) -> bool:
    return {"user_name", "sys_id", "name"} <= set(one)


def _stand_in(number: str) -> Fields:
    return {"sys_id": number, "number": number, "short_description": ""}


def _edition(one: Fields) -> tuple[str, str]:
    opened = _raw(one.get("opened_at")) or _raw(one.get("sys_created_on"))
    return f"{_raw(one.get('sys_id'))} {_raw(one['number'])} {opened}", _raw(one.get("sys_updated_on"))


SYSTEM = System(
    tickets=(
        TicketFormat("ServiceNow record", _is_record, _ticket, _edition),
        TicketFormat("ServiceNow CSV export", _is_labelled, _labelled),
    ),
    beside=(
        SideFormat(_ROW, _is_row, lambda one: _raw(one.get("element_id")) or None, stand_in=_stand_in),
        SideFormat(_USER, _is_user, lambda one: _raw(one.get("user_name")) or None, says=False),
    ),
)
