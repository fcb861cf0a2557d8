"""Chatwoot conversations: messages by type (0 incoming, 1 outgoing, 2 activity, 3 template), private notes.

A template is what Chatwoot says by itself. Times are seconds since 1970 and ISO in the same object. A list of
conversations holds only the last message of each; their messages may lie beside it.
"""

from collections.abc import Iterator

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, html, listed, moment, record, records, said
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_MESSAGE = "chatwoot.message"
_ROLES: dict[object, Role] = {
    0: "customer", 1: "agent", 2: "system", 3: "system",
    "incoming": "customer", "outgoing": "agent", "activity": "system", "template": "system",
}  # fmt: skip


def _is_conversation(one: Fields) -> bool:
    messages = one.get("messages")
    return isinstance(messages, list) and any("message_type" in message for message in records(messages))


def _ticket(one: Fields, side: Side) -> Ticket:
    meta = record(one.get("meta"))
    messages = list(_messages(one, side))
    return Ticket(
        id=first(one, "display_id", "id"),
        subject=first(record(one.get("additional_attributes")), "mail_subject") or None,
        fields=(
            ("Conversation", first(one, "display_id", "id")),
            ("Requester", first(record(meta.get("sender")), "name", "email")),
            ("Assignee", first(record(meta.get("assignee")), "available_name", "name")),
            ("Channel", first(meta, "channel")),
            ("Status", first(one, "status")),
            ("Priority", first(one, "priority")),
            ("Tags", listed(one.get("labels"))),
        ),
        entries=tuple(map(_entry, messages)),
        unread=("messages: a list holds only the last one; export each conversation",) * (len(messages) == 1),
    )


def _messages(one: Fields, side: Side) -> Iterator[Fields]:
    """Inside and beside, each once: a list's last message stands among its conversation's own."""
    both = (*records(one["messages"]), *side.all(_MESSAGE, first(one, "id")))
    yield from {first(message, "id") or str(n): message for n, message in enumerate(both)}.values()


def _is_message(one: Fields) -> bool:
    return "message_type" in one and "conversation_id" in one


def _stand_in(number: str) -> Fields:
    return {"id": number, "messages": [{"message_type": None}]}


def _entry(message: Fields) -> Entry:
    sender = record(message.get("sender"))
    sent_at, sent_words = moment(message.get("created_at"))
    mail = record(record(message.get("content_attributes")).get("email"))
    body = record(mail.get("text_content")).get("full") or first(
        message, "content", "processed_message_content"
    )
    gone = record(message.get("content_attributes")).get("deleted")
    return Entry(
        author=first(sender, "name", "available_name", "email") or None,
        role=_ROLES.get(message.get("message_type"), "unknown"),
        text="[deleted]" if gone else said(body) or html(record(mail.get("html_content")).get("full")),
        visibility="internal" if message.get("private") else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(sender, "email") or None,
        files=tuple(
            filter(None, (first(one, "data_url") for one in records(message.get("attachments") or [])))
        ),
    )


SYSTEM = System(
    tickets=(TicketFormat("Chatwoot conversation", _is_conversation, _ticket),),
    beside=(
        SideFormat(
            _MESSAGE,
            _is_message,
            lambda one: first(one, "conversation_id") or None,
            stand_in=_stand_in,
        ),
    ),
)
