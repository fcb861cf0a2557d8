"""A thread with its secrets masked, or with its hidden characters taken out, line by line."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.guard.secrets import Masked, mask
from draft_escalation.thread.model import Line, Message, Thread


def masked(thread: Thread) -> tuple[Thread, int]:
    """The thread with every secret replaced by a numbered placeholder, and how many places were masked.

    Secrets are found in the text as a whole, so one that runs over several lines (a private key) is found
    too; its placeholder stands in its first line. Lines keep their ids and still tile the text.
    """
    found = mask(thread.text)
    if not found.secrets:
        return thread, 0
    texts = dict(_cut(thread.lines, found))
    return _rewritten(thread, lambda line: texts[line.id]), len(found.secrets)


def _cut(lines: tuple[Line, ...], found: Masked) -> Iterator[tuple[str, str]]:
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


def printable(thread: Thread) -> Thread:
    """The thread without hidden and control characters, as it may be printed."""
    return _rewritten(thread, lambda line: strip_hidden(line.text))


def _rewritten(thread: Thread, text_of: Callable[[Line], str]) -> Thread:
    start, lines = 0, {}
    for line in thread.lines:
        lines[line.id] = replace(line, text=text_of(line), start=start)
        start = lines[line.id].end

    def message(old: Message) -> Message:
        return replace(
            old,
            author=strip_hidden(old.author) if old.author else old.author,
            lines=tuple(lines[line.id] for line in old.lines),
        )

    subject = strip_hidden(thread.subject) if thread.subject else thread.subject
    return replace(thread, subject=subject, messages=tuple(map(message, thread.messages)))
