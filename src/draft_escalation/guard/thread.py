"""A thread made ready for engines and rules: secrets masked, text that addresses the drafter flagged."""

import copy
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from draft_escalation.guard.addressing import find_addresses
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.guard.secrets import Masked, mask
from draft_escalation.thread.model import Line, Message, Thread

Redact = Literal["secrets", "personal", "off"]
_APART = "\n\n"


def guarded(thread: Thread, redact: Redact = "secrets") -> tuple[Thread, int]:
    """The thread as engines and rules may have it, and how many places were masked.

    Lines that speak to whoever drafts carry the flag `addressing`; secrets are masked unless `redact` is
    "off". Lines keep their ids and still tile the text.
    """
    clean, places = (thread, 0) if redact == "off" else masked(thread)
    return flagged(clean), places


def masked(thread: Thread) -> tuple[Thread, int]:
    """The thread with every secret replaced by a numbered placeholder, and how many places were masked.

    Secrets are found in the text as a whole, so one that runs over several lines (a private key) is found
    too; its placeholder stands in its first line. Subject, authors and times as written are masked like the
    text. What comes back says so (`is_masked`), and is not looked through again.
    """
    if thread.is_masked:
        return thread, 0
    beside = _beside(thread)
    found = mask("".join((thread.text, *(_APART + words for words in beside))))
    if not found.secrets:
        return _as_masked(thread), 0
    pieces, start = list(thread.lines), len(thread.text)
    for words in beside:
        pieces.append(Line(f" {words}", words, start + len(_APART)))
        start = pieces[-1].end
    texts = dict(_cut(pieces, found))
    said = {words: texts[f" {words}"] for words in beside}
    return _as_masked(_rewritten(thread, lambda line: texts[line.id], said)), len(found.secrets)


def _as_masked(thread: Thread) -> Thread:
    clean = copy.copy(thread)
    object.__setattr__(clean, "is_masked", True)  # no field: `replace` leaves it behind
    return clean


def _beside(thread: Thread) -> tuple[str, ...]:
    """What a thread says outside its lines, each once."""
    heads = (words for message in thread.messages for words in (message.author, message.sent_words))
    said = dict.fromkeys(words for words in (thread.subject, thread.id, thread.source, *heads) if words)
    return tuple(said)


def _cut(lines: Iterable[Line], found: Masked) -> Iterator[tuple[str, str]]:
    """Line ids with their masked texts, in the order of the text."""
    waiting = deque(zip(found.secrets, found.placeholders, strict=True))
    for line in lines:
        parts, at = [], line.start
        while waiting and waiting[0][0].start < line.end:
            secret, placeholder = waiting[0]
            if secret.start >= line.start:
                parts += [line.text[at - line.start : secret.start - line.start], placeholder]
            at = min(secret.end, line.end)
            if secret.end > line.end:
                break
            waiting.popleft()
        yield line.id, "".join([*parts, line.text[at - line.start :]])


def flagged(thread: Thread) -> Thread:
    """The thread whose lines that speak to whoever drafts carry the flag `addressing`.

    A subject that speaks to them is taken away; it stands in the ticket's fields all the same.
    """
    found = {line for line, said in find_addresses(thread).items() if not said.unseen}
    if not found:
        return thread

    def line_of(line: Line) -> Line:
        marked = line.id in found and "addressing" not in line.flags
        return replace(line, flags=(*line.flags, "addressing")) if marked else line

    messages = tuple(
        replace(message, lines=tuple(map(line_of, message.lines))) for message in thread.messages
    )
    subject = " ".join((thread.subject or "").split())
    heard = any(subject in " ".join(line.text.split()) for line in thread.lines if line.id in found)
    return replace(thread, subject=None if subject and heard else thread.subject, messages=messages)


def honest(thread: Thread) -> Thread:
    """The thread without its lines that are flagged `addressing`: what may bear facts and signals."""
    if not is_addressed(thread):
        return thread
    bare = replace(
        thread,
        messages=tuple(
            replace(message, lines=tuple(line for line in message.lines if "addressing" not in line.flags))
            for message in thread.messages
        ),
    )
    return _rewritten(bare, lambda line: line.text)


def is_addressed(thread: Thread) -> bool:
    """Whether any line of a flagged thread speaks to whoever drafts."""
    return any("addressing" in line.flags for line in thread.lines)


def printable(thread: Thread) -> Thread:
    """The thread without hidden and control characters, as it may be printed."""
    said = {words: bare for words in _beside(thread) if (bare := strip_hidden(words)) != words}
    if not said and strip_hidden(thread.text) == thread.text:
        return thread
    return _rewritten(thread, lambda line: strip_hidden(line.text), said)


def _rewritten(
    thread: Thread, text_of: Callable[[Line], str], said: Mapping[str, str] | None = None
) -> Thread:
    """The thread with other texts of its lines; `said` are other words for what stands beside them."""
    start, lines = 0, {}
    for line in thread.lines:
        lines[line.id] = replace(line, text=text_of(line), start=start)
        start = lines[line.id].end
    said = said or {}

    def message(old: Message) -> Message:
        return replace(
            old,
            author=said.get(old.author or "", old.author),
            sent_words=said.get(old.sent_words or "", old.sent_words),
            lines=tuple(lines[line.id] for line in old.lines),
        )

    return replace(
        thread,
        id=said.get(thread.id, thread.id),
        source=said.get(thread.source, thread.source),
        subject=said.get(thread.subject or "", thread.subject),
        messages=tuple(map(message, thread.messages)),
    )
