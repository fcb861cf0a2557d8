"""Who does and who does not: `A opens, B does not` told the other way round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from draft_escalation.ground.clauses import Clause

_LONGEST, _MOST_BESIDE = 5, 2
_BE = frozenset({"is", "are", "was", "were", "works", "fails"})
_TOO = re.compile(
    r"\b(?:too|as well|also|likewise|both)\b"
    r"(?!\s(?:many|few|much|high|low|long|short|big|small|late|early|slow|fast))",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:but|whereas|while|aber|mais|pero)\b", re.IGNORECASE)
_PARTED = re.compile(r"[,;:]\s|\b(?:and|while|but|both)\b", re.IGNORECASE)
_ALIKE = re.compile(
    r"\b(?:too|as well|also|likewise|both|same|all|every|each|or|two|even|neither|nor|and|as"
    r"|auch|beide|alle|und|aussi|même|et|también|ambos|mismo|tampoco|y)\b|\+1",
    re.IGNORECASE,
)
_DENIED, _JUDGED = frozenset({"denied"}), frozenset({"judged"})


@dataclass(frozen=True, slots=True)
class _Contrast:
    """The words of what does or is well, those of what does not, and by which of both it is told."""

    ones: frozenset[str]
    others: frozenset[str]
    ways: frozenset[str]

    def crosses(self, told: "_Contrast") -> int:
        """How many words stand on the other side, less those on the same; 0 where none has changed sides."""
        over = [self.ones & told.others, self.others & told.ones]
        same = len(self.ones & told.ones) + len(self.others & told.others)
        if not all(over):
            return -same
        rest = max(len(self.ones - over[0]), len(self.others - over[1]))
        return sum(map(len, over)) - same if rest <= _MOST_BESIDE else 0


def crossed(said: Sequence[Clause], lines: Sequence[Sequence[Clause]]) -> str:
    """Gives the words of a statement's contrast whose sides have changed places in the lines, or ""."""
    own = list(_contrasts(said))
    heard = [contrast for told in lines for contrast in _contrasts(told)] if own else []
    for one in own if heard else ():
        scores = [one.crosses(other) for other in heard if one.ways & other.ways]
        if scores and max(scores) > 0 and min(scores) >= 0:
            return " … ".join(" ".join(sorted(words)) for words in (one.ones, one.others))
    return ""


def levelled(text: str, lines: Sequence[tuple[str, Sequence[Clause]]]) -> str:
    """Gives the `too` or `both` of a statement of two things that its lines tell apart, or "".

    One line tells them apart where it denies or contrasts something and has no word for being alike; several
    where one of them tells of success and another one of failure.
    """
    too = _TOO.search(text)
    if too is None or not _PARTED.search(text) or any(_ALIKE.search(line) for line, _ in lines):
        return ""
    pieces = [piece for _, told in lines for clause in told for piece in clause.pieces]
    signs = {piece.sign if piece.sign or not piece.lacking else -1 for piece in pieces}
    if len(lines) > 1:
        return too[0] if signs >= {1, -1} else ""
    contrasts = any(_BUT.search(line) for line, _ in lines)
    apart = contrasts or -1 in signs or any(piece.negated for piece in pieces)
    return too[0] if apart else ""


def _contrasts(clauses: Sequence[Clause]) -> Iterator[_Contrast]:
    """Each two neighbouring pieces of which one denies, or tells of a failure, and the other does not."""
    pieces = [
        piece
        for clause in clauses
        if not clause.question
        for piece in clause.pieces
        if piece.negated or len(piece.stems | piece.digits) > 1 or not _BE.isdisjoint(piece.text.split())
    ]
    for one, other in pairwise(pieces):
        if one.mixed or other.mixed or max(len(one.stems), len(other.stems)) > _LONGEST:
            continue
        if one.negated != other.negated:
            plain, denied = (other, one) if one.negated else (one, other)
            ways = _DENIED | _JUDGED if plain.sign > 0 else _JUDGED if plain.sign < 0 else _DENIED
            yield _apart(plain, denied, ways) if plain.sign >= 0 else _apart(denied, plain, ways)
        elif (one.sign < 0) != (other.sign < 0) and (not one.negated or one.sign * other.sign < 0):
            yield _apart(other, one, _JUDGED) if one.sign < 0 else _apart(one, other, _JUDGED)


def _apart(one: Clause, other: Clause, ways: frozenset[str]) -> _Contrast:
    ones, others = one.stems | one.digits, other.stems | other.digits
    return _Contrast(ones - others, others - ones, ways)
