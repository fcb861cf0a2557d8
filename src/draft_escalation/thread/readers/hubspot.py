"""HubSpot tickets and conversation threads: records of the API, messages beside them; the CSV of tickets.

A thread names its ticket, a message its thread. A `COMMENT` is for the team, a type that is neither it nor a
`MESSAGE` tells what happened. The CSV holds no messages.
"""

from collections.abc import Iterator, Sequence

from draft_escalation.thread.readers.foreign import files, first, html, moment, record, records, unknown
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_MESSAGE, _THREAD, _ACTOR = "hubspot.message", "hubspot.thread", "hubspot.actor"
_LABELS = {
    "hs_ticket_priority": "Priority", "hs_pipeline_stage": "Stage", "hs_ticket_category": "Category",
    "hs_pipeline": "Pipeline", "source_type": "Channel", "hubspot_owner_id": "Assignee",
    "closed_date": "Closed",
}  # fmt: skip
_TOLD = {"subject", "content", "createdate"}


def _is_ticket(one: Fields) -> bool:
    properties = record(one.get("properties"))
    return "hs_pipeline_stage" in properties or "hs_ticket_priority" in properties


def _ticket_of(thread: Fields) -> str:
    return first(record(thread.get("threadAssociations")), "associatedTicketId")


def _is_thread(one: Fields) -> bool:
    return "inboxId" in one and ("latestMessageTimestamp" in one or "threadAssociations" in one)


def _ticket(one: Fields, side: Side) -> Ticket:
    properties = record(one["properties"])
    number = first(one, "id") or first(properties, "hs_object_id")
    linked = record(record(one.get("associations")).get("conversations")).get("results")
    threads = dict.fromkeys(
        first(thread, "id") for thread in (*side.all(_THREAD, number), *records(linked or []))
    )
    messages = [message for thread in threads for message in side.all(_MESSAGE, thread)]
    sent_at, sent_words = moment(properties.get("createdate"))
    opening = Entry(
        "unknown author",
        "customer",
        html(properties.get("content")),
        sent_at=sent_at,
        sent_words=sent_words,
        guessed=True,
    )
    entries = [_entry(message, side) for message in messages]
    customer = next((entry for entry in entries if entry.role == "customer"), None)
    said_there = customer is not None and "".join(opening.text.split()) in "".join(customer.text.split())
    return Ticket(
        id=number,
        subject=first(properties, "subject") or None,
        fields=(("Ticket", f"#{number}"), *_properties(properties)),
        entries=tuple(entries) if said_there else (opening, *entries),
        unread=tuple(_told(messages)) if messages else (_NONE,),
    )


_NONE = "messages: none in the export; export the conversation's threads and messages beside the tickets"


def _properties(properties: Fields) -> Iterator[tuple[str, str]]:
    for name, value in properties.items():
        label = _LABELS.get(name) or name.replace("_", " ").capitalize()
        if name not in _TOLD and (name in _LABELS or not name.startswith("hs_")) and value not in (None, ""):
            yield label, str(value)


def _told(messages: Sequence[Fields]) -> Iterator[str]:
    for message in messages:
        if (status := first(message, "truncationStatus")).startswith("TRUNCATED"):
            yield f"message {first(message, 'id')}: the text is cut ({status})"


def _thread(one: Fields, side: Side) -> Ticket:
    messages = side.all(_MESSAGE, first(one, "id"))
    subject = next((words for message in messages if (words := first(message, "subject"))), None)
    return Ticket(
        id=first(one, "id"),
        subject=subject,
        fields=(("Conversation", first(one, "id")), ("Status", first(one, "status"))),
        entries=tuple(_entry(message, side) for message in messages),
        unread=tuple(_told(messages)) if messages else (_NONE,),
    )


def _entry(message: Fields, side: Side) -> Entry:
    sender = next(records(message.get("senders") or []), {})
    number = first(sender, "actorId") or first(message, "createdBy")
    actor = side.one(_ACTOR, number)
    kind = first(message, "type") or "MESSAGE"
    incoming = first(message, "direction") == "INCOMING"
    sent_at, sent_words = moment(message.get("createdAt"))
    happened = kind not in {"MESSAGE", "COMMENT"}
    address = first(record(sender.get("deliveryIdentifier")), "value") or first(actor, "email")
    return Entry(
        author=first(sender, "name") or first(actor, "name") or address or unknown(number),
        role="system" if happened else "customer" if incoming and kind == "MESSAGE" else "agent",
        text=first(message, "text")
        or html(message.get("richText"))
        or kind.replace("_", " ").lower() * happened,
        visibility="internal" if kind == "COMMENT" else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        address=address or None,
        files=files(message.get("attachments") or [], "name", "url", "fileId"),
    )


def _is_message(one: Fields) -> bool:
    return "conversationsThreadId" in one


def _is_actor(one: Fields) -> bool:
    return first(one, "id")[:2] in {"A-", "V-", "E-", "B-", "L-"} and "name" in one


def _is_row(one: Fields) -> bool:
    return {"Ticket ID", "Ticket name"} <= set(one)


def _row(one: Fields, _side: Side) -> Ticket:
    described = first(one, "Ticket description")
    sent_at, sent_words = moment(one.get("Create date"))
    who = first(one, "Associated Contact") or "unknown author"
    opening = Entry(who, "customer", described, sent_at=sent_at, sent_words=sent_words)
    shown = (
        (name, first(one, name))
        for name in one
        if name not in {"Ticket name", "Ticket description"} and name[0] != "@"
    )
    return Ticket(
        id=first(one, "Ticket ID"),
        subject=first(one, "Ticket name") or None,
        fields=tuple(pair for pair in shown if pair[1]),
        entries=(opening,),
        unread=("messages: HubSpot's CSV holds none; export the conversation's messages",),
    )


SYSTEM = System(
    tickets=(
        TicketFormat("HubSpot ticket", _is_ticket, _ticket),
        TicketFormat("HubSpot conversation", lambda one: _is_thread(one) and not _ticket_of(one), _thread),
        TicketFormat("HubSpot CSV export", _is_row, _row),
    ),
    beside=(
        SideFormat(
            _MESSAGE,
            _is_message,
            lambda one: first(one, "conversationsThreadId") or None,
            stand_in=lambda thread: {"id": thread, "inboxId": None, "threadAssociations": None},
        ),
        SideFormat(_THREAD, _is_thread, _ticket_of, says=False),
        SideFormat(_ACTOR, _is_actor, lambda one: first(one, "id"), says=False),
    ),
)
