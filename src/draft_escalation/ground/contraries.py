"""Phrases that cannot both hold (`the first time`, `happened before`): a statement must not turn round."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from draft_escalation.ground.places import PARTS
from draft_escalation.ground.scan import any_of, words_of
from draft_escalation.ground.speech import CONDITIONS, speech
from draft_escalation.ground.stems import content
from draft_escalation.tables import Record, read_table

_GAP = r"(?:\s\w{1,20}){1,3}\s"
_DIGITS = re.compile(r"\d+")
_REACH, _WORDS, _LONGEST = 40, 4, 600

Sides = tuple[re.Pattern[str], re.Pattern[str]]


class _Contraries(Record):
    """The rows of contraries.toml."""

    rows: tuple[tuple[str, str], ...]


def contrary(text: str, lines: Iterable[str]) -> str:
    """Gives the phrase of a statement whose lines have a phrase of the other side only, or "".

    A statement that has phrases of both sides, or that denies its own or sets a condition, is not looked at.
    """
    said = words_of(text)
    if not (near := said & _sides().keys()) or not said.isdisjoint(CONDITIONS):
        return ""
    told = list(lines)
    for this, that in dict.fromkeys(sides for word in near for sides in _sides()[word]):
        found = _undenied(this, text)
        if found is None or that.search(text) or any(_undenied(this, line) for line in told):
            continue
        if any((other := _undenied(that, line)) and _speak_of_one(found, other) for line in told):
            return found[0]
    return ""


def _undenied(side: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first phrase of a side before which no denial stands close by."""
    for match in side.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()].lower().split()[-_WORDS:]
        if speech().negations.isdisjoint(before):
            return match
    return None


def _speak_of_one(said: re.Match[str], told: re.Match[str]) -> bool:
    """Whether no other part of the line speaks as much of what the statement's part speaks of."""
    _, own, _ = _around(said)
    before, part, after = _around(told)
    shared = len(own & part)
    return all(len(own & other) < max(shared, 1) for other in (*before, *after))


def _around(match: re.Match[str]) -> tuple[list[frozenset[str]], frozenset[str], list[frozenset[str]]]:
    """The stems of the part that a phrase stands in, and of those before and after it."""
    cuts = [0, *(cut.end() for cut in PARTS.finditer(match.string[:_LONGEST])), len(match.string)]
    found = [
        content(match.string[start:end]) | frozenset(_DIGITS.findall(match.string[start:end]))
        for start, end in pairwise(cuts)
    ]
    at = max(sum(cut <= match.start() for cut in cuts[1:-1]), 0)
    return found[:at], found[at], found[at + 1 :]


@cache
def _sides() -> dict[str, list[Sides]]:
    """The sides, each with the other one, by a word of each of its phrases: its longest."""
    by_word: dict[str, list[Sides]] = {}
    for row in read_table(__package__, "contraries.toml", _Contraries).rows:
        for side, other in (row, row[::-1]):
            sides = _side(side), _side(other)
            for word in {max(words_of(phrase), key=len) for phrase in side.split(" | ")}:
                by_word.setdefault(word, []).append(sides)
    return by_word


@cache
def _side(phrases: str) -> re.Pattern[str]:
    """Any of the phrases."""
    listed = any_of(phrases.split(" | ")).replace(r"\ …\ ", _GAP)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
