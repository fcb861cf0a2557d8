"""One thread of a batch: who it is, under which name its brief is filed, and what its draft depends on."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from draft_escalation.thread.model import Thread

_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Job:
    """A thread to draft.

    `id` tells it from every other thread of the batch's sources and stays the same when the thread grows;
    `name` is the stem of its files, safe on every file system; `key` changes with whatever the draft depends
    on: the thread's content, engine, model, prompt and policy.
    """

    id: str
    name: str
    key: str
    thread: Thread


def jobs_of(threads: Iterable[tuple[str, Thread]], terms: str) -> Iterator[Job]:
    """The jobs of threads that come with the place they were read from (`export.zip/tickets.json#4711`).

    `terms` names engine, model, prompt and policy. A place that comes twice is two threads, told apart by
    their order.
    """
    seen: dict[str, int] = {}
    for place, thread in threads:
        seen[place] = seen.get(place, 0) + 1
        id_ = place if seen[place] == 1 else f"{place}~{seen[place]}"
        yield Job(id_, file_name(id_, thread.subject), key_of(thread, terms), thread)


def file_name(id_: str, subject: str | None) -> str:
    """A readable stem of at most 80 ASCII letters, digits and hyphens that no other id has."""
    tail = id_.replace("\\", "/").rpartition("/")[2]
    words = _UNSAFE.sub("-", _ascii(f"{tail} {subject or ''}").lower()).strip("-")
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{words[:_LONGEST].strip('-') or 'thread'}-{digest}"


def key_of(thread: Thread, terms: str) -> str:
    """32 hex digits: equal for equal messages (authors, roles, times, text) under equal terms."""
    digest = hashlib.sha256(terms.encode())
    for message in thread.messages:
        head = (message.id, message.author, message.role, message.visibility, message.sent_at)
        digest.update(repr(head).encode("utf-8", "surrogatepass"))
        for line in message.lines:
            digest.update(line.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
