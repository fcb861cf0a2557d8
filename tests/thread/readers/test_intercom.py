# ruff: noqa: E501
"""Intercom conversations and tickets become threads."""

from pathlib import Path
from typing import Any

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

ADMIN = {"type": "admin", "id": "902", "name": "Yusra Haddad"}
PARTS: list[dict[str, Any]] = [
    {"id": "1", "part_type": "comment", "body": '<p class="no-margin">We look into it.</p>', "created_at": 1776074400, "author": ADMIN, "attachments": [{"name": "trace.log"}]},
    {"id": "2", "part_type": "note", "body": "<p>Vendor says 2.1.</p>", "created_at": 1776078000, "author": ADMIN},
    {"id": "3", "part_type": "assignment", "body": None, "created_at": 1776078100, "author": {"type": "bot", "id": "5", "name": "Operator"}},
    {"id": "4", "part_type": "comment", "body": None, "redacted": True, "created_at": 1776078200, "author": {"type": "lead", "id": "77", "name": None, "email": ""}},
]  # fmt: skip
CONVERSATION: dict[str, Any] = {
    "type": "conversation", "id": "12", "title": None, "created_at": 1776070800, "updated_at": 1776078200, "state": "open", "priority": "priority", "admin_assignee_id": 902,
    "source": {"type": "email", "subject": "<p>Tills offline</p>", "body": "<p>All tills are <b>offline</b>.</p>", "author": {"type": "user", "id": "901", "name": "Ana Ruiz", "email": "ana@pine.example"}, "attachments": []},
    "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "901"}]}, "tags": {"type": "tag.list", "tags": [{"name": "till"}]},
    "sla_applied": {"sla_name": "VIP first reply", "sla_status": "missed"}, "custom_attributes": {"Plan": "Enterprise"},
    "conversation_parts": {"type": "conversation_part.list", "conversation_parts": PARTS, "total_count": 6},
}  # fmt: skip
THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline."),
    ("Yusra Haddad", "agent", "public", "We look into it. [attachment: trace.log]"),
    ("Yusra Haddad", "agent", "internal", "Vendor says 2.1."),
    ("Operator", "system", "public", "assignment"),
    ("unknown author #77", "customer", "public", "[redacted]"),
]


def test_a_conversation_with_its_parts(tmp_path: Path) -> None:
    """Notes for the team, parts without words as what happened, redacted ones kept, missing ones told."""
    files = {
        "c.json": {"type": "conversation.list", "conversations": [CONVERSATION], "pages": {}},
        "admins.json": [ADMIN],
    }
    (found,) = read(tmp_path, files)

    assert isinstance(found, Found)
    assert shape(found.thread) == THREAD
    assert found.thread.subject == "Tills offline"
    top = fields(found.thread)
    assert (top["SLA"], top["Plan"], top["Assignee"]) == (
        "VIP first reply, missed",
        "Enterprise",
        "Yusra Haddad",
    )
    assert found.unread == ("conversation_parts: 4 of 6 are in the export",)


def test_the_old_shape_inside_an_event(tmp_path: Path) -> None:
    """The opening names its author by number only; the name stands in `user`."""
    item = {
        "type": "conversation", "id": "12", "created_at": 1776070800, "user": {"type": "lead", "id": "901", "name": "Ana Ruiz"}, "assignee": ADMIN,
        "conversation_message": {"subject": "", "body": "<p>All tills are offline.</p>", "author": {"type": "user", "id": "901"}},
        "conversation_parts": {"conversation_parts": PARTS, "total_count": 4},
    }  # fmt: skip
    thread = thread_in(
        tmp_path,
        {
            "e.json": {
                "type": "notification_event",
                "topic": "conversation.admin.noted",
                "data": {"type": "x", "item": item},
            }
        },
    )

    assert shape(thread) == THREAD


def test_a_ticket_with_its_attributes(tmp_path: Path) -> None:
    """Title and description are attributes."""
    ticket = {
        "type": "ticket", "id": "1", "ticket_id": "345", "created_at": 1776070800, "ticket_state": "in_progress", "contacts": {"contacts": [{"type": "contact", "id": "901", "name": "Ana Ruiz"}]},
        "ticket_attributes": {"_default_title_": "Tills offline", "_default_description_": "All tills are offline.", "Shop": "12"}, "ticket_parts": {"ticket_parts": PARTS, "total_count": 4},
    }  # fmt: skip
    thread = thread_in(tmp_path, {"t.json": {"tickets": [ticket]}})

    assert shape(thread) == THREAD
    assert (thread.subject, fields(thread)["State"], fields(thread)["Shop"]) == (
        "Tills offline",
        "in_progress",
        "12",
    )


def test_an_author_without_a_name_is_known_from_another_part(tmp_path: Path) -> None:
    """Leads have an address where they first wrote, and none later."""
    lead = {"type": "lead", "id": "l1", "name": None}
    part = {"part_type": "comment", "body": "<p>Still broken.</p>", "author": lead | {"email": ""}, "created_at": 1776067360}  # fmt: skip
    conversation = {
        "type": "conversation",
        "id": "9",
        "created_at": 1776067260,
        "source": {"body": "<p>The sync fails.</p>", "author": lead | {"email": "ana@pine.example"}},
        "conversation_parts": {"conversation_parts": [part], "total_count": 1},
    }
    thread = thread_in(tmp_path, {"c.json": conversation})

    assert [who for who, *_ in shape(thread)] == ["ana@pine.example"] * 2
