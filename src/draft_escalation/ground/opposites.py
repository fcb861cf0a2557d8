"""Words that are each other's opposite (`keep`, `lose`): a statement must not carry the other one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from draft_escalation.ground.speech import Clause, speech, stem

_WHEN = frozenset({"after", "since", "before", "following", "nach", "seit", "vor", "après", "depuis"})


def opposed(said: Sequence[Clause], told: Iterable[Clause]) -> list[tuple[str, str]]:
    """Gives (words, why) for each piece of a statement with a word whose opposite alone the lines have.

    Pieces are compared on the words and numbers that they share; a denied word counts as its opposite.
    """
    heard = [
        piece for clause in told if not clause.question and not clause.supposed for piece in clause.pieces
    ]
    return [
        (piece.text, "says the opposite of the cited lines")
        for clause in said
        if not clause.question and not clause.wish
        for piece in clause.pieces
        for pair, side in _sides(piece)
        if _against(piece, pair, side, heard)
    ]


def _against(piece: Clause, pair: int, side: int, heard: Iterable[Clause]) -> bool:
    taken = [(other, theirs) for other in heard for which, theirs in _sides(other) if which == pair]
    counted = [(other, theirs) for other, theirs in taken if other.digits & piece.digits]
    if any(theirs == side for _, theirs in counted or taken):
        return False
    return bool(counted) or any((other.stems & piece.stems) - _words_of(pair) for other, _ in taken)


def _sides(clause: Clause) -> Iterator[tuple[int, int]]:
    """Which pairs a clause speaks of, and on which side."""
    for word in clause.stems & _table().keys():
        for pair, side in _table()[word]:
            yield pair, -side if clause.negated and word not in _aside(clause) else side


def _aside(clause: Clause) -> frozenset[str]:
    """The stems that only say when: `no results after the upgrade` denies no upgrade."""
    said = clause.text.split()
    since = next((at for at, one in enumerate(said) if one in _WHEN and at), len(said))
    return frozenset(map(stem, said[since:]))


@cache
def _table() -> dict[str, list[tuple[int, int]]]:
    table: dict[str, list[tuple[int, int]]] = {}
    for place, (ones, others) in enumerate(speech().opposites):
        for side, listed in ((1, ones), (-1, others)):
            for word in dict.fromkeys(stem(word) for word in listed.split()):
                table.setdefault(word, []).append((place, side))
    return table


@cache
def _words_of(pair: int) -> frozenset[str]:
    return frozenset(stem(word) for listed in speech().opposites[pair] for word in listed.split())
