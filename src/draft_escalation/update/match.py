"""The messages of an earlier thread found again in the grown one, by who said what, not by id."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from draft_escalation.brief.model import LineIds
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.thread.model import Line, Message, Thread

_FIELDS = "m0"
_HALF = 0.5
_UNSEEN = frozenset({"header", "chrome", "quoted", "signature"})
_MASKED = re.compile(r" hidden \d{1,6}\]")


@dataclass(frozen=True)
class Matched:
    """Which message and line of the grown thread is which of the earlier one.

    `messages` and `lines` map earlier ids to grown ones; `new_messages` and `new_lines` are of the grown
    thread alone, None where the earlier thread is not known; `found` of `total` messages were found again.
    """

    messages: dict[str, str]
    lines: dict[str, str]
    new_messages: tuple[str, ...] | None = None
    new_lines: frozenset[str] = frozenset()
    found: int = 0
    total: int = 0

    @property
    def same_ticket(self) -> bool:
        """Whether at least half of the earlier thread is in the grown one."""
        return self.found >= self.total * _HALF

    def moved(self, pointers: Iterable[str]) -> LineIds:
        """Earlier lines (or messages) as the grown thread numbers them; those that are gone fall out."""
        known = self._places
        return tuple(dict.fromkeys(known[one] for one in pointers if one in known))

    @cached_property
    def _places(self) -> dict[str, str]:
        return {**self.messages, **self.lines}

    def is_new(self, lines: Iterable[str]) -> bool:
        """Whether any of these grown lines was not in the earlier thread."""
        return not self.new_lines.isdisjoint(lines)


def match(earlier: Thread, grown: Thread) -> Matched:
    """Finds every message of `earlier` in `grown`.

    In steps: by author, text and time; author and text; text; most of its lines. Time in proportion to both
    threads. Where only the heads of some earlier messages are known (those that a typed brief cites), author
    and time decide, and what comes after the last of them is new.
    """
    if not any(_content(one) for one in earlier.messages):
        return _by_heads(earlier, grown)
    messages = _messages(earlier.messages, grown.messages)
    lines = _lines(earlier, grown, messages)
    before = set(messages.values())
    said = [one for one in earlier.messages if one.id != _FIELDS and _content(one)]
    return Matched(
        messages=messages,
        lines=lines,
        new_messages=tuple(one.id for one in grown.messages if one.id not in before),
        new_lines=frozenset(line.id for line in grown.lines if line.text.strip()) - set(lines.values()),
        found=sum(_again(one, messages, lines) for one in said),
        total=len(said),
    )


def unknown(grown: Thread) -> Matched:
    """For a brief that does not tell its thread: ids are taken as they are, and nothing counts as new."""
    return Matched({one.id: one.id for one in grown.messages}, {line.id: line.id for line in grown.lines})


def _by_heads(earlier: Thread, grown: Thread) -> Matched:
    waiting: dict[tuple[str, str], deque[str]] = defaultdict(deque)
    for one in grown.messages:
        waiting[_head(one)].append(one.id)
    found = {one.id: waiting[_head(one)].popleft() for one in earlier.messages if waiting.get(_head(one))}
    places = {one.id: place for place, one in enumerate(grown.messages)}
    last = max((places[id_] for id_ in found.values()), default=len(places))
    later = grown.messages[last + 1 :]
    return Matched(
        messages={_FIELDS: _FIELDS, **found},
        lines={},
        new_messages=tuple(one.id for one in later),
        new_lines=frozenset(line.id for one in later for line in one.lines),
        found=len(found),
        total=len(earlier.messages),
    )


def plain(text: str) -> str:
    """A text as it is compared: case, blanks, hidden characters and the numbers of masked secrets apart."""
    return _MASKED.sub(" hidden]", " ".join(strip_hidden(text).split())).casefold()


def _head(message: Message) -> tuple[str, str]:
    return plain(message.author or ""), plain(message.sent_words or "")


def _content(message: Message) -> tuple[Line, ...]:
    """What a message says: its own lines, else whatever it quotes."""
    own = message.body or tuple(line for line in message.lines if "header" not in line.flags)
    return tuple(line for line in own if line.text.strip())


def _text(message: Message) -> str:
    return plain(" ".join(line.text for line in _content(message)))


def _messages(earlier: tuple[Message, ...], grown: tuple[Message, ...]) -> dict[str, str]:
    found = {_FIELDS: _FIELDS} if _FIELDS in {one.id for one in earlier} & {one.id for one in grown} else {}
    texts = {id(one): _text(one) for one in (*earlier, *grown)}
    keys: tuple[Callable[[Message], Hashable], ...] = (
        lambda one: (plain(one.author or ""), texts[id(one)], plain(one.sent_words or "")),
        lambda one: (plain(one.author or ""), texts[id(one)]),
        lambda one: texts[id(one)],
    )
    for key in keys:
        waiting: dict[Hashable, deque[str]] = defaultdict(deque)
        taken = set(found.values())
        for one in grown:
            if one.id not in taken and one.id != _FIELDS and texts[id(one)]:
                waiting[key(one)].append(one.id)
        for one in earlier:
            if one.id not in found and waiting.get(key(one)):
                found[one.id] = waiting[key(one)].popleft()
    return found | _by_lines(earlier, grown, found)


def _by_lines(
    earlier: tuple[Message, ...], grown: tuple[Message, ...], found: dict[str, str]
) -> dict[str, str]:
    """Messages that were edited since: matched where more than half of their lines stand in one other."""
    taken = set(found.values())
    where = _only_places(
        (plain(line.text), one.id) for one in grown if one.id not in taken for line in _content(one)
    )
    again: dict[str, str] = {}
    for one in earlier:
        if one.id in found:
            continue
        said = [where.get(plain(line.text)) for line in _content(one)]
        ((best, votes),) = Counter(filter(None, said)).most_common(1) or ((None, 0),)
        if best and best not in taken and votes > len(said) * _HALF:
            again[one.id] = best
            taken.add(best)
    return again


def _lines(earlier: Thread, grown: Thread, messages: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for id_, other in messages.items():
        waiting: dict[Any, deque[str]] = defaultdict(deque)
        for line in grown.messages_by_id[other].lines:
            waiting[_key(line)].append(line.id)
        for line in earlier.messages_by_id[id_].lines:
            if waiting.get(_key(line)):
                found[line.id] = waiting[_key(line)].popleft()
    taken = set(found.values())
    where = _only_places((plain(line.text), line.id) for line in grown.lines if line.id not in taken)
    for line in earlier.lines:
        if line.id not in found and plain(line.text) in where and not _UNSEEN.intersection(line.flags):
            found[line.id] = where[plain(line.text)]
    return found


def _key(line: Line) -> str:
    return "header" if "header" in line.flags else plain(line.text)


def _only_places(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Where a text stands, if it stands in one place only."""
    where: dict[str, str | None] = {}
    for text, id_ in said:
        where[text] = id_ if where.get(text, id_) == id_ else None
    return {text: id_ for text, id_ in where.items() if text and id_}


def _again(message: Message, messages: dict[str, str], lines: dict[str, str]) -> bool:
    said = _content(message)
    return message.id in messages or sum(line.id in lines for line in said) > len(said) * _HALF
