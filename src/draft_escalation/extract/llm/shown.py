"""A thread as the model sees it: every line behind its id, nothing hidden, no secrets, quotes folded."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.guard.secrets import Secret, find_secrets, mask_secrets
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
    plain = {line.id: strip_hidden(line.text) for line in thread.lines}
    spans = find_secrets("".join(plain.values()))
    numbers: dict[str, int] = {}
    whole = "".join(plain.values())
    names = [_name(secret, whole, numbers) for secret in spans]
    return {id_: _one_line(text) for id_, text in _masked(plain, spans, names)}


def _name(secret: Secret, text: str, numbers: dict[str, int]) -> str:
    number = numbers.setdefault(text[secret.start : secret.end], len(numbers) + 1)
    return f"[{secret.kind} hidden {number}]"


def _masked(plain: dict[str, str], spans: list[Secret], names: list[str]) -> Iterator[tuple[str, str]]:
    """Each line with a placeholder where a secret begins, and nothing where it goes on."""
    start, at = 0, 0
    for id_, text in plain.items():
        end, done, pieces = start + len(text), start, []
        while at < len(spans) and spans[at].start < end:
            span = spans[at]
            pieces.append(text[done - start : max(span.start - start, done - start)])
            if span.start >= start:
                pieces.append(names[at])
            done = min(span.end, end)
            if span.end > end:
                break
            at += 1
        pieces.append(text[done - start :])
        yield id_, "".join(pieces)
        start = end


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
    when = f"{message.sent_at:%a %Y-%m-%d %H:%M%z}" if message.sent_at else message.sent_words or "no time"
    return f"[{message.role}, {message.visibility}, {_one_line(strip_hidden(when))}]"


def _one_line(text: str) -> str:
    """The text on one line; halves of characters, which JSON exports can hold, made whole or marked."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(text.split())
