"""Which value belongs to which noun: catches two values of the same lines swapped between their nouns.

Each value pulls at the content words around it, the more the closer they stand; marks and "and" between them
count as distance. Where a statement's pulls run against the thread's, its values have changed places.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.moves import moves
from draft_escalation.ground.quantities import counts_of
from draft_escalation.ground.speech import is_content, speech, stem, tokens
from draft_escalation.ground.value import COUNTS, Value

_TOKEN = re.compile(r"[^\W_]+(?:[.:,@/_-][^\W_]+){0,20}(?:['’][^\W_]{1,3})?|[.!?;:,()→\n]")
_BETWEEN = 3.0
_REACH = 9.0
_OF = re.compile(r"\s?(?:(?:out )?of|/|von|de|sur)(?: the| our| their| all| den| les)?\s?", re.IGNORECASE)
_LIST = re.compile(r"\s?(?:,|/|&|-|–|\b(?:to|bis)\b(?: the)?|,?\s?(?:and|or|und|oder|et|y)\b|\s)\s?")
_JOINTS = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o", "then"})
_LEADING = frozenset(
    {"of", "the", "our", "their", "your", "all", "my", "these", "those", "other", "more", "different", "new"}
)
_PLURAL = re.compile(r"\s(?:[a-z]{2,20}\s)?[A-Za-z]{2,20}[^su\W]s\b")
_NOUN_REACH = 3
_STRETCH = 160
_MEMBERS = 12
_MOST_PAIRED = 24
_PAIR = 2
_PLACE = re.compile(r"first|second|third|fourth|fifth|\d{1,3}(?:st|nd|rd|th)", re.IGNORECASE)
_DOUBT = 0.34
_SWAPPED = -0.12

Pulls = dict[str, float]


class Swap(NamedTuple):
    """Two values of a statement that have changed places."""

    one: Value
    other: Value


def swapped(text: str, values: Sequence[Value], lines: Iterable[tuple[str, Sequence[Value]]]) -> Swap | None:
    """Gives two values of a statement that stand at each other's nouns, judged by the lines.

    None if all is well.
    """
    if len(values) < _PAIR:
        return None
    lines = list(lines)
    joined = {pair for line, found in lines for pair in (*shares(line, found), *_listed(line, found))}
    joined |= set(_listed(text, [value for value in values if value.kind == "name"]))
    joined |= {(one.norm, whole.norm) for one, whole in _parts(text, values) if _as_part(one, whole, lines)}
    ranged = [pair for line, found in lines for pair in _ranges(line, found)]
    told = {move for line, found in lines for move in moves(line, found)}
    for start, end in moves(text, values):
        if any(_meet(start, other) and _meet(end, one) for one, other in told):
            return Swap(start, end)
        if any(_meet(start, one) and _meet(end, other) for one, other in told):
            joined.add((start.norm, end.norm))
    for group in (group[:_MOST_PAIRED] for group in _groups(_told_of(text, values))):
        here = {value: pulls(text, value, values) for value in group}
        there = {value: _pulls_in(lines, value) for value in group}
        for one, other in combinations(group, 2):
            pair = {(one.norm, other.norm), (other.norm, one.norm)}
            if (
                one.norm != other.norm
                and not pair & joined
                and not any({_meet(one, a), _meet(other, b)} == {True} for a, b in ranged)
                and _against(here[one], here[other], there[one], there[other])
            ):
                return Swap(one, other)
    return None


def _told_of(text: str, values: Sequence[Value]) -> list[Value]:
    """The values without those that only count what follows (`Three: …`), or tell its place (`a third`)."""
    return [
        one
        for one in values
        if not (one.kind in COUNTS and text.startswith(":", one.end))
        and not (one.kind == "number" and _PLACE.match(one.text))
    ]


def _parts(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Each `412 GB of 500 GB`."""
    return ((one, whole) for one in values if (whole := _whole_of(text, one, values)))


def _as_part(one: Value, whole: Value, lines: Iterable[tuple[str, Sequence[Value]]]) -> bool:
    return any(
        _meet(one, part) and _meet(whole, all_) for text, found in lines for part, all_ in _parts(text, found)
    )


def _meet(one: Value, other: Value) -> bool:
    if not needed(one).isdisjoint(given(other, None)):
        return True
    return {one.kind, other.kind} <= COUNTS and bool(set(counts_of(one)) & set(counts_of(other)))


def _listed(text: str, values: Sequence[Value]) -> Iterator[tuple[str, str]]:
    """Members of a plain list (`Rotterdam, Lyon and Ghent`), whose order says nothing."""
    chain: list[Value] = []
    for value in values:
        if chain and not (chain[-1].kind == value.kind and _LIST.fullmatch(text, chain[-1].end, value.start)):
            chain = []
        yield from ((one.norm, value.norm) for one in chain[-_MEMBERS:])
        chain.append(value)


def mismatched_share(
    text: str, values: Sequence[Value], lines: Sequence[tuple[str, Sequence[Value]]]
) -> tuple[str, str] | None:
    """Gives a `26 of 26` of a statement where the lines say `19 of 26`."""
    told = {pair for line, found in lines for pair in shares(line, found)}
    for part, whole in sorted(shares(text, values) - told):
        if float(part) > float(whole):
            return part, whole
        if any(
            whole == other_whole and float(part) + float(other_part) == float(whole)
            for other_part, other_whole in told
        ):
            continue
        if any(
            (whole == other_whole or {part, whole} & {other_part}) and not _together(part, other_part, lines)
            for other_part, other_whole in told
        ):
            return part, whole
    return None


def _ranges(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Each `9 to 13 November`."""
    for one, other in pairwise(values):
        if one.kind == other.kind == "date" and _LIST.fullmatch(text, one.end, other.start):
            yield one, other


def _together(part: str, other: str, lines: Iterable[tuple[str, Sequence[Value]]]) -> bool:
    """Whether a line without shares names both parts: `31 vans, not 27` after `27 of 90`."""
    return any(
        {part, other} <= {one.norm for one in found} for line, found in lines if not shares(line, found)
    )


def _groups(values: Sequence[Value]) -> list[list[Value]]:
    by_group: dict[str, list[Value]] = {}
    for value in values:
        release = value.kind == "number" and "." in value.norm
        dotted = value.kind == "identifier" and "." in value.norm
        kind = "number" if value.kind == "measure" else value.kind
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


def _pulls_in(lines: Iterable[tuple[str, Sequence[Value]]], value: Value) -> Pulls:
    """The strongest pull of a value on each word, over all lines that give it."""
    strongest: Pulls = {}
    for text, values in lines:
        for same in values:
            if needed(value) & frozenset(given(same, None)):
                for word, pull in pulls(text, same, values).items():
                    strongest[word] = max(pull, strongest.get(word, 0.0))
    return strongest


def pulls(text: str, value: Value, values: Iterable[Value]) -> Pulls:
    """How strongly a value pulls at each content word of its text, from 1 (beside it) down to 0.

    Values of other kinds count as words.
    """
    near = [one for one in values if one is not value and abs(one.start - value.start) < _STRETCH]
    others = [(one.start, one.end) for one in near if one.kind == value.kind]
    words = {one.start: f"={one.norm}" for one in near if one.kind != value.kind}
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


def noun_of(text: str, value: Value, values: Sequence[Value]) -> frozenset[str]:
    """The stems that a value counts: the content words right after it.

    Else the one right before (`till 14`).
    """
    start = value.end
    if whole := _whole_of(text, value, values):
        start = whole.end
    found: list[str] = []
    for said in tokens(text[start : start + 80]):
        if is_content(said) and said not in speech().negations:
            found.append(stem(said))
        elif found or said not in _LEADING:
            break
    if found:
        return frozenset(found[:_NOUN_REACH])
    return _label(text, value)


def _whole_of(text: str, value: Value, values: Sequence[Value]) -> Value | None:
    """The 40 of `3 of 40 users`."""
    part = _OF.match(text, value.end)
    if part is None:
        return None
    at = bisect_left(values, part.end(), key=lambda one: one.start)
    return values[at] if at < len(values) and values[at].start == part.end() else None


def shares(text: str, values: Sequence[Value]) -> set[tuple[str, str]]:
    """The (part, whole) of each `3 of 40` in a text."""
    return {
        (one.norm.split("|")[0], whole.norm.split("|")[0])
        for one in values
        if one.kind == "number" and (whole := _whole_of(text, one, values)) and whole.kind == "number"
    }


def misplaced(
    text: str, values: Sequence[Value], lines: Sequence[tuple[str, Sequence[Value]]]
) -> list[tuple[Value, str]]:
    """Gives counts of a statement whose noun the lines give to another count, and never to this one."""
    found = []
    for value in values:
        noun = noun_of(text, value, values) if value.kind in COUNTS else frozenset()
        if not noun:
            continue
        own, rivals = _nouns(value, lines)
        if own and not noun & own and noun & rivals and _things(value, lines):
            found.append((value, min(noun & rivals)))
    return found


def _things(value: Value, lines: Iterable[tuple[str, Sequence[Value]]]) -> bool:
    """Whether the lines count things by their name (`7 sites`), not by a property (`the two biggest`)."""
    spans = (
        (text, one)
        for text, found in lines
        for one in found
        if one.kind == value.kind and needed(value) & frozenset(given(one, None))
    )
    return any(_PLURAL.match(text, one.end) for text, one in spans)


def _label(text: str, value: Value) -> frozenset[str]:
    """The stem of the content word right before a value: `gate 7`."""
    before = tokens(text[max(0, value.start - 40) : value.start])
    return frozenset({stem(before[-1])} if before and is_content(before[-1]) else ())


def _nouns(
    value: Value, lines: Iterable[tuple[str, Sequence[Value]]]
) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns that the lines give to this value, and to others of its kind."""
    own: set[str] = set()
    rivals: set[str] = set()
    for text, values in lines:
        for one in values:
            if one.kind == value.kind:
                same = needed(value) & frozenset(given(one, None))
                (own if same else rivals).update(noun_of(text, one, values))
                own.update(_label(text, one) if same else ())
    return frozenset(own), frozenset(rivals)
