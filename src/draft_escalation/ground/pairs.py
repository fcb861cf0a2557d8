"""Which value belongs to which noun: catches two values of the same lines swapped between their nouns.

Each value pulls at the content words around it, the more the closer they stand; marks and "and" between them
count as distance. Where a statement's pulls run against the thread's, its values have changed places.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.moves import moves
from draft_escalation.ground.nouns import noun_of
from draft_escalation.ground.quantities import counts_of
from draft_escalation.ground.shares import parts, shares
from draft_escalation.ground.stems import is_content, stem
from draft_escalation.ground.value import COUNTS, Value

_TOKEN = re.compile(r"[^\W_]+(?:[.:,@/_-][^\W_]+){0,20}(?:['’][^\W_]{1,3})?|[.!?;:,()→\n]")
_BETWEEN = 3.0
_REACH = 9.0
_LIST = re.compile(r"\s?(?:,|/|&|-|–|\b(?:to|bis)\b(?: the)?|,?\s?(?:and|or|und|oder|et|y)\b|\s)\s?")
_NAMED = frozenset({"name", "identifier", "code"})
_LED = re.compile(r"\s(?:of|von|de)\s$")
_JOINTS = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o", "then"})
_STRETCH = 160
_MEMBERS = 12
_MOST_PAIRED = 24
_PAIR = 2
_TITLE = 2
_PLACE = re.compile(r"first|second|third|fourth|fifth|\d{1,3}(?:st|nd|rd|th)", re.IGNORECASE)
_DOUBT = 0.34
_SWAPPED = -0.12

Pulls = dict[str, float]


class Swap(NamedTuple):
    """Two values of a statement that have changed places."""

    one: Value
    other: Value


Lines = Sequence[tuple[str, Sequence[Value]]]


def swapped(text: str, values: Sequence[Value], lines: Lines) -> Swap | None:
    """Gives two values of a statement that stand at each other's nouns, judged by the lines.

    None if all is well.
    """
    if len(values) < _PAIR:
        return None
    told = {move for line, found in lines for move in moves(line, found)}
    going = list(moves(text, values))
    for start, end in going:
        if any(_meet(start, other) and _meet(end, one) for one, other in told):
            return Swap(start, end)
    joined = _joined(text, values, lines)
    joined |= {
        (start.norm, end.norm)
        for start, end in going
        if any(_meet(start, one) and _meet(end, other) for one, other in told)
    }
    pairs = (
        pair for group in _groups(_told_of(text, values)) for pair in _crossed(group, text, values, lines)
    )
    return next(
        (pair for pair in pairs if not joined & _both_ways(pair) and not _in_range(pair, lines)), None
    )


def _both_ways(pair: Swap) -> set[tuple[str, str]]:
    return {(pair.one.norm, pair.other.norm), (pair.other.norm, pair.one.norm)}


def _joined(text: str, values: Sequence[Value], lines: Lines) -> set[tuple[str, str]]:
    """The pairs whose order says nothing: members of a list, parts of a whole."""
    joined = {pair for line, found in lines for pair in (*shares(line, found), *_listed(line, found))}
    joined |= set(_listed(text, [value for value in values if value.kind in _NAMED]))
    return joined | {
        (one.norm, whole.norm) for one, whole in parts(text, values) if _as_part(one, whole, lines)
    }


def _crossed(group: Sequence[Value], text: str, values: Sequence[Value], lines: Lines) -> Iterator[Swap]:
    """The pairs of a group whose pulls run against the lines', and that stand at another noun than there."""
    group = group[:_MOST_PAIRED]
    here = {value: _pulls(text, value, tuple(values)) for value in group}
    there = {value: _pulls_in(lines, value) for value in group}
    for one, other in combinations(group, 2):
        if (
            one.norm != other.norm
            and not _is_one_name(one, other)
            and _against(here[one], here[other], there[one], there[other])
            and not _at_its_noun(one, other, text, values, lines)
            and not _at_its_noun(other, one, text, values, lines)
        ):
            yield Swap(one, other)


def _is_one_name(one: Value, other: Value) -> bool:
    """Whether two words of a name stand side by side, `St. Aldric`."""
    return one.kind == other.kind == "name" and 0 <= other.start - one.end <= _TITLE


def _in_range(pair: Swap, lines: Lines) -> bool:
    """Whether the lines join both as the ends of a range."""
    ranged = [ends for line, found in lines for ends in _ranges(line, found)]
    return any(_meet(pair.one, one) and _meet(pair.other, other) for one, other in ranged)


def _at_its_noun(one: Value, other: Value, text: str, values: Sequence[Value], lines: Lines) -> bool:
    """Whether a count stands before the noun that the lines give to it, and not to the other one."""
    if one.kind not in COUNTS or not (noun := noun_of(text, one, values)):
        return False
    nouns = [
        [noun_of(line, same, found) for line, found in lines for same in found if _meet(value, same)]
        for value in (one, other)
    ]
    return any(noun & told for told in nouns[0]) and not any(noun & told for told in nouns[1])


def _told_of(text: str, values: Sequence[Value]) -> list[Value]:
    """The values without those that only count what follows (`Three: …`), or tell its place (`a third`)."""
    return [
        one
        for one in values
        if not (one.kind in COUNTS and text.startswith(":", one.end))
        and not (one.kind == "number" and _PLACE.match(one.text))
    ]


def _as_part(one: Value, whole: Value, lines: Lines) -> bool:
    return any(
        _meet(one, part) and _meet(whole, all_) for text, found in lines for part, all_ in parts(text, found)
    )


def _meet(one: Value, other: Value) -> bool:
    if not needed(one).isdisjoint(given(other, None)):
        return True
    return {one.kind, other.kind} <= COUNTS and bool(set(counts_of(one)) & set(counts_of(other)))


def _listed(text: str, values: Sequence[Value]) -> Iterator[tuple[str, str]]:
    """Members of a plain list (`Rotterdam, Lyon and Ghent`), whose order says nothing."""
    chain: list[Value] = []
    for value in values:
        if chain and not (
            chain[-1].kind == value.kind
            and _LIST.fullmatch(text, chain[-1].end, value.start)
            and not (value.kind in COUNTS and _LED.search(text, max(chain[-1].start - 4, 0), chain[-1].start))
        ):
            chain = []
        yield from ((one.norm, value.norm) for one in chain[-_MEMBERS:])
        chain.append(value)


def _ranges(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Each `9 to 13 November`."""
    for one, other in pairwise(values):
        if one.kind == other.kind == "date" and _LIST.fullmatch(text, one.end, other.start):
            yield one, other


def _groups(values: Sequence[Value]) -> list[list[Value]]:
    by_group: dict[str, list[Value]] = {}
    measured = any(value.kind == "measure" for value in values)
    for value in values:
        release = value.kind == "number" and "." in value.norm and not measured
        dotted = value.kind == "identifier" and "." in value.norm
        acronym = value.kind == "name" and value.text.isupper()
        kind = "acronym" if acronym else "number" if value.kind == "measure" else value.kind
        by_group.setdefault("version" if release else "address" if dotted else kind, []).append(value)
    return [group for group in by_group.values() if len(group) > 1]


def _against(here_one: Pulls, here_other: Pulls, there_one: Pulls, there_other: Pulls) -> bool:
    """Whether the statement's pulls run against the lines', with hardly a word that speaks for it."""
    if not there_one or not there_other:
        return False
    agreement = [0.0, 0.0]
    for word in (here_one.keys() | here_other.keys()) & (there_one.keys() | there_other.keys()):
        here = here_one.get(word, 0.0) - here_other.get(word, 0.0)
        there = there_one.get(word, 0.0) - there_other.get(word, 0.0)
        agreement[here * there > 0] += here * there
    against, for_it = agreement
    return against + for_it < _SWAPPED and for_it < -against * _DOUBT


def _pulls_in(lines: Lines, value: Value) -> Pulls:
    """The strongest pull of a value on each word, over all lines that give it."""
    strongest: Pulls = {}
    for text, values in lines:
        for same in values:
            if needed(value) & frozenset(given(same, None)):
                for word, pull in _pulls(text, same, tuple(values)).items():
                    strongest[word] = max(pull, strongest.get(word, 0.0))
    return strongest


@lru_cache(maxsize=4096)
def _pulls(text: str, value: Value, values: tuple[Value, ...]) -> Pulls:
    """How strongly a value pulls at each content word of its text, from 1 (beside it) down to 0.

    Values of other kinds count as words.
    """
    near = [one for one in values if one is not value and abs(one.start - value.start) < _STRETCH]
    others = [(one.start, one.end) for one in near if one.kind == value.kind]
    words = {
        one.start: stem(one.norm) if one.kind == "name" else f"={one.norm}"
        for one in near
        if one.kind != value.kind
    }
    found: Pulls = {}
    for step in (1, -1):
        distance = 0.0
        for said, at in _walk(text, value, step):
            if any(start <= at < end for start, end in others):
                distance += _BETWEEN / 2
            elif not said[0].isalnum():
                distance += _BETWEEN * (2 if said in ".;\n" else 1)
            elif said.lower() in _JOINTS:
                distance += _BETWEEN
            elif at in words or is_content(said.lower()):
                word = words.get(at) or stem(said)
                found[word] = max(found.get(word, 0.0), 1 / (1 + distance))
                distance += 1
            if distance > _REACH:
                break
    return found


def _walk(text: str, value: Value, step: int) -> list[tuple[str, int]]:
    """The tokens after a value, or those before it from the nearest on, within a bounded stretch."""
    if step > 0:
        return [(m[0], m.start()) for m in _TOKEN.finditer(text, value.end, value.end + _STRETCH)]
    low = max(0, value.start - _STRETCH)
    return [(m[0], m.start()) for m in _TOKEN.finditer(text, low, value.start)][::-1]
