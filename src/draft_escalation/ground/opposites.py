"""Words that are each other's opposite (`keep`, `lose`): a statement must not carry the other one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from draft_escalation.ground.clauses import Clause
from draft_escalation.ground.speech import speech
from draft_escalation.ground.stems import stem

_SWITCHING = frozenset({"switch", "switched", "switches", "switching", "turn", "turned", "turns", "turning"})
_WHEN = frozenset({"after", "since", "before", "following", "nach", "seit", "vor", "après", "depuis"})


def opposed(said: Sequence[Clause], told: Sequence[Clause], near: Iterable[Clause]) -> list[tuple[str, str]]:
    """Gives (words, why) for each piece of a statement with a word whose opposite alone the lines have.

    Pieces are compared on the words and numbers that they share; a denied word counts as its opposite. A
    word that only heads what follows (`Always: none …`) is not looked at.
    """
    taken = [
        (piece, pair, side)
        for clause in said
        if not clause.question
        for piece in clause.pieces
        if len(said) == 1 or " " in piece.text
        for pair, side in ([] if "only" in piece.text.split() else _sides(piece))
    ]
    if not taken:
        return []
    heard, around = _pieces(told), _pieces(near)
    return [
        (piece.text, "says the opposite of the cited lines")
        for piece, pair, side in taken
        if _against(
            piece, pair, side, _wished(heard) if piece.wish else [*heard, *_closer(piece, around, heard)]
        )
    ]


def holds_opposite(clause: Clause, other: Clause) -> bool:
    """Whether one has a word whose opposite the other has: `does not open`, `stays shut`."""
    ours, theirs = (
        {side for word in one.text.split() for side in _table().get(word, ())} for one in (clause, other)
    )
    return any((pair, -side) in theirs for pair, side in ours)


def _pieces(clauses: Iterable[Clause]) -> list[Clause]:
    return [
        piece for clause in clauses if not clause.question and not clause.supposed for piece in clause.pieces
    ]


def _wished(heard: Iterable[Clause]) -> list[Clause]:
    return [one for one in heard if one.wish or one.forbids]


def _closer(piece: Clause, around: Sequence[Clause], heard: Sequence[Clause]) -> list[Clause]:
    """Those around that are more like it than all that is cited."""
    likest = max((len(piece.stems & one.stems) for one in heard), default=0)
    return [one for one in around if len(piece.stems & one.stems) > likest]


def _against(piece: Clause, pair: int, side: int, heard: Iterable[Clause]) -> bool:
    taken = [(other, theirs) for other in heard for which, theirs in _sides(other) if which == pair]
    leading = [(other, theirs) for other, theirs in taken if piece.lead and other.lead == piece.lead]
    counted = leading or [(other, theirs) for other, theirs in taken if other.digits & piece.digits]
    counted = counted or [one for one in taken if (one[0].stems & piece.stems) - _words_of(pair)]
    if any(theirs == side or _same_words(piece, other, pair) for other, theirs in counted or taken):
        return False
    return bool(counted or taken) and (
        bool(leading)
        or not piece.stems - _words_of(pair)
        or any((other.stems & piece.stems) - _words_of(pair) for other, _ in taken)
    )


def _same_words(one: Clause, other: Clause, pair: int) -> bool:
    """Whether both use the same side's words: `no offline mode`, `offline mode did not start`."""
    sides = [
        {side for word in clause.text.split() for which, side in _table().get(word, ()) if which == pair}
        for clause in (one, other)
    ]
    return sides[0] == sides[1] and (other.negated or not one.negated)


def _sides(clause: Clause) -> Iterator[tuple[int, int]]:
    """Which pairs a clause speaks of, and on which side; what is yet to be tells of none."""
    words = set(clause.text.split())
    if "on" in words and not words.isdisjoint(_SWITCHING):
        words = words - {"on"} | {"enabled"}
    found = [one for word in words & _table().keys() for one in _table()[word]]
    for word in words & _table().keys():
        if f" be {word}" in clause.text:
            continue
        for pair, side in _table()[word]:
            if (pair, -side) in found:
                continue
            yield pair, -side if clause.negated and _is_denied(word, clause) else side


def _is_denied(word: str, clause: Clause) -> bool:
    """Whether the clause's negation bears on the word."""
    said = stem(word)
    return said not in _aside(clause) and (not clause.targets or said in clause.targets)


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
            for word in listed.split():
                table.setdefault(word, []).append((place, side))
    return table


@cache
def _words_of(pair: int) -> frozenset[str]:
    return frozenset(stem(word) for listed in speech().opposites[pair] for word in listed.split())
