"""Who does and who does not: `A opens, B does not` told the other way round."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from draft_escalation.ground.clauses import Clause

_Sides = tuple[bool, frozenset[str], frozenset[str]]


def crossed(said: Sequence[Clause], told: Sequence[Clause]) -> str:
    """Gives the words of a statement's contrast whose sides have changed places in the lines, or ""."""
    heard = list(_contrasts(told))
    for judged, ones, others in _contrasts(said) if heard else ():
        for likewise, theirs, rest in heard:
            if (
                judged == likewise
                and ones & rest
                and others & theirs
                and not (ones & theirs or others & rest)
            ):
                return " … ".join((min(ones & rest), min(others & theirs)))
    return ""


def _contrasts(clauses: Sequence[Clause]) -> Iterator[_Sides]:
    """(whether by result, the words of what does or is well, those of what does not) of neighbouring pieces."""
    pieces = [piece for clause in clauses if not clause.question for piece in clause.pieces]
    for one, other in pairwise(pieces):
        if one.mixed or other.mixed:
            continue
        left, right = _words(one) - _words(other), _words(other) - _words(one)
        if other.negated != one.negated:
            denied, plain = (other, one) if other.negated else (one, other)
            sides = (left, right) if denied is other else (right, left)
            yield bool(plain.sign), *(sides if plain.sign >= 0 else sides[::-1])
        elif not one.negated and (one.sign < 0) != (other.sign < 0):
            yield True, *((right, left) if one.sign < 0 else (left, right))


def _words(piece: Clause) -> frozenset[str]:
    return piece.stems | piece.digits
