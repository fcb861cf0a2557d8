"""Chatwoot conversations: messages by type (0 incoming, 1 outgoing, 2 activity, 3 template), private notes.

Times are seconds since 1970 and ISO in the same object. A list of conversations holds only the last message
of each.
"""

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, html, listed, moment, record, records, said
from draft_escalation.thread.readers.reader import Fields, Side, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_ROLES: dict[object, Role] = {
    0: "customer", 1: "agent", 2: "system", 3: "agent",
    "incoming": "customer", "outgoing": "agent", "activity": "system", "template": "agent",
}  # fmt: skip


def _is_conversation(one: Fields) -> bool:
    messages = one.get("messages")
    return isinstance(messages, list) and any("message_type" in message for message in records(messages))


def _ticket(one: Fields, _side: Side) -> Ticket:
    meta = record(one.get("meta"))
    messages = list(records(one["messages"]))
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


SYSTEM = System(tickets=(TicketFormat("Chatwoot conversation", _is_conversation, _ticket),))
