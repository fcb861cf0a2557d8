"""Intercom conversations and tickets with their parts, as the API gives them now and as it once did.

The first message is not a part: it is `source` (once `conversation_message`), or the ticket's own
description. A `note` is for the team; a part without words is something that happened. Times are seconds
since 1970.
"""

from collections.abc import Iterator
from typing import Any

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import (
    files,
    first,
    html,
    listed,
    moment,
    named,
    record,
    records,
    unknown,
    yes,
)
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_PERSON = "intercom.person"
_ROLES: dict[str, Role] = {
    "user": "customer", "lead": "customer", "contact": "customer", "visitor": "customer",
    "admin": "agent", "bot": "agent", "team": "agent",
}  # fmt: skip
_OURS = {"admin", "team", "bot"}
_PARTS = ("conversation_parts", "ticket_parts")


def _is_conversation(one: Fields) -> bool:
    return any(isinstance(one.get(name), dict | list) for name in _PARTS)


def _is_event(one: Fields) -> bool:
    return _is_conversation(record(record(one.get("data")).get("item")))


def _event(one: Fields, side: Side) -> Ticket:
    return _ticket(one["data"]["item"], side)


def _ticket(one: Fields, side: Side) -> Ticket:
    people = {first(person, "id"): person for person in _people(one)}
    parts = list(_parts(one))
    opening = _opening(one, people, side)
    return Ticket(
        id=first(one, "ticket_id", "id"),
        subject=_subject(one) or None,
        fields=tuple(pair for pair in _fields(one, people, side) if pair[1]),
        entries=(opening, *(_entry(part, people, side) for part in parts)),
        unread=tuple(_cut(one, len(parts))),
    )


def _people(one: Fields) -> Iterator[dict[str, Any]]:
    yield from records(record(one.get("contacts")).get("contacts") or one.get("contacts") or [])
    yield from records(record(one.get("teammates")).get("admins") or [])
    for name in ("user", "assignee", "customer"):
        yield from filter(None, (record(one.get(name)),))
    parts = (record(one.get("source")), *_parts(one))
    yield from (author for part in parts if first(author := record(part.get("author")), "name", "email"))


def _parts(one: Fields) -> Iterator[dict[str, Any]]:
    for name in _PARTS:
        held = one.get(name)
        yield from records((held.get(name) if isinstance(held, dict) else held) or [])


def _cut(one: Fields, there: int) -> Iterator[str]:
    for name in _PARTS:
        total = record(one.get(name)).get("total_count")
        if isinstance(total, int) and total > there:
            yield f"{name}: {there} of {total} are in the export"


def _subject(one: Fields) -> str:
    opening = record(one.get("source")) or record(one.get("conversation_message"))
    title = first(record(one.get("ticket_attributes")), "_default_title_")
    return " ".join((title or first(one, "title") or html(opening.get("subject"))).split())


def _opening(one: Fields, people: dict[str, Any], side: Side) -> Entry:
    source = record(one.get("source")) or record(one.get("conversation_message"))
    described = first(record(one.get("ticket_attributes")), "_default_description_")
    author = record(source.get("author")) or record(one.get("user")) or next(iter(people.values()), {})
    first_message = {
        **source,
        "body": first(source, "body") or described,
        "author": {"type": "contact", **author},
        "created_at": one.get("created_at"),
        "part_type": "comment",
    }
    return _entry(first_message, people, side)


def _entry(part: Fields, people: dict[str, Any], side: Side) -> Entry:
    author = record(part.get("author"))
    number = first(author, "id")
    person = {**(side.one(_PERSON, number) or {}), **record(people.get(number))}
    kind = first(part, "part_type")
    sent_at, sent_words = moment(part.get("created_at"))
    text = html(part.get("body")) or ("[redacted]" if yes(part.get("redacted")) else "")
    attached = files(part.get("attachments") or [], "name", "url")
    happened = not text and not attached and kind not in {"comment", "note"}
    return Entry(
        author=first(author, "name")
        or first(person, "name")
        or first(author, "email")
        or first(person, "email")
        or unknown(number),
        role="system" if happened else _ROLES.get(first(author, "type"), "unknown"),
        text=kind.replace("_", " ") if happened else text,
        visibility="internal" if kind.startswith("note") else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(author, "email") or first(person, "email") or None,
        files=attached,
    )


def _fields(one: Fields, people: dict[str, Any], side: Side) -> Iterator[tuple[str, str]]:
    admin = first(one, "admin_assignee_id")
    assignee = record(one.get("assignee")) or people.get(admin) or side.one(_PERSON, admin) or {}
    asking = (one for one in people.values() if first(one, "type") not in _OURS)
    requester: Fields = next(asking, {})
    sla = record(one.get("sla_applied"))
    yield "Ticket" if "ticket_id" in one else "Conversation", first(one, "ticket_id", "id")
    yield "Requester", named({**(side.one(_PERSON, first(requester, "id")) or {}), **requester})
    yield "Assignee", named(assignee)
    yield "State", first(one, "state") or first(record(one.get("ticket_state")), "internal_label", "category")
    yield "State", first(one, "ticket_state")
    yield "Type", first(record(one.get("ticket_type")), "name")
    yield "Priority", first(one, "priority")
    yield "SLA", ", ".join(filter(None, (first(sla, "sla_name"), first(sla, "sla_status"))))
    yield "Waiting since", moment(one.get("waiting_since"))[1] or ""
    yield "Tags", listed(record(one.get("tags")).get("tags"), "name")
    yield "Rating", first(record(one.get("conversation_rating")), "rating")
    for name in ("custom_attributes", "ticket_attributes"):
        for label, value in record(one.get(name)).items():
            if not label.startswith("_default_"):
                yield label, listed(value, "name", "value")


def _is_person(one: Fields) -> bool:
    return first(one, "type") in _ROLES and "id" in one and "name" in one


SYSTEM = System(
    tickets=(
        TicketFormat("Intercom conversation", _is_conversation, _ticket),
        TicketFormat("Intercom event", _is_event, _event),
    ),
    beside=(SideFormat(_PERSON, _is_person, lambda one: first(one, "id") or None, says=False),),
)
