# ruff: noqa: E501
"""HubSpot tickets and conversations become threads."""

from pathlib import Path
from typing import Any

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

TICKET: dict[str, Any] = {
    "id": "77", "properties": {"subject": "Tills offline", "content": "All tills are offline.", "hs_ticket_priority": "HIGH", "hs_pipeline_stage": "2", "plan": "Enterprise", "createdate": "2026-04-13T09:00:00Z", "hs_object_id": "77"},
    "createdAt": "2026-04-13T09:00:00Z", "archived": False,
}  # fmt: skip
HELD = {"id": "500", "inboxId": "1", "status": "OPEN", "latestMessageTimestamp": "2026-04-13T11:00:00Z"}
MESSAGES: list[dict[str, Any]] = [
    {"id": "3", "type": "COMMENT", "conversationsThreadId": "500", "createdAt": "2026-04-13T11:00:00Z", "createdBy": "A-902", "senders": [{"actorId": "A-902"}], "text": "Vendor says 2.1."},
    {"id": "2", "type": "MESSAGE", "direction": "OUTGOING", "conversationsThreadId": "500", "createdAt": "2026-04-13T10:00:00Z", "createdBy": "A-902", "senders": [{"actorId": "A-902", "name": "Yusra Haddad"}], "text": "", "richText": "<p>We look <b>into</b> it.</p>", "truncationStatus": "TRUNCATED_TO_MOST_RECENT_REPLY"},
    {"id": "1", "type": "MESSAGE", "direction": "INCOMING", "subject": "Tills offline", "conversationsThreadId": "500", "createdAt": "2026-04-13T09:00:00Z", "createdBy": "V-901", "senders": [{"actorId": "V-901", "name": "Ana Ruiz", "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": "ana@pine.example"}}], "text": "All tills are offline.", "attachments": [{"name": "till.png"}]},
    {"id": "4", "type": "ASSIGNMENT", "conversationsThreadId": "500", "createdAt": "2026-04-13T12:00:00Z", "createdBy": "S-1", "senders": []},
]  # fmt: skip
THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline. [attachment: till.png]"),
    ("Yusra Haddad", "agent", "public", "We look into it."),
    ("Yusra Haddad", "agent", "internal", "Vendor says 2.1."),
    ("unknown author #S-1", "system", "public", "assignment"),
]
ACTOR = {"id": "A-902", "name": "Yusra Haddad", "type": "AGENT"}


def test_a_ticket_with_its_threads_messages(tmp_path: Path) -> None:
    """Joined over the thread, the description once, a cut text told."""
    held = HELD | {"threadAssociations": {"associatedTicketId": "77"}}
    (found,) = read(
        tmp_path,
        {
            "t.json": {"results": [TICKET]},
            "c.json": {"results": [held], "paging": {}},
            "m.json": {"results": MESSAGES},
            "a.json": {"results": [ACTOR]},
        },
    )

    assert isinstance(found, Found)
    assert shape(found.thread) == THREAD
    assert (fields(found.thread)["Priority"], fields(found.thread)["Plan"]) == ("HIGH", "Enterprise")
    assert found.unread == ("message 2: the text is cut (TRUNCATED_TO_MOST_RECENT_REPLY)",)


def test_a_conversation_without_a_ticket(tmp_path: Path) -> None:
    """It is one by itself."""
    thread = thread_in(tmp_path, {"c.json": {"results": [HELD]}, "m.json": {"results": [*MESSAGES, ACTOR]}})

    assert shape(thread) == THREAD
    assert thread.subject == "Tills offline"


def test_a_ticket_alone_and_a_row_of_the_csv_tell_that_messages_are_missing(tmp_path: Path) -> None:
    """What there is is read."""
    row = "Ticket ID,Ticket name,Ticket description,Priority,Create date,Associated Contact\n78,Tills offline,All tills are offline.,High,2026-04-13 09:00,Ana Ruiz\n"
    found = read(tmp_path, {"t.json": {"results": [TICKET]}, "x.csv": row})

    assert all(isinstance(one, Found) and one.unread[0].startswith("messages: ") for one in found)
    assert [shape(one.thread) for one in found if isinstance(one, Found)] == [
        [("unknown author", "customer", "public", "All tills are offline.")],
        [("Ana Ruiz", "customer", "public", "All tills are offline.")],
    ]
