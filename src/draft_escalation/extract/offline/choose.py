"""Which candidates a slot tells: the most useful ones, in the order of the thread."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from draft_escalation.brief.model import Fact

UNDER_HEADING = 10.0
"""The score of what stands under the slot's own heading: nothing of it is left out as said before."""
_WORD = re.compile(r"[^\W_]{3,40}")
_STEM = 5
_SAME, _COMPARED = 0.6, 40


class Candidate(NamedTuple):
    """A fact that a slot could tell: its place in the thread, and how useful it is."""

    place: int
    score: float
    fact: Fact


def chosen(candidates: Iterable[Candidate], most: int) -> tuple[Fact, ...]:
    """Gives the `most` best facts (of equals the earlier), each wording once, in the order of the thread."""
    by_text: dict[str, Candidate] = {}
    for one in candidates:
        kept = by_text.setdefault(one.fact.text.lower(), one)
        if kept.score < one.score:
            by_text[one.fact.text.lower()] = one
    best = _ranked(by_text.values())[:most]
    return tuple(one.fact for one in sorted(best, key=lambda one: one.place))


def apart(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Gives the candidates that say something of their own, best first; repetitions are left out."""
    kept: list[tuple[frozenset[str], Candidate]] = []
    for one in _ranked(candidates):
        words = frozenset(word[:_STEM] for word in _WORD.findall(one.fact.text.lower()))
        if one.score >= UNDER_HEADING or not any(_same(words, others) for others, _ in kept[:_COMPARED]):
            kept.append((words, one))
    return tuple(one for _, one in kept)


def _same(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= _SAME * max(1, min(len(words), len(others)))


def _ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: (-one.score, one.place))
