"""GitLab issues: REST with notes beside them, and `issues.ndjson` of a project's export, notes inside.

A note of the system tells what was changed; an internal one is for the team. The export names authors by
number where it names them at all. Bodies are Markdown and stay as they are.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, listed, moment, record, records, said
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_NOTE, _DISCUSSION = "gitlab.note", "gitlab.discussion"


def _is_issue(one: Fields) -> bool:
    return "iid" in one and "title" in one and "description" in one and "noteable_type" not in one


def _ticket(one: Fields, side: Side) -> Ticket:
    notes = list(_notes(one, side))
    opened_by = _who(one)
    sent_at, sent_words = moment(one.get("created_at"))
    opens = Entry(opened_by, "customer", said(one.get("description")), sent_at=sent_at, sent_words=sent_words)
    return Ticket(
        id=said(one["iid"]),
        subject=said(one["title"]),
        fields=(
            ("Ticket", f"#{said(one['iid'])}"),
            ("Link", first(one, "web_url", "url")),
            ("State", first(one, "state")),
            ("Labels", listed(one.get("labels"), "title", "name")),
            ("Assignee", listed(one.get("assignees") or one.get("assignee"), "name", "username")),
            ("Due", first(one, "due_date")),
        ),
        entries=(opens, *(_entry(note, opened_by, one) for note in notes)),
        unread=tuple(_cut(one, notes)),
    )


def _notes(one: Fields, side: Side) -> Iterator[Fields]:
    """Inside the issue and beside it, by themselves and by discussion, each once."""
    discussions = (*records(one.get("discussions") or []), *side.all(_DISCUSSION, one.get("iid")))
    found = [*records(one.get("notes") or []), *side.all(_NOTE, one.get("iid"))]
    found += [note for discussion in discussions for note in records(discussion.get("notes") or [])]
    yield from {first(note, "id") or str(n): note for n, note in enumerate(found)}.values()


def _cut(one: Fields, notes: Sequence[Any]) -> list[str]:
    total = one.get("user_notes_count")
    there = sum(not note.get("system") for note in notes)
    return (
        [f"notes: {there} of {total} are in the export"] if isinstance(total, int) and total > there else []
    )


def _who(one: Fields) -> str:
    author = record(one.get("author"))
    number = first(one, "author_id")
    return first(author, "name", "username") or (f"unknown author #{number}" if number else "unknown author")


def _entry(note: Fields, opened_by: str, issue: Fields) -> Entry:
    sent_at, sent_words = moment(note.get("created_at"))
    who = _who(note)
    same = note.get("author_id") == issue.get("author_id") if note.get("author_id") else who == opened_by
    role: Role = "system" if note.get("system") else "customer" if same else "agent"
    return Entry(
        author=who,
        role=role,
        text=first(note, "body", "note"),
        visibility="internal" if note.get("internal") or note.get("confidential") else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        guessed=role == "agent",
    )


def _is_note(one: Fields) -> bool:
    return one.get("noteable_type") == "Issue" and ("body" in one or "note" in one)


def _issue_of(one: Fields) -> str | None:
    return first(one, "noteable_iid") or None


def _is_discussion(one: Fields) -> bool:
    return "individual_note" in one and any(map(_is_note, records(one.get("notes") or [])))


def _stand_in(number: str) -> Fields:
    return {"iid": number, "title": "", "description": ""}


SYSTEM = System(
    tickets=(TicketFormat("GitLab issue", _is_issue, _ticket),),
    beside=(
        SideFormat(_NOTE, _is_note, _issue_of, stand_in=_stand_in),
        SideFormat(
            _DISCUSSION,
            _is_discussion,
            lambda one: next(map(_issue_of, records(one["notes"]))),
            stand_in=_stand_in,
        ),
    ),
)
