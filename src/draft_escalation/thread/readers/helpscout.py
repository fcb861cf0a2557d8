"""Help Scout and FreeScout conversations: threads inside, or beside in files that the conversation names.

Help Scout names types in words, FreeScout's database in numbers. A `note` is for the team, a `lineitem` tells
what happened, a draft was never sent. Newest first in the export.
"""

from collections.abc import Iterator

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import (
    files,
    first,
    html,
    listed,
    moment,
    number_in_name,
    record,
    records,
    unknown,
)
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_THREAD = "helpscout.thread"
_TYPES = {"1": "customer", "2": "message", "3": "note", "4": "lineitem", "8": "chat"}
_STATES = {"1": "draft", "2": "published", "3": "hidden"}
_STATUS = {"1": "active", "2": "pending", "3": "closed", "4": "spam"}
_ROLES: dict[str, Role] = {"customer": "customer", "lineitem": "system", "beaconchat": "customer"}


def _is_conversation(one: Fields) -> bool:
    return "number" in one and "subject" in one and ("mailboxId" in one or "mailbox_id" in one)


def _ticket(one: Fields, side: Side) -> Ticket:
    threads = list(_threads(one, side))
    total = first(one, "threads", "threads_count", "threadCount")
    status = _STATUS.get(first(one, "status"), first(one, "status"))
    told = []
    if total.isdigit() and int(total) > len(threads):
        told.append(f"threads: {len(threads)} of {total} are in the export")
    if status == "spam" or first(one, "state") == "deleted":
        told.append(
            f"status: Help Scout holds the conversation as {status if status == 'spam' else 'deleted'}"
        )
    return Ticket(
        id=first(one, "number", "id"),
        subject=first(one, "subject") or None,
        fields=tuple(pair for pair in _fields(one, status) if pair[1]),
        entries=tuple(_entry(thread, one) for thread in threads),
        unread=tuple(told),
    )


def _threads(one: Fields, side: Side) -> Iterator[Fields]:
    inside = record(one.get("_embedded")).get("threads") or one.get("threads")
    seen = set[str]()
    for thread in (
        *records(inside if isinstance(inside, list) else []),
        *side.all(_THREAD, first(one, "id")),
    ):
        if (number := first(thread, "id")) not in seen or not number:
            seen.add(number)
            yield thread


def _fields(one: Fields, status: str) -> Iterator[tuple[str, str]]:
    yield "Ticket", f"#{first(one, 'number')}"
    yield "Requester", _person(_customer(one)) or first(one, "customer_email")
    yield "Assignee", _person(record(one.get("assignee")))
    yield "Status", status
    yield "Type", first(one, "type")
    yield "Closed", first(one, "closedAt", "closed_at")
    yield "Waiting since", first(record(one.get("customerWaitingSince")), "time")
    yield "Tags", listed(one.get("tags") or record(one.get("_embedded")).get("tags"), "tag", "name")
    for field in records(one.get("customFields") or []):
        yield first(field, "name"), first(field, "text", "value")


def _customer(one: Fields) -> Fields:
    return record(one.get("primaryCustomer")) or record(one.get("customer"))


def _person(person: Fields) -> str:
    names = (
        first(person, "first", "firstName", "first_name"),
        first(person, "last", "lastName", "last_name"),
    )
    return " ".join(filter(None, names)) or first(person, "email")


def _entry(thread: Fields, one: Fields) -> Entry:
    kind = _TYPES.get(first(thread, "type"), first(thread, "type"))
    state = _STATES.get(first(thread, "state"), first(thread, "state"))
    by = record(thread.get("createdBy"))
    sent_at, sent_words = moment(thread.get("createdAt") or thread.get("created_at"))
    text = html(thread.get("body")) or first(record(thread.get("action")), "text")
    role = _role(kind, by)
    person = by if _person(by) or role != "customer" else record(thread.get("customer")) or _customer(one)
    number = first(by, "id") or first(thread, "created_by_user_id", "user_id", "customer_id")
    return Entry(
        author=_person(person) or first(thread, "from") or unknown(number),
        role=role,
        text=f"{text}\n[a draft, not sent]" if state == "draft" else text,
        visibility="internal" if kind == "note" or state in {"draft", "hidden"} else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(person, "email") or None,
        files=files(_attached(thread), "filename", "fileName", "file_name"),
    )


def _attached(thread: Fields) -> object:
    return record(thread.get("_embedded")).get("attachments") or thread.get("attachments") or []


def _role(kind: str, by: Fields) -> Role:
    if kind in {"chat", "phone"}:
        return "customer" if first(by, "type") == "customer" else "agent"
    return _ROLES.get(kind, "agent")


def _is_thread(one: Fields) -> bool:
    """Help Scout's beside its action and author, FreeScout's with the conversation it belongs to."""
    if "conversation_id" in one:
        return "type" in one and "body" in one and "state" in one
    return {"type", "state", "createdBy", "createdAt"} <= set(one) and "mailboxId" not in one


def _conversation_of(one: Fields) -> str | None:
    return first(one, "conversation_id", "conversationId") or number_in_name(one)


def _stand_in(number: str) -> Fields:
    return {"id": number, "number": number, "subject": None, "mailboxId": None}


SYSTEM = System(
    tickets=(TicketFormat("Help Scout conversation", _is_conversation, _ticket),),
    beside=(SideFormat(_THREAD, _is_thread, _conversation_of, stand_in=_stand_in),),
)
