"""Which candidates a slot tells: the most useful ones, in the order of the thread."""

from collections.abc import Iterable
from dataclasses import dataclass

from draft_escalation.brief.model import Fact


@dataclass(frozen=True, slots=True)
class Candidate:
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
    best = sorted(by_text.values(), key=lambda one: (-one.score, one.place))[:most]
    return tuple(one.fact for one in sorted(best, key=lambda one: one.place))
