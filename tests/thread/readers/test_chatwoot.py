# ruff: noqa: E501
"""Chatwoot conversations become threads."""

from pathlib import Path
from typing import Any

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

CONVERSATION: dict[str, Any] = {
    "id": 12,
    "status": "open",
    "priority": "high",
    "labels": ["billing"],
    "meta": {"sender": {"name": "Ana Ruiz"}, "assignee": {"name": "Yusra"}, "channel": "Channel::Email"},
    "messages": [
        {"id": 1, "message_type": 0, "content": "", "content_attributes": {"email": {"text_content": {"full": "I am charged twice."}}}, "sender": {"name": "Ana Ruiz", "email": "ana@pine.example"}, "created_at": 1776070800},
        {"id": 2, "message_type": 2, "content": "Yusra self-assigned", "created_at": 1776070900},
        {"id": 3, "message_type": 1, "content": "Third this week.", "private": True, "sender": {"name": "Yusra"}, "created_at": 1776071000},
        {"id": 4, "message_type": "outgoing", "content": "We look into it.", "sender": {"name": "Yusra"}, "created_at": 1776071100, "attachments": [{"data_url": "https://files.example/a.pdf"}]},
    ],
}  # fmt: skip


def test_messages_by_type_and_private_notes(tmp_path: Path) -> None:
    """Numbers or words; the mail's own text where the content is empty."""
    thread = thread_in(tmp_path, {"c.json": {"meta": {"count": 1}, "payload": [CONVERSATION]}})

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "I am charged twice."),
        (None, "system", "public", "Yusra self-assigned"),
        ("Yusra", "agent", "internal", "Third this week."),
        ("Yusra", "agent", "public", "We look into it. [attachment: https://files.example/a.pdf]"),
    ]
    assert fields(thread)["Priority"] == "high"


def test_what_chatwoot_says_by_itself_is_the_systems(tmp_path: Path) -> None:
    """A template has no sender. Messages beside a list's conversation are its own, each once."""
    template = {"id": 5, "message_type": 3, "content": "Leave your address.", "created_at": 1776071200}
    beside = [{"conversation_id": 12, **message} for message in (*CONVERSATION["messages"], template)]
    last = CONVERSATION | {"messages": CONVERSATION["messages"][-1:]}
    (found,) = read(tmp_path, {"list.json": {"data": {"payload": [last]}}, "12.json": {"payload": beside}})

    assert isinstance(found, Found)
    assert [role for _, role, _, _ in shape(found.thread)] == [
        "customer",
        "system",
        "agent",
        "agent",
        "system",
    ]
    assert found.unread == ()
