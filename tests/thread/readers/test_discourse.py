# ruff: noqa: E501
"""Discourse topics become threads."""

from pathlib import Path
from typing import Any

from thread.readers.reading import read, shape

TOPIC: dict[str, Any] = {
    "id": 31,
    "title": "Saves are lost",
    "tags": ["saves"],
    "post_stream": {
        "stream": [1, 2, 3, 4, 5],
        "posts": [
            {"name": "Ana", "username": "ana", "cooked": "<p>My saves are <b>gone</b>.</p>", "post_type": 1, "created_at": "2026-04-13T09:00:00.000Z"},
            {"name": "", "username": "yusra", "cooked": "<p>Which version?</p>", "post_type": 1, "staff": True, "created_at": "2026-04-13T10:00:00.000Z"},
            {"username": "yusra", "cooked": "<p>Third today.</p>", "post_type": 4, "staff": True, "created_at": "2026-04-13T10:05:00.000Z"},
            {"username": "system", "cooked": "", "action_code": "closed.enabled", "post_type": 3, "created_at": "2026-04-14T10:05:00.000Z"},
        ],
    },
}  # fmt: skip


def test_posts_whispers_and_actions_are_told_apart(tmp_path: Path) -> None:
    """Staff by their flags; a whisper is internal; posts that are not there are told."""
    (found,) = read(tmp_path, {"31.json": TOPIC})

    assert shape(found.thread) == [  # type: ignore[union-attr]
        ("Ana", "customer", "public", "My saves are gone."),
        ("yusra", "agent", "public", "Which version?"),
        ("yusra", "agent", "internal", "Third today."),
        ("system", "system", "public", "closed.enabled"),
    ]
    assert found.unread == ("posts: 4 of 5 are in the export",)  # type: ignore[union-attr]
