# ruff: noqa: E501
"""Zammad tickets become threads."""

from pathlib import Path
from typing import Any

import pytest

from thread.readers.reading import fields, read, shape, thread_in

TICKET: dict[str, Any] = {
    "id": 3,
    "number": "61003",
    "title": "Scanner offline",
    "customer": "ana@pine.example",
    "organization": "Pine Ltd",
    "state": "open",
    "priority": "3 high",
    "article_count": 3,
    "created_at": "2026-04-13T09:00:00.000Z",
}
ARTICLES: list[dict[str, Any]] = [
    {"id": 1, "ticket_id": 3, "sender": "Customer", "from": "Ana Ruiz", "content_type": "text/html", "body": "<div>It is <i>offline</i>.</div>", "internal": False, "created_at": "2026-04-13T09:00:00.000Z"},
    {"id": 2, "ticket_id": 3, "sender": "Agent", "from": "Yusra", "content_type": "text/plain", "body": "Firmware 2.1 again.", "internal": True, "created_at": "2026-04-13T10:00:00.000Z", "attachments": [{"filename": "log.txt"}]},
]  # fmt: skip


@pytest.mark.parametrize(
    "files",
    [{"tickets.json": [TICKET], "articles.json": ARTICLES}, {"t.json": TICKET | {"articles": ARTICLES}}],
)
def test_articles_beside_or_inside(tmp_path: Path, files: dict[str, Any]) -> None:
    """Sender and `internal` tell who says it to whom; missing articles are told."""
    (found,) = read(tmp_path, files)
    thread = found.thread  # type: ignore[union-attr]

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "It is offline."),
        ("Yusra", "agent", "internal", "Firmware 2.1 again. [attachment: log.txt]"),
    ]
    assert fields(thread)["Organization"] == "Pine Ltd"
    assert found.unread == ("articles: 2 of 3 are in the export",)  # type: ignore[union-attr]


def test_an_answer_with_all_of_it(tmp_path: Path) -> None:
    """Ticket, articles and people by their numbers, other tickets' articles among them."""
    article = {"content_type": "text/html", "sender": "Customer", "internal": False, "from": "Ana Ruiz"}
    answer = {
        "ticket_id": 11,
        "tags": ["vip"],
        "assets": {
            "Ticket": {"11": {"id": 11, "number": "22011", "title": "Sync", "customer_id": 4, "owner_id": 3}},
            "TicketArticle": {
                "1": {"id": 1, "ticket_id": 11, "body": "<p>The sync fails.</p>", **article},
                "2": {"id": 2, "ticket_id": 12, "body": "Another one.", **article},
            },
            "User": {"4": {"firstname": "Ana", "lastname": "Ruiz"}, "3": {"email": "yusra@desk.example"}},
        },
    }
    thread = thread_in(tmp_path, {"t.json": answer})

    assert shape(thread) == [("Ana Ruiz", "customer", "public", "The sync fails.")]
    told = fields(thread)
    assert (told["Requester"], told["Assignee"], told["Tags"]) == ("Ana Ruiz", "yusra@desk.example", "vip")
