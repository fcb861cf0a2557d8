"""Rows that open a message, and rows that only look so."""

import pytest

from draft_escalation.thread.paste.heads import inline, person, whole_row
from draft_escalation.thread.paste.mail import sender
from draft_escalation.thread.read import read_thread


@pytest.mark.parametrize(
    ("row", "author", "words"),
    [
        ("Ana Pérez - Mon, 11/04/2016 - 17:28", "Ana Pérez", "Mon, 11/04/2016 - 17:28"),
        ("#3  k4s1m  |  2019-05-22 02:01 UTC", "k4s1m", "2019-05-22 02:01 UTC"),
        ("Ana added a comment - 13/Apr/26 3:22 PM", "Ana", "13/Apr/26 3:22 PM"),
        ("Yusra replied 2 days ago (Mon, 13 Apr 2026 at 3:22 PM)", "Yusra", "Mon, 13 Apr 2026 at 3:22 PM"),
        ("### Ana (customer) — 13 April 2026, 15:22", "Ana", "13 April 2026, 15:22"),
        ("**ana** (support, Acme) on Apr 3", "ana", "Apr 3"),
        ("Ana from Acme · Apr 13, 2026, 3:22 PM", "Ana", "Apr 13, 2026, 3:22 PM"),
    ],
)
def test_author_and_time(row: str, author: str, words: str) -> None:
    """Badges, numbers and header words are neither author nor time; the time stays as it is written."""
    head = whole_row(0, row)
    assert head
    assert head.stamp
    assert (head.author, head.stamp.text) == (author, words)


@pytest.mark.parametrize(
    "row",
    [
        "It started on 13 Apr 2026 at 15:22",
        "2026-04-13 15:20:01 ERROR worker: queue full",
        "Updated: 2026-04-13 15:20",
        "since 15:22",
        "Version 4.2.1",
        '- "80:80"',
    ],
)
def test_prose_and_logs_are_no_headers(row: str) -> None:
    """A sentence with a time, a log line, a field."""
    assert whole_row(0, row) is None


@pytest.mark.parametrize(
    ("row", "author", "body"),
    [
        ("[10:32] ana: hello", "ana", "hello"),
        ("[13/04/2026, 15:22:01] Ana: hello", "Ana", "hello"),
        ("4/13/26, 3:22 PM - Ana: hello", "Ana", "hello"),
        ("[2026-04-13 08:02] CUSTOMER (Lena): hello", "Lena", "hello"),
        ("Ana (10:32): hello", "Ana", "hello"),
        ("[13/04/2026, 15:22:01] Ana - Florist South: hello", "Ana - Florist South", "hello"),
        ("[13/04/2026, 15:22:01] Ana & Co 🌻: yes: no", "Ana & Co 🌻", "yes: no"),
        ("[13/04/2026, 15:22:01] +49 151 5550 142: hello", "+49 151 5550 142", "hello"),
        ("13 Apr 15:22 - called Ana - she waits: hurry", None, "called Ana - she waits: hurry"),
        ("13 Apr 15:22 - called them", None, "called them"),
    ],
)
def test_headers_in_line_with_the_text(row: str, author: str | None, body: str) -> None:
    """The message begins where its header ends."""
    head = inline(0, row, 0)
    assert head
    assert head.author == author
    assert row[head.body_at :] == body


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "Ana Pérez",
        "J. Becker",
        "k4s1m",
        "ana.p",
        "María de la Cruz",
        "O'Neil",
        "李雷",
        "Sunday Okafor",
    ],
)
def test_names(name: str) -> None:
    """Names and logins."""
    assert person(name)


@pytest.mark.parametrize(
    "name",
    [
        "ERROR",
        "Updated",
        "the app",
        "http",
        "12",
        "Our export of the list",
        "x=1",
        "",
        "Sunday",
        "Monday Morning",
        "Friday deploy",
    ],
)
def test_no_names(name: str) -> None:
    """Log levels, field names, prose."""
    assert not person(name)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Ana Ruiz (Pine Ltd) <ana@pine.example>", "Ana Ruiz (Pine Ltd)"),
        ("(Ana) <ana@pine.example>", "Ana"),
        ("ana@pine.example (Ana Ruiz)", "Ana Ruiz"),
        ("Ana Ruiz (via Desk) <help@desk.example>", "Ana Ruiz"),
    ],
)
def test_a_senders_name_keeps_its_aside(value: str, name: str) -> None:
    """Closed where it was opened; a name that stands in brackets is bare."""
    assert sender(value)[0] == name


@pytest.mark.parametrize(("said", "role"), [("auto-replied", "system"), ("auto-generated", "agent")])
def test_a_header_tells_what_a_program_answered(said: str, role: str) -> None:
    """In a mail's block as it was sent."""
    head = "From: Desk <help@desk.example>\nDate: 13 Apr 2026 1{}:00\nSubject: Sync\n"
    text = f"{head.format(0)}Auto-Submitted: {said}\n\nReceived.\n\n{head.format(1)}\nWe are checking.\n"
    read = read_thread(text, source="paste", staff=("desk.example",))

    assert [one.role for one in read.messages] == [role, "agent"]
