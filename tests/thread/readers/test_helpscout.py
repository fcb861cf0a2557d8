# ruff: noqa: E501
"""Help Scout's and FreeScout's conversations become threads."""

from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

ANA = {"id": 901, "type": "customer", "first": "Ana", "last": "Ruiz", "email": "ana@pine.example"}
YUSRA = {"id": 902, "type": "user", "first": "Yusra", "last": "Haddad", "email": "yusra@tills.example"}
THREADS: list[dict[str, Any]] = [
    {"id": 5, "type": "note", "state": "published", "body": "Vendor says 2.1.", "createdBy": YUSRA, "createdAt": "2026-04-13T11:00:00Z"},
    {"id": 4, "type": "lineitem", "state": "published", "action": {"text": "Yusra assigned it"}, "body": None, "createdBy": YUSRA, "createdAt": "2026-04-13T10:30:00Z"},
    {"id": 3, "type": "message", "state": "published", "body": "<p>We look <b>into</b> it.</p>", "createdBy": YUSRA, "createdAt": "2026-04-13T10:00:00Z", "_embedded": {"attachments": [{"filename": "trace.log"}]}},
    {"id": 2, "type": "customer", "state": "published", "body": "All tills are offline.", "createdBy": ANA, "customer": ANA, "createdAt": "2026-04-13T09:00:00Z", "cc": None},
    {"id": 6, "type": "message", "state": "draft", "body": "Closing", "createdBy": {"id": 0, "type": "user"}, "createdAt": "2026-04-13T12:00:00Z"},
]  # fmt: skip
CONVERSATION: dict[str, Any] = {
    "id": 345, "number": 77, "threads": 7, "type": "email", "status": "active", "state": "published", "subject": "Tills offline", "mailboxId": 1,
    "primaryCustomer": ANA, "assignee": YUSRA, "createdAt": "2026-04-13T09:00:00Z", "tags": [{"tag": "till"}], "customFields": [{"name": "Plan", "text": "Enterprise"}],
}  # fmt: skip
THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline."),
    ("Yusra Haddad", "agent", "public", "We look into it. [attachment: trace.log]"),
    ("Yusra Haddad", "system", "public", "Yusra assigned it"),
    ("Yusra Haddad", "agent", "internal", "Vendor says 2.1."),
    ("unknown author #0", "agent", "internal", "Closing [a draft, not sent]"),
]


@pytest.mark.parametrize(
    "files",
    [
        {
            "c.json": {
                "_embedded": {"conversations": [CONVERSATION | {"_embedded": {"threads": THREADS}}]},
                "page": {"number": 1},
            }
        },
        {
            "c.json": CONVERSATION,
            "conversations/345/threads.json": {"_embedded": {"threads": THREADS}, "page": {"size": 25}},
        },
    ],
)
def test_threads_inside_or_beside(tmp_path: Path, files: dict[str, Any]) -> None:
    """Newest first is sorted; a file beside names the conversation; a draft is internal; missing ones are told."""
    (found,) = read(tmp_path, files)

    assert isinstance(found, Found)
    assert shape(found.thread) == THREAD
    assert (fields(found.thread)["Plan"], fields(found.thread)["Tags"]) == ("Enterprise", "till")
    assert found.unread == ("threads: 5 of 7 are in the export",)


def test_rows_of_freescouts_database(tmp_path: Path) -> None:
    """Types, states and status are numbers."""
    conversation = {
        "id": 345,
        "number": 77,
        "subject": "Tills offline",
        "mailbox_id": 1,
        "status": 4,
        "customer_email": "ana@pine.example",
        "created_at": "2026-04-13 09:00:00",
    }
    rows = [
        {"id": 1, "conversation_id": 345, "type": 1, "state": 2, "body": "<div>All tills are offline.</div>", "from": "ana@pine.example", "created_at": "2026-04-13 09:00:00"},
        {"id": 2, "conversation_id": 345, "type": 3, "state": 2, "body": "Vendor says 2.1.", "created_by_user_id": 902, "created_at": "2026-04-13 11:00:00"},
    ]  # fmt: skip
    (found,) = read(tmp_path, {"c.json": [conversation], "t.json": rows})

    assert isinstance(found, Found)
    assert shape(found.thread) == [
        ("ana@pine.example", "customer", "public", "All tills are offline."),
        ("unknown author #902", "agent", "internal", "Vendor says 2.1."),
    ]
    assert found.unread == ("status: Help Scout holds the conversation as spam",)


def test_a_thread_is_never_taken_for_a_conversation(tmp_path: Path) -> None:
    """It has a type, a state and an author of its own."""
    thread = thread_in(
        tmp_path / "1",
        {"c.json": CONVERSATION | {"threads": 0}, "345.json": {"_embedded": {"threads": THREADS[3:4]}}},
    )

    assert len(shape(thread)) == 1


def test_freescouts_tags_lie_with_the_threads(tmp_path: Path) -> None:
    """Not beside them, as in Help Scout."""
    held = {"threads": THREADS, "tags": [{"id": 1, "name": "vip"}]}
    bare = {name: value for name, value in CONVERSATION.items() if name not in {"tags", "_embedded"}}

    assert fields(thread_in(tmp_path, {"c.json": bare | {"_embedded": held}}))["Tags"] == "vip"
