"""Corrections that name the new value only: "sorry, it's 40", "version is 4.8.3, wrong box"."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.phrases import spoken_plainly
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.ground.index import LineValues, thread_values
from draft_escalation.ground.superseded import Correction
from draft_escalation.ground.value import COUNTS, Value
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_READABLE, _REACH, _AFTER, _LINES_BACK, _NEXT = 600, 32, 40, 40, 2
_KINDS = COUNTS | {"amount", "percent", "duration", "measure", "version", "date", "weekday", "time", "month"}
_WORD = re.compile(r"[\w']+")
_STARRED = re.compile(r"\*\s?\S{1,30}$|\S{1,30}\s?\*$")
_NOUN = re.compile(r"\s[^\W\d_]{3}")
_OPENING = re.compile(r"(?:^|[,.;:!–—-]\s?|\b(?:no|oh|ah|hm|ok|and|so|but|it's|its|that's|was|is)\s)$")
"""A weak lead opens its clause: "Please wait" asks for patience."""
_ASKS = re.compile(r"\?\s*$")


class _Words(Record):
    """amends.toml."""

    leads: tuple[str, ...]
    weak: tuple[str, ...]
    between: frozenset[str]
    tails: tuple[str, ...]
    recalls: tuple[str, ...]
    admits: tuple[str, ...]


def amends(view: View, known: frozenset[str]) -> Iterator[Correction]:
    """Gives what lines correct without naming it: the nearest earlier value of the same kind.

    `known` are the lines whose correction is known already.

    It is looked for among what the same person wrote, and in the message before. `new` is "" where it is not
    clear which of several values is meant: none of them stands then.
    """
    for place, spoken in enumerate(view.spoken):
        if spoken.line.id not in known and _may_amend(spoken):
            line = _values(view, spoken)
            yield from _recalled(line, view, place)
            for name in ("leads", "weak"):
                if new := _amended(line, name):
                    yield from _replaced(new, line, view, place, strict=name == "weak")
                    break


def _may_amend(spoken: Spoken) -> bool:
    text = straighten(spoken.text)
    plain = len(text) <= _READABLE and spoken_plainly(spoken) and spoken.message.id != "m0"
    listed = any(_any(name).may_stand_in(text) for name in ("leads", "weak", "tails", "recalls"))
    return plain and not _ASKS.search(text) and (listed or _STARRED.match(text) is not None)


def _values(view: View, spoken: Spoken) -> LineValues:
    return thread_values(view.thread).get((spoken.line.id,))[0]


def _amended(line: LineValues, name: str) -> Value | None:
    """The value that a line puts in the place of another: close behind a lead, or before a tail."""
    values = [value for value in line.values if value.kind in _KINDS]
    starred = _STARRED.match(line.folded) is not None
    if len(values) == 1 and starred and name == "leads":
        return values[0]
    for match in _any(name).finditer(line.text):
        if name == "weak" and not _OPENING.search(line.text, max(0, match.start() - _REACH), match.start()):
            continue
        near = next((one for one in values if match.end() <= one.start <= match.end() + _REACH), None)
        if near and _small(line.text[match.end() : near.start]):
            return near
    for match in _any("tails").finditer(line.text) if len(values) == 1 and name == "weak" else ():
        if values[0].end <= match.start() <= values[0].end + _AFTER:
            return values[0]
    return None


def _small(between: str) -> bool:
    """Whether nothing but small words stands between a lead and its value."""
    return not {*_WORD.findall(between.lower())} - _words().between and not re.search(r"[.;?!]\s", between)


def _replaced(new: Value, line: LineValues, view: View, place: int, *, strict: bool) -> Iterator[Correction]:
    """The one earlier value that it can mean; else each that it may, with nothing in its stead.

    `strict`: none that counts something else.
    """
    counted = dict(line.nouns).get(new, frozenset()) if _NOUN.match(line.text, new.end) else frozenset[str]()
    rivals = _rivals(new, line, view, place, counted)
    sure = [old for old, noun in rivals if noun & counted or _of_one_line(old, new)] or [
        old for old, noun in rivals if _fits(noun, counted)
    ]
    clear = len({old.norm for old in sure}) == 1
    if strict and not sure:
        return
    for old in sure[:1] if clear else [old for old, _ in rivals]:
        yield Correction(
            old.text.rstrip("."),
            new.text.rstrip(".") if clear else "",
            _lines_with(old, view, place),
            (line.line.id,),
        )


def _fits(noun: frozenset[str], counted: frozenset[str]) -> bool:
    """Whether one of two values counts nothing that is named."""
    return not (noun and counted)


def _rivals(
    new: Value, line: LineValues, view: View, place: int, counted: frozenset[str]
) -> list[tuple[Value, frozenset[str]]]:
    """The values of its kind in the nearest earlier line that has one, of the same noun where any has.

    None where that line gives the same value already.
    """
    author, before = line.message.author, view.spoken[max(0, place - _LINES_BACK) : place]
    last = next((one.message for one in reversed(before) if one.message is not line.message), None)
    nearest: list[tuple[Value, frozenset[str]]] = []
    for spoken in reversed(before):
        own = spoken.message.author == author or spoken.message is last
        found = [one for one in _values(view, spoken).nouns if own and _alike(new, one[0])]
        if any(one.norm == new.norm for one, _ in found):
            return []
        if any(noun & counted or _of_one_line(new, one) for one, noun in found):
            return found
        nearest = nearest or found
    return nearest


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


def _recalled(line: LineValues, view: View, place: int) -> Iterator[Correction]:
    """What somebody takes back of an earlier word ("I said 3"); the next sentence may put it right."""
    match = _any("recalls").search(line.text)
    if match is None:
        return
    old = next((one for one in line.values if one.kind in _KINDS and one.start >= match.end()), None)
    lines = _lines_with(old, view, place) if old else ()
    if old is None or not lines or any(_alike(old, one) for one in line.values if one.start > old.start):
        return
    after = [one for one in view.spoken[place + 1 : place + 1 + _NEXT] if one.message is line.message]
    told = ((value, one) for one in after for value in _values(view, one).values)
    new, where = next(((value, one) for value, one in told if _alike(old, value)), (None, None))
    if new and where:
        counts = dict(_values(view, where).nouns).get(new, frozenset())
        right = new.text.rstrip(".") if _fits(dict(line.nouns).get(old, frozenset()) - counts, counts) else ""
        yield Correction(old.text.rstrip("."), right, lines, (where.line.id, line.line.id))
    elif _any("admits").search(line.text):
        yield Correction(old.text.rstrip("."), "", lines, (line.line.id,))


def _lines_with(value: Value, view: View, place: int) -> tuple[str, ...]:
    """The earlier lines that give a value."""
    return tuple(
        spoken.line.id
        for spoken in view.spoken[:place]
        if value.text in spoken.text
        and any(one.norm == value.norm and _alike(one, value) for one in _values(view, spoken).values)
    )


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/amends.toml", _Words)


@cache
def _any(name: str) -> Listed:
    return Listed(getattr(_words(), name))
