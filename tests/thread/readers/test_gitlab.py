"""GitLab issues become threads."""

from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

ISSUE: dict[str, Any] = {
    "iid": 9,
    "title": "Import fails",
    "description": "Since 4.2.",
    "state": "opened",
    "author": {"name": "Ana Ruiz", "username": "ana"},
    "created_at": "2026-04-13T09:00:00.120Z",
    "labels": ["import"],
    "user_notes_count": 2,
    "web_url": "https://gitlab.example/acme/tool/-/issues/9",
}
NOTES: list[dict[str, Any]] = [
    {
        "noteable_type": "Issue",
        "noteable_iid": 9,
        "body": "Known, fix in 4.3.",
        "author": {"name": "Yusra"},
        "created_at": "2026-04-13T12:00:00Z",
        "system": False,
        "internal": True,
    },
    {
        "noteable_type": "Issue",
        "noteable_iid": 9,
        "body": "changed the title",
        "author": {"name": "Ana Ruiz"},
        "created_at": "2026-04-13T11:00:00Z",
        "system": True,
    },
]


def test_notes_beside_an_issue_are_sorted_and_told_apart(tmp_path: Path) -> None:
    """Newest first in the export; internal notes and the system's."""
    (found,) = read(tmp_path, {"issue.json": ISSUE, "notes.json": NOTES})
    thread = found.thread  # type: ignore[union-attr]

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "Since 4.2."),
        ("Ana Ruiz", "system", "public", "changed the title"),
        ("Yusra", "agent", "internal", "Known, fix in 4.3."),
    ]
    assert fields(thread)["Ticket"] == "#9"
    assert found.unread == ("notes: 1 of 2 are in the export",)  # type: ignore[union-attr]


def test_an_export_of_a_project_has_its_notes_inside(tmp_path: Path) -> None:
    """One issue a line, authors by number."""
    line = {
        "iid": 4,
        "title": "Slow",
        "description": "Very.",
        "author_id": 7,
        "created_at": "2026-04-13 09:00:00 UTC",
        "notes": [
            {
                "note": "Which page?",
                "author_id": 3,
                "author": {"name": "Yusra"},
                "created_at": "2026-04-13T10:00:00Z",
            },
            {"note": "All of them.", "author_id": 7, "created_at": "2026-04-13T11:00:00Z"},
        ],
    }
    assert shape(thread_in(tmp_path, {"issues.ndjson": line})) == [
        ("unknown author #7", "customer", "public", "Very."),
        ("Yusra", "agent", "public", "Which page?"),
        ("unknown author #7", "customer", "public", "All of them."),
    ]


@pytest.mark.parametrize("beside", [False, True], ids=["inside", "beside"])
def test_discussions_hold_the_notes(beside: bool, tmp_path: Path) -> None:
    """As `issues/IID/discussions` gives them; a note that stands by itself too is one."""
    note = {"noteable_type": "Issue", "noteable_iid": 12, "author": {"name": "Yusra"}}
    looking = note | {"id": 1, "body": "Looking."}
    discussions = [
        {"id": "a", "individual_note": True, "notes": [looking]},
        {
            "id": "b",
            "individual_note": False,
            "notes": [note | {"id": 2, "body": "A regression.", "internal": True}],
        },
    ]
    issue = {
        "iid": 12,
        "title": "Sync",
        "description": "It fails.",
        "author": {"name": "Ana"},
        "user_notes_count": 2,
    }
    files = (
        {"i.json": issue | {"notes": [looking]}, "d.json": discussions}
        if beside
        else {"i.json": issue | {"discussions": discussions}}
    )
    (found,) = read(tmp_path, files)

    assert isinstance(found, Found)
    assert [(role, seen, words) for _, role, seen, words in shape(found.thread)[1:]] == [
        ("agent", "public", "Looking."),
        ("agent", "internal", "A regression."),
    ]
    assert found.unread == ()
