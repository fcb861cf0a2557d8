"""Which value belongs to which noun: catches two values of the same lines swapped between their nouns.

Each value pulls at the content words around it, the more the closer they stand; marks and "and" between them
count as distance. Where a statement's pulls run against the thread's, its values have changed places.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.speech import content, is_content, speech, stem
from draft_escalation.ground.value import Value

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]{1,3})?|[.!?;:,()→\n]")
_BETWEEN = 3.0
_REACH = 9.0
_SWAPPED = -0.12
_COUNTS = frozenset({"number", "amount", "percent", "duration", "measure"})

Pulls = dict[str, float]


@dataclass(frozen=True, slots=True)
class Swap:
    """Two values of a statement that have changed places."""

    one: Value
    other: Value


def swapped(text: str, values: Sequence[Value], lines: Iterable[tuple[str, Sequence[Value]]]) -> Swap | None:
    """Gives two values of a statement that stand at each other's nouns, judged by the lines; None if all is well."""
    lines = list(lines)
    for group in _groups(values):
        here = {value: pulls(text, value, group) for value in group}
        there = {value: _pulls_in(lines, value) for value in group}
        for one, other in combinations(group, 2):
            if one.norm != other.norm and _against(here[one], here[other], there[one], there[other]):
                return Swap(one, other)
    return None


def _groups(values: Sequence[Value]) -> list[list[Value]]:
    by_group: dict[str, list[Value]] = {}
    for value in values:
        by_group.setdefault("count" if value.kind in _COUNTS else value.kind, []).append(value)
    return [group for group in by_group.values() if len(group) > 1]


def _against(here_one: Pulls, here_other: Pulls, there_one: Pulls, there_other: Pulls) -> bool:
    words = (here_one.keys() | here_other.keys()) & (there_one.keys() | there_other.keys())
    agreement = 0.0
    for word in words:
        here = here_one.get(word, 0.0) - here_other.get(word, 0.0)
        there = there_one.get(word, 0.0) - there_other.get(word, 0.0)
        agreement += here * there
    return agreement < _SWAPPED


def _pulls_in(lines: Iterable[tuple[str, Sequence[Value]]], value: Value) -> Pulls:
    """The strongest pull of a value on each word, over all lines that give it."""
    strongest: Pulls = {}
    for text, values in lines:
        for same in values:
            if needed(value) & frozenset(given(same, None)):
                group = [one for one in values if one.kind == same.kind or {one.kind, same.kind} <= _COUNTS]
                for word, pull in pulls(text, same, group).items():
                    strongest[word] = max(pull, strongest.get(word, 0.0))
    return strongest


def pulls(text: str, value: Value, group: Iterable[Value]) -> Pulls:
    """How strongly a value pulls at each content word of its text, from 1 (beside it) down to 0."""
    others = [(one.start, one.end) for one in group if one is not value]
    found: Pulls = {}
    for step in (1, -1):
        distance = 0.0
        for token, at in _walk(text, value, step):
            if any(start <= at < end for start, end in others):
                distance += _BETWEEN / 2
            elif not token[0].isalnum():
                distance += _BETWEEN * (2 if token in ".;\n" else 1)
            elif token.lower() in speech().joints:
                distance += _BETWEEN
            elif is_content(token.lower()):
                word = stem(token)
                found[word] = max(found.get(word, 0.0), 1 / (1 + distance))
                distance += 1
            if distance > _REACH:
                break
    return found


def _walk(text: str, value: Value, step: int) -> list[tuple[str, int]]:
    """The tokens after a value, or those before it from the nearest on, within a bounded stretch."""
    if step > 0:
        return [(m[0], m.start()) for m in _TOKEN.finditer(text, value.end, value.end + 160)]
    low = max(0, value.start - 160)
    return [(m[0], m.start()) for m in _TOKEN.finditer(text, low, value.start)][::-1]


def noun_of(text: str, value: Value, values: Iterable[Value]) -> frozenset[str]:
    """The stems that a value counts: up to three content words after it, before the next mark or value."""
    stops = [one.start for one in values if one.start >= value.end and one.kind in _COUNTS]
    limit = min(stops, default=len(text))
    after = text[value.end : value.end + 80]
    if re.match(r"\s?(?:of|out of|von|de|sur|/)\s", after):
        nexts = [one for one in values if one.start == limit]
        limit = nexts[0].end + 40 if nexts else limit
    stretch = re.split(r"[.,;:!?()→\n]|\band\b|\bund\b|\bin\b|\bat\b|\bon\b|\bfor\b|\bfrom\b", text[value.end : min(limit, value.end + 80)])[0]
    return content(stretch)
