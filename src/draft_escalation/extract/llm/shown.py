"""A thread as the model sees it: every line behind its id, nothing hidden, no secrets, quotes folded.

A line that speaks to whoever drafts is left out: what is not seen cannot be obeyed.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NewType

from draft_escalation.guard.thread import Redact, masked, printable
from draft_escalation.thread.model import Line, Message, Thread

_SEPARATORS = " \t-=_*~#|+.·–—"
_LONGEST_AUTHOR = 80
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LEFT_OUT = "(left out: addressed to whoever drafts)"


Sendable = NewType("Sendable", Thread)
"""A thread as it may leave the machine; only `sendable` makes one, and only one is worded."""


@dataclass(frozen=True, slots=True)
class Block:
    """One message as it is sent: its id and its lines, none of which holds a line break."""

    message: str
    lines: tuple[str, ...]


def sendable(thread: Thread, redact: Redact = "secrets") -> Sendable:
    """Gives the thread as it may leave: without hidden characters and, unless they may stay, secrets."""
    bare = printable(thread)
    return Sendable(bare if redact == "off" else masked(bare)[0])


def shown(sent: Sendable) -> tuple[Block, ...]:
    """Gives the messages of a sendable thread, in order; blank lines and rules are left out."""
    words = words_of(sent)
    return tuple(Block(message.id, tuple(_message(message, words))) for message in sent.messages)


def words_of(sent: Sendable) -> dict[str, str]:
    """Gives the words of each line of a sendable thread by its id, on one line each."""
    return {line.id: _LEFT_OUT if "addressing" in line.flags else _one_line(line.text) for line in sent.lines}


def marker(thread: Thread) -> str:
    """Gives 12 hex digits that nobody who writes in the thread can know, the same on every run."""
    return hashlib.sha256(thread.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def subject(sent: Sendable) -> str:
    """Gives the subject of a sendable thread on one line, "" where there is none."""
    return _one_line(sent.subject or "")


def _message(message: Message, words: dict[str, str]) -> Iterator[str]:
    if not any("header" in line.flags for line in message.lines[:1]):
        author = _one_line(message.author or "")
        yield f"{message.id} {_about(message)} {author[:_LONGEST_AUTHOR]}".rstrip()
    for quoted, run in groupby(message.lines, key=lambda line: "quoted" in line.flags):
        lines = list(run)
        yield from _folded(lines) if quoted else _written(message, lines, words)


def _written(message: Message, lines: list[Line], words: dict[str, str]) -> Iterator[str]:
    for line in lines:
        if "header" in line.flags:
            yield f"{line.id} {_about(message)} {words[line.id]}"
        elif words[line.id].strip(_SEPARATORS):
            yield f"{line.id} {words[line.id]}"


def _folded(lines: list[Line]) -> Iterator[str]:
    yield f"{lines[0].id} (to {lines[-1].id}: repeats earlier lines)"


def _about(message: Message) -> str:
    if message.id == "m0":
        return "[the ticket's own fields]"
    at = message.sent_at
    when = f"{_DAYS[at.weekday()]} {at.isoformat(' ', 'minutes')}" if at else message.sent_words or "no time"
    return f"[{message.role}, {message.visibility}, {_one_line(when)}]"


def _one_line(text: str) -> str:
    """The text on one line; halves of characters, which JSON exports can hold, made whole or marked."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(text.split())
