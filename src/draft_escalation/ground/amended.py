"""Corrections that name the new value only: "sorry, it's 40", "I said 3. It is 27."."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draft_escalation.ground.correcting import listed, table
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.value import COUNTS, Value

_READABLE, _REACH, _AFTER, _LINES_BACK, _NEXT = 600, 32, 40, 40, 2
_KINDS = COUNTS | {"amount", "percent", "duration", "measure", "version", "date", "weekday", "time", "month"}
_NOT_SPOKEN = frozenset({"log", "code"})
_WORD = re.compile(r"[\w']+")
_SENTENCE = re.compile(r"[.;?!]\s")
_STARRED = re.compile(r"\*\s?\S{1,30}$|\S{1,30}\s?\*$")
_NOUN = re.compile(r"\s[^\W\d_]{3}")
_OPENING = re.compile(r"(?:^|[,.;:!–—-]\s?|\b(?:no|oh|ah|hm|ok|and|so|but|it's|its|that's|was|is)\s)$")
"""A weak lead opens its clause: "Please wait" asks for patience."""
_ASKS = re.compile(r"\?\s*$")


class Amended(NamedTuple):
    """The value that no longer holds, the one in its place, and the lines that say so.

    `new` is None where none is told; `sure` is False where it is not clear which of several values is meant.
    """

    old: Value
    new: Value | None
    lines: tuple[str, ...]
    sure: bool = True


def amended(place: int, lines: Sequence[LineValues]) -> Iterator[Amended]:
    """Gives what the line at a place corrects without naming it: the nearest earlier value of the same kind.

    It is looked for among what the same person wrote, and in the message before.
    """
    line = lines[place]
    if not _may_amend(line):
        return
    before = lines[max(0, place - _LINES_BACK) : place]
    yield from _recalled(line, before, lines[place + 1 : place + 1 + _NEXT])
    for name in ("leads", "weak", "soft"):
        if new := _put_right(line, name):
            yield from _replaced(new, line, before)
            return


def may_be_starred(text: str) -> bool:
    """Whether it is short and marked as a correction: `*14`."""
    return _STARRED.match(text) is not None


def _may_amend(line: LineValues) -> bool:
    plain = len(line.text) <= _READABLE and _NOT_SPOKEN.isdisjoint(line.line.flags)
    return plain and line.line.message_id != "m0" and not _ASKS.search(line.text)


def _put_right(line: LineValues, name: str) -> Value | None:
    """The value that a line puts in the place of another: close behind a lead, or before a tail."""
    values = [value for value in line.values if value.kind in _KINDS]
    if len(values) == 1 and name == "leads" and may_be_starred(line.folded):
        return values[0]
    for match in listed(name).finditer(line.text):
        if name != "leads" and not _OPENING.search(line.text, max(0, match.start() - _REACH), match.start()):
            continue
        near = next((one for one in values if match.end() <= one.start <= match.end() + _REACH), None)
        if near and _small(line.text[match.end() : near.start]):
            return near
    for match in listed("tails").finditer(line.text) if len(values) == 1 and name == "weak" else ():
        if values[0].end <= match.start() <= values[0].end + _AFTER:
            return values[0]
    return None


def _small(between: str) -> bool:
    """Whether nothing but small words stands between a lead and its value."""
    return not {*_WORD.findall(between.lower())} - table().between and not _SENTENCE.search(between)


def _replaced(new: Value, line: LineValues, before: Sequence[LineValues]) -> Iterator[Amended]:
    """The one earlier value that it can mean; else each that it may.

    One right before it in the line is the one meant: "it wasnt 700, more like 70".
    """
    if beside := [one for one in line.values if one.end < new.start and _alike(new, one)]:
        if beside[-1].norm != new.norm and _is_told(beside[-1], before):
            yield Amended(beside[-1], new, (line.line.id,))
        return
    counted = dict(line.nouns).get(new, frozenset()) if _NOUN.match(line.text, new.end) else frozenset[str]()
    rivals = _rivals(new, line, before, counted)
    meant = [old for old, noun in rivals if noun & counted or _of_one_line(old, new)] or [
        old for old, noun in rivals if _fits(new, noun, counted)
    ]
    sure = len({old.norm for old in meant}) == 1
    for old in meant[:1] if sure else meant:
        yield Amended(old, new if sure else None, (line.line.id,), sure)


def _fits(new: Value, noun: frozenset[str], counted: frozenset[str]) -> bool:
    """Whether the new value may stand for one of another noun: where one names none, a bare count at that."""
    return not counted or (not noun and new.kind not in COUNTS)


def _rivals(
    new: Value, line: LineValues, before: Sequence[LineValues], counted: frozenset[str]
) -> list[tuple[Value, frozenset[str]]]:
    """The values of its kind in the nearest earlier line that has one, of the same noun where any has.

    None where that line gives the same value already.
    """
    last = next((one.message for one in reversed(before) if one.message is not line.message), None)
    nearest: list[tuple[Value, frozenset[str]]] = []
    for earlier in reversed(before):
        if earlier.message is not last and earlier.message.author != line.message.author:
            continue
        found = [one for one in earlier.nouns if _alike(new, one[0])]
        if any(one.norm == new.norm for one, _ in found):
            return []
        if any(noun & counted or _of_one_line(new, one) for one, noun in found):
            return found
        nearest = nearest or found
    return nearest


def _is_told(value: Value, lines: Sequence[LineValues]) -> bool:
    """Whether one of the lines gives the value."""
    return any(one.norm == value.norm and _alike(one, value) for line in lines for one in line.values)


def _of_one_line(one: Value, other: Value) -> bool:
    """Whether two versions belong to the same line of releases: 4.8.1 and 4.8.3."""
    return (
        one.kind == "version" == other.kind and one.text.rpartition(".")[0] == other.text.rpartition(".")[0]
    )


def _alike(one: Value, other: Value) -> bool:
    """Whether two values are of one kind and shape."""
    if one.kind == "version" == other.kind:
        return one.text.count(".") == other.text.count(".")
    return one.kind == other.kind and one.kind in _KINDS


def _recalled(
    line: LineValues, before: Sequence[LineValues], after: Sequence[LineValues]
) -> Iterator[Amended]:
    """What somebody takes back of an earlier word ("I said 3"); the next sentence may put it right."""
    match = listed("recalls").search(line.text)
    if match is None:
        return
    old = next((one for one in line.values if one.kind in _KINDS and one.start >= match.end()), None)
    if old is None or any(_alike(old, one) for one in line.values if one.start > old.start):
        return
    if not _is_told(old, before):
        return
    told = ((value, one) for one in after if one.message is line.message for value in one.values)
    new, where = next(((value, one) for value, one in told if _alike(old, value)), (None, None))
    if new and where:
        counts = dict(where.nouns).get(new, frozenset())
        fits = not (counts and dict(line.nouns).get(old, frozenset()) - counts)
        yield Amended(old, new if fits else None, (where.line.id, line.line.id))
    elif listed("admits").search(line.text):
        yield Amended(old, None, (line.line.id,))
