"""A thread as the model sees it: every line behind its id, nothing hidden, no secrets, quotes folded."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.guard.thread import masked, printable
from draft_escalation.thread.model import Line, Message, Thread

_SEPARATORS = " \t-=_*~#|+.·–—"
_LONGEST_AUTHOR = 80


@dataclass(frozen=True, slots=True)
class Block:
    """One message as it is sent: its id and its lines, none of which holds a line break."""

    message: str
    lines: tuple[str, ...]


def shown(thread: Thread) -> tuple[Block, ...]:
    """Gives the messages as they are sent, in order; blank lines and rules are left out."""
    words = sendable(thread)
    return tuple(Block(message.id, tuple(_message(message, words))) for message in thread.messages)


def marker(thread: Thread) -> str:
    """Gives 12 hex digits that nobody who writes in the thread can know, the same on every run."""
    return hashlib.sha256(thread.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def subject(thread: Thread) -> str:
    """Gives the subject on one line, "" where there is none."""
    return _one_line(mask_secrets(strip_hidden(thread.subject or "")))


def sendable(thread: Thread) -> dict[str, str]:
    """Gives the words of each line by its id, without hidden characters and secrets, on one line each."""
    clean, _ = masked(printable(thread))
    return {line.id: _one_line(line.text) for line in clean.lines}


def _message(message: Message, words: dict[str, str]) -> Iterator[str]:
    if not any("header" in line.flags for line in message.lines[:1]):
        author = _one_line(strip_hidden(message.author or ""))
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
    when = f"{at:%a} {at.isoformat(' ', 'minutes')}" if at else message.sent_words or "no time"
    return f"[{message.role}, {message.visibility}, {_one_line(strip_hidden(when))}]"


def _one_line(text: str) -> str:
    """The text on one line; halves of characters, which JSON exports can hold, made whole or marked."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(text.split())
