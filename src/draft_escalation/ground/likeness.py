"""How far clauses speak of the same thing."""

from collections.abc import Callable, Iterable

from draft_escalation.ground.clauses import Clause
from draft_escalation.ground.speech import means
from draft_escalation.ground.stems import stem

_ALIKE = 0.5
_BESIDE = 5
_DIGIT = 0.1
_MANY = 2


def best(
    clause: Clause, others: Iterable[Clause], by: Callable[[Clause], frozenset[str]] | None = None
) -> list[Clause]:
    """The clauses most like it, if they are like it at all."""
    scored = [
        (score, one)
        for one in others
        if (score := _likeness(clause, one, by)) >= _ALIKE or shared(clause, one) > _MANY
    ]
    top = max((score for score, _ in scored), default=0)
    return [one for score, one in scored if score >= top * 0.8]


def shared(one: Clause, other: Clause) -> int:
    """Gives how many content words two clauses share."""
    return len(one.stems & other.stems)


def on_topic(clause: Clause) -> frozenset[str]:
    """Gives what a clause is about."""
    return clause.topic


def _likeness(one: Clause, other: Clause, by: Callable[[Clause], frozenset[str]] | None) -> float:
    """The share of the statement's content words that the line's clause has too."""
    stems = by(one) if by else one.stems
    likeness = len(stems & other.stems) / len(stems) if stems else 0.0
    return likeness if by else likeness + _DIGIT * len(one.digits & other.digits) if likeness else 0.0


def lacks(clause: Clause, stems: frozenset[str], shared_stems: frozenset[str] = frozenset()) -> bool:
    """Whether a word that may deny stands close to one of the stems, with no comma between.

    A word that the other text has too, among its `shared_stems`, tells nothing.
    """
    return any(
        stem(token) in stems
        for said in map(str.split, clause.text.split(" , "))
        for at, lacking in enumerate(said)
        if means(lacking, "lacking") and stem(lacking) not in shared_stems
        for token in (*said[max(at - _BESIDE, 0) : at], *said[at + 1 : at + 1 + _BESIDE])
    )
