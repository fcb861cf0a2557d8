"""Does a statement affirm what the thread denies? The denied word itself, and nothing that speaks for it."""

import re
from collections.abc import Sequence

from draft_escalation.ground.clauses import Clause
from draft_escalation.ground.likeness import best, lacks, shared
from draft_escalation.ground.speech import speech
from draft_escalation.ground.stems import stem

_IS_NOT_AT = re.compile(r"\b(?:is|are|was|were) not (in|on|at|among|part)\b")
_BEING = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "appears",
        "appear",
        "stands",
        "stand",
        "shows",
        "contains",
        "has",
        "includes",
    }
    | {"covers"}
)
_LASTING = frozenset(
    map(stem, ("minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"))
)
_ASKED = re.compile(
    r"\b(?:asked|asks|asking|requested|requests|wished|begged) (?:for|to)\b"
    r"|\b(?:request(?:s|ed)?|suggested|tried)\b"
)
_CHECKED = re.compile(
    r"\b(?:check|verify|ensure|sure)(?: (?:that|if|you|there|they|it))? ?"
    r"(?:don't|doesn't|isn't|aren't|(?:do|does|is|are|have) (?:not?)|no)\b"
)
_ABOUT = frozenset({"about", "against", "for", "of", "on", "with"})
_FEW = 2
_SMALL = 5


def affirmation_of(clause: Clause, told: Sequence[Clause]) -> str | None:
    """What the thread denies must not be affirmed."""
    words = frozenset(clause.text.split())
    if clause.negated or not speech().negations.isdisjoint(words):
        return None
    if clause.sign < 0 and speech().spared.isdisjoint(words):
        return None
    asked = _ASKED.search(clause.text) is not None
    told = [one for one in told if one.forbids] if asked else told
    for piece in (
        one for one in clause.pieces if not one.stems <= _LASTING and not _only_places(one, clause)
    ):
        likest = best(piece, told)
        denied = [
            one
            for one in likest
            if one.negated and _meets_denied(piece, one) and (one.sign < 0 or piece.sign <= 0)
        ]
        denied += [
            one
            for one in told
            if _meets_denied(piece, one) and len(one.stems - piece.stems) * 4 <= len(one.stems)
        ]
        denied += _alone(piece, told)
        for one in denied:
            at_stake = one.targets & piece.stems
            affirmed = any(
                not other.negated and at_stake & other.stems and shared(piece, other) >= shared(piece, one)
                for other in told
            )
            if (
                not affirmed
                and not _names_only(piece, one)
                and not _beside_the_denial(piece, one)
                and not _mentions(piece, one)
                and not _CHECKED.search(one.text)
                and not _other_way(piece, one)
                and not lacks(piece, one.targets, one.stems)
            ):
                return "affirms what the thread denies"
    return None


def _alone(piece: Clause, told: Sequence[Clause]) -> list[Clause]:
    """The denial of a word of the piece where no other clause speaks of the same."""
    heard = [one for one in told if shared(piece, one)]
    if len(heard) != 1 or len(piece.stems) > _SMALL or piece.lacking:
        return []
    return [one for one in heard if one.negated and one.sign < 0 and one.denied & piece.stems]


def _only_places(piece: Clause, clause: Clause) -> bool:
    """Whether it only tells where or when the rest of its clause holds."""
    return (piece is not clause or piece.text.endswith(",")) and piece.text.split()[0] in speech().placing


def _meets_denied(piece: Clause, other: Clause) -> bool:
    """Whether it has the word that the other denies, or most of those behind it, or of a short clause."""
    behind = other.targets & piece.stems
    if other.denied & piece.stems or len(behind) >= _FEW:
        return True
    return bool(behind) and shared(piece, other) == _FEW and len(other.stems) <= 2 * _FEW


def _mentions(piece: Clause, other: Clause) -> bool:
    """Whether it only speaks of the doing that is denied: `rolling back`, `on checking by hand`."""
    said = piece.text.split()
    doings = {
        stem(word)
        for before, word in zip(("", *said), said, strict=False)
        if word.endswith("ing") and (not before or before in _ABOUT)
    }
    return bool(doings & other.stems) and other.denied & piece.stems <= doings


def _other_way(piece: Clause, other: Clause) -> bool:
    """Whether it tells in other words what the other denies: `logged out`, `not logged in`."""
    ours, theirs = set(piece.text.split()), set(other.text.split())
    return any(one in ours and not_one in theirs for one, not_one in (("out", "in"), ("off", "on")))


def _names_only(piece: Clause, denied: Clause) -> bool:
    """Whether it merely names what is told not to be somewhere: a step or a list, which has no such verb."""
    place = _IS_NOT_AT.search(denied.text)
    return place is not None and not {*_BEING, place[1]} & set(piece.text.split())


def _beside_the_denial(piece: Clause, other: Clause) -> bool:
    """Whether it speaks as well of what stands beside the denial, behind a comma."""
    parts = other.pieces
    if len(parts) == 1:
        return False
    denied = frozenset().union(*(part.stems for part in parts if part.negated))
    rest = frozenset().union(*(part.stems for part in parts if not part.negated))
    beside = (rest - denied) & piece.stems
    return bool(beside) and (not denied <= piece.stems or len(beside) > max(len(denied), _FEW))
