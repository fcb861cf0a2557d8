# ruff: noqa: E501
"""ServiceNow records become threads."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from draft_escalation.thread.readers.journal import notes_of
from thread.readers.reading import fields, read, shape, thread_in

JOURNAL = """2026-04-13 12:00:00 - Ana Ruiz (Additional comments)
Any news?

2026-04-13 11:00:00 - Yusra Haddad (Work notes)
Vendor says 2.1.

- not a header (this line)

2026-04-13 10:00:00 - Yusra Haddad (Additional comments)
[code]<p>We <b>look</b> into it.</p>[/code]
"""
RECORD: dict[str, Any] = {
    "number": "INC0000077", "sys_id": "ab12", "short_description": "Tills offline", "description": "All tills are offline.", "state": "2", "priority": "1 - Critical",
    "opened_at": "2026-04-13 09:00:00", "caller_id": {"display_value": "Ana Ruiz", "value": "u901"}, "assigned_to": "", "sla_due": "2026-04-13 13:00:00", "made_sla": "false",
    "u_plan": "Enterprise", "comments": "", "work_notes": "", "comments_and_work_notes": JOURNAL,
}  # fmt: skip
THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline."),
    ("Yusra Haddad", "agent", "public", "We look into it."),
    ("Yusra Haddad", "agent", "internal", "Vendor says 2.1. - not a header (this line)"),
    ("Ana Ruiz", "customer", "public", "Any news?"),
]
LABELS = "Number,Short description,Description,State,Priority,Caller,Opened,SLA due,Plan,Comments and Work notes\r\n"
CELLS = f'INC0000077,Tills offline,All tills are offline.,In Progress,1 - Critical,Ana Ruiz,2026-04-13 09:00:00,,Enterprise,"{JOURNAL}"\r\n'


@pytest.mark.parametrize(
    "file",
    [
        {"x.json": {"result": [RECORD]}},
        {"x.json": {"records": [RECORD | {"comments_and_work_notes": JOURNAL.replace("\n", "<br>")}]}},
        {"x.csv": (LABELS + CELLS).encode("cp1252")},
    ],
)
def test_journals_are_split_at_their_headers(tmp_path: Path, file: dict[str, Any]) -> None:
    """Newest first is sorted; empty lines and brackets inside a note belong to it."""
    thread = thread_in(tmp_path, file)

    assert shape(thread) == THREAD
    assert fields(thread)["Priority"] == "1 - Critical"
    assert fields(thread)["State"] == "In Progress"
    assert thread.messages[1].sent_at == datetime(2026, 4, 13, 9)


def test_rows_of_the_journals_table(tmp_path: Path) -> None:
    """Joined by record and by login; raw times are UTC."""
    rows = [
        {"element": "work_notes", "element_id": "ab12", "value": "Vendor says 2.1.", "sys_created_on": "2026-04-13 11:00:00", "sys_created_by": "yusra"},
        {"element": "comments", "element_id": "ab12", "value": "Any news?", "sys_created_on": "2026-04-13 12:00:00", "sys_created_by": "ana"},
        {"element": "comments", "element_id": "ab12", "value": "Soon.", "sys_created_on": "2026-04-13 12:30:00", "sys_created_by": "gone"},
    ]  # fmt: skip
    users = [
        {"sys_id": "u901", "user_name": "ana", "name": "Ana Ruiz"},
        {"sys_id": "u902", "user_name": "yusra", "name": "Yusra Haddad"},
    ]
    thread = thread_in(
        tmp_path,
        {
            "i.json": {"result": [RECORD | {"comments_and_work_notes": ""}]},
            "j.json": {"result": rows},
            "u.json": {"result": users},
        },
    )

    assert shape(thread)[1:] == [
        ("Yusra Haddad", "agent", "internal", "Vendor says 2.1."),
        ("Ana Ruiz", "customer", "public", "Any news?"),
        ("gone", "agent", "public", "Soon."),
    ]
    assert thread.last_at is not None
    assert thread.last_at.tzinfo is not None


def test_empty_journals_are_told(tmp_path: Path) -> None:
    """Without display values they are always empty."""
    (found,) = read(tmp_path, {"i.json": {"result": [RECORD | {"comments_and_work_notes": ""}]}})

    assert isinstance(found, Found)
    assert found.unread == (
        "comments, work_notes: none; export with display values, or sys_journal_field beside it",
    )


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        (["03/04/2026 09:30:00", "25/04/2026 09:30:00"], (4, 3)),
        (["03-04-2026 09:52:48", "01-15-2026 09:52:48"], (3, 4)),
        (["19-Aug-2026 14:22:35"], (8, 19)),
    ],
)
def test_an_ambiguous_date_is_read_as_the_others_of_its_journal(
    stamps: list[str], expected: tuple[int, int]
) -> None:
    """The order of day and month is one in a journal."""
    journal = "\n\n".join(f"{stamp} - Yusra (Work notes)\nNote" for stamp in stamps)
    first = next(notes_of(journal, "work_notes"))

    assert first.sent_at is not None
    assert (first.sent_at.month, first.sent_at.day) == expected


@pytest.mark.parametrize(
    ("kind", "field", "visibility"),
    [
        ("Arbeitsnotizen", "comments_and_work_notes", "internal"),
        ("Zusätzliche Kommentare", "comments_and_work_notes", "public"),
        ("メモ", "comments_and_work_notes", "unknown"),
        ("メモ", "work_notes", "internal"),
        ("メモ", "comments", "public"),
    ],
)
def test_a_label_in_another_language(kind: str, field: str, visibility: str) -> None:
    """The field decides where the label is not known."""
    (note,) = notes_of(f"2026-04-13 11:00:00 - Yusra ({kind})\nText", field)

    assert note.visibility == visibility


def test_text_before_the_first_header_is_kept_and_told(tmp_path: Path) -> None:
    """As written by nobody known."""
    (found,) = read(
        tmp_path,
        {"i.json": {"result": [RECORD | {"comments": "Pasted text", "comments_and_work_notes": ""}]}},
    )

    assert isinstance(found, Found)
    assert shape(found.thread)[-1] == (None, "unknown", "public", "Pasted text")
    assert found.unread == ("journal entry 1: without time and author",)


def test_who_opened_an_own_record_is_the_caller(tmp_path: Path) -> None:
    """Then the login is the caller's, also without a table of users."""
    opened = {"sys_id": "a1", "number": "INC1", "short_description": "Sync", "caller_id": "u1", "opened_by": "u1", "sys_created_by": "ana", "description": "The sync fails."}  # fmt: skip
    row = {"element": "comments", "element_id": "a1", "sys_created_on": "2026-04-14 08:00:00"}
    rows = [row | {"value": "Still broken.", "sys_created_by": "ana"}, row | {"value": "Checking.", "sys_created_by": "yusra"}]  # fmt: skip
    by_agent = [one | {"number": "INC2", "opened_by": "u2"} for one in (opened,)]
    ours = thread_in(tmp_path / "1", {"incident.json": {"records": [opened]}, "j.json": {"records": rows}})
    theirs = thread_in(tmp_path / "2", {"incident.json": {"records": by_agent}, "j.json": {"records": rows}})

    assert [role for _, role, _, _ in shape(ours)[1:]] == ["customer", "agent"]
    assert [role for _, role, _, _ in shape(theirs)[1:]] == ["agent", "agent"]
