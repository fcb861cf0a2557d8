"""Line ids as a model writes them, made into ids of the thread."""

import re
from collections.abc import Iterator

from draft_escalation.thread.model import Thread

_ID = re.compile(
    r"\bm(\d{1,7})(?:\.(\d{1,7})(?:\s{0,3}(?:-|–|to|\.\.)\s{0,3}(?:m\1\.)?(\d{1,7})(?![.\d]))?)?",
    re.IGNORECASE,
)
_LONGEST_RANGE = 20


def resolve(cited: tuple[str, ...], thread: Thread) -> tuple[str, ...]:
    """Gives the line ids behind citations: `[m3.2]`, `m3.2-m3.4`, `m3` or `m3.0` (header, else all lines).

    What has the form of an id and does not exist stays, so that grounding can say so; all else goes.
    """
    ids: dict[str, None] = {}
    for citation in cited:
        for message, line in _parts(citation):
            known = [f"m{message}.{line}"] if line else _whole(message, thread)
            ids.update(dict.fromkeys(known))
    return tuple(ids)


def _parts(citation: str) -> Iterator[tuple[int, int | None]]:
    for message, first, last in _ID.findall(citation):
        if not first:
            yield int(message), None
        elif last:
            longest = min(int(last), int(first) + _LONGEST_RANGE)
            yield from ((int(message), line) for line in range(int(first), longest + 1))
        else:
            yield int(message), int(first)


def _whole(number: int, thread: Thread) -> list[str]:
    if f"m{number}.0" in thread.by_id:
        return [f"m{number}.0"]
    message = thread.messages_by_id.get(f"m{number}")
    if message is None and number == 0:  # the subject, which is shown above the lines and has no id
        return []
    return [line.id for line in message.lines] if message else [f"m{number}.0"]
