"""Small threads and briefs for tests, written as they are read."""

import re
from dataclasses import dataclass
from datetime import datetime

from draft_escalation.thread.model import Flag, Line, Message, Reading, Role, Thread, Visibility


@dataclass(frozen=True)
class Said:
    """One message of a test thread. `at` is ISO time; every sentence and every line break starts a line."""

    author: str
    role: Role
    text: str
    at: str | None = None
    visibility: Visibility = "public"


def thread_of(
    *said: Said, subject: str | None = None, fields: str = "", reading: Reading | None = None
) -> Thread:
    """A thread whose messages are numbered m1, m2, … in the order given; `fields` becomes m0."""
    start = 0
    messages: list[Message] = []
    if fields:
        lines, start = _lines("m0", fields + "\n", start, first=1)
        messages.append(Message("m0", None, "system", "unknown", None, None, lines))
    for number, one in enumerate(said, 1):
        header = f"{one.author} ({one.at})\n" if one.at else f"{one.author}\n"
        head = Line(f"m{number}.0", header, start, ("header",))
        body, start = _lines(f"m{number}", one.text + "\n\n", start + len(header), first=1)
        sent_at = datetime.fromisoformat(one.at) if one.at else None
        messages.append(
            Message(f"m{number}", one.author, one.role, one.visibility, sent_at, one.at, (head, *body))
        )
    return Thread("t1", "test", subject, tuple(messages), reading or Reading())


def _lines(message: str, text: str, start: int, *, first: int) -> tuple[tuple[Line, ...], int]:
    lines: list[Line] = []
    for piece in re.findall(r"[^\n]+?(?:(?<!\d)[.!?](?=\s)[ \t]*|(?=\n))\n*|\n+", text):
        if piece:
            flags: tuple[Flag, ...] = ("list",) if re.match(r"\s*(?:[-*•]|\d+[.)])\s", piece) else ()
            lines.append(Line(f"{message}.{first + len(lines)}", piece, start, flags))
            start += len(piece)
    return tuple(lines), start
