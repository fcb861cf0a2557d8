"""Does a statement deny what the thread affirms, or affirm what it denies? Clause against clause."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from draft_escalation.ground.affirmation import affirmation_of
from draft_escalation.ground.clauses import Clause
from draft_escalation.ground.likeness import best, lacks, on_topic, shared
from draft_escalation.ground.opposites import holds_opposite
from draft_escalation.ground.speech import CONDITIONS, means, speech
from draft_escalation.ground.stems import stem

_ABLE = frozenset({"can", "could", "able", "offer", "offers", "manage"})
_THREATS = frozenset({"or", "otherwise", "else", "unless", "until", "oder", "sonst", "sinon", "o"})
_WISHED = frozenset({"should", "expected", "want", "wants", "please", "if", "whether", "hope"})
_LIMITS = frozenset({"until"})
_FEW = 2


def turned(
    said: Sequence[Clause], cited: Sequence[Clause], near: Iterable[Clause], *, wish: bool
) -> list[tuple[str, str]]:
    """Gives (words, why) for each clause of a statement whose polarity the lines do not bear.

    `cited` are the clauses of the cited lines, `near` those around them. A `wish` tells what should be: there
    only a denial that stands nowhere counts.
    """
    found: list[tuple[str, str]] = []
    told = [clause for clause in cited if not clause.question]
    sure = [clause for clause in told if not clause.supposed]
    for clause in (piece for one in said for piece in (one.pieces if one.wish else [one])):
        if clause.question or clause.supposed:
            continue
        around = told
        if clause.negated or clause.verdict or clause.sign:
            around = [*told, *(one for one in near if not one.question)]
        if (why := None if _denies_shortly(clause) else _counted_otherwise(clause, sure)) or (
            why := _why(clause, told if clause.negated else sure, around, wish=wish or clause.wish)
        ):
            found.append((clause.text, why))
    return found


def _denies_shortly(clause: Clause) -> bool:
    """Whether it ends in its denial (`4.3 did not`), which may tell of success as well as of failure."""
    last = clause.text.split()[-1]
    return last in speech().negations and last not in {"none", "nothing"}


def _counted_otherwise(clause: Clause, told: Sequence[Clause]) -> str | None:
    """Whether the lines tell the opposite of what a piece tells of its first count."""
    for piece in (one for one in clause.pieces if one.sign and one.lead):
        alike = [part for one in told for part in one.pieces if piece.lead == part.lead and part.stems]
        signs = {sign for part in alike for sign in _signs(part)}
        if not piece.lacking and alike and signs == {-piece.sign}:
            return "tells another result of that count"
        if piece.negated and piece.sign < 0 and alike and not any(_denies(one) for one in told):
            return "denies of that count what the cited lines do not deny"
    return None


def _counted_alike(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether a piece tells of its count what the lines tell of it."""
    heard = {(part.lead, part.sign) for one in told for part in one.pieces if part.lead and part.sign}
    return any(piece.lead and (piece.lead, piece.sign) in heard for piece in clause.pieces)


def _why(clause: Clause, told: Sequence[Clause], around: Sequence[Clause], *, wish: bool) -> str | None:
    if clause.negated and clause.sign <= 0 and not _denied_anywhere(clause, told, around):
        return "denies what the cited lines do not deny"
    if clause.negated and not wish and _denies_the_told(clause, told, around):
        return "denies what the cited lines affirm"
    if wish:
        return affirmation_of(clause, [one for one in told if one.forbids or _unwished(clause, one)])
    if clause.negated and clause.sign < 0:
        return _denial_of(clause, told, around)
    if clause.negated:
        return _result_of(clause, told, around)
    return affirmation_of(clause, told) or _result_of(clause, told, around)


def _unwished(clause: Clause, other: Clause) -> bool:
    """Whether one wants or needs what the other tells not to be wanted or needed."""
    wished = {stem(one) for one in clause.text.split() if means(one, "wishes")}
    return other.negated and bool(wished & other.denied) and len(other.targets & clause.stems) > 1


def _denial_of(clause: Clause, told: Sequence[Clause], around: Sequence[Clause]) -> str | None:
    """A denial needs a clause like it that denies or fails as well.

    `from mobile without wifi` is one of what goes along only: it is against `from mobile with wifi`.
    """
    if any(one.negated and clause.targets & one.targets for one in around):
        return None
    if any(_denies_the_rest(one) for one in told):
        return None
    likest = best(clause, around)
    if not likest or any(one.negated or one.sign < 0 for one in likest):
        return None
    denied = clause.targets or clause.stems
    if speech().negations.intersection(clause.text.split()) == {"without"}:
        likest = [one for one in likest if "with" in one.text.split()]
    if any(denied & one.stems and one.stems - denied and not lacks(one, clause.targets) for one in likest):
        return "denies what the thread affirms"
    return None


def _denied_anywhere(clause: Clause, told: Iterable[Clause], around: Iterable[Clause]) -> bool:
    """Whether a cited line denies something, or one around that says little or speaks of the same.

    `call him if it is not solved` also stands in `solve it, or I call him`.
    """
    if _is_conditional(clause) and any(not _THREATS.isdisjoint(one.text.split()) for one in told):
        return True
    if _denies_shortly(clause) and any(
        one.sign > 0 and (clause.digits & one.digits or shared(clause, one)) for one in told
    ):
        return True
    return any(_denies(one) or holds_opposite(clause, one) for one in told) or any(
        _denies(one) and (len(one.stems) <= _FEW or shared(clause, one)) for one in around
    )


def _denies_the_told(clause: Clause, told: Sequence[Clause], around: Iterable[Clause]) -> bool:
    """Whether the cited lines affirm the very word that it denies, and nothing like it is denied."""
    denied, said = clause.denied, clause.text.split()
    if not denied or clause.wish or clause.sign > 0 or said[-1] in speech().negations or "without" in said:
        return False
    if "longer" in said and any(_lasts(denied, one) for one in told):
        return True
    limits = frozenset(map(stem, _LIMITS.intersection(said))) | denied
    if any(one.negated and denied & one.stems for one in around) or any(
        (one.negated or one.sign < 0 or lacks(one, denied, limits))
        and (len(one.stems) <= _FEW or shared(clause, one))
        for one in told
    ):
        return False
    success = any(means(word, "success") and stem(word) in denied for word in said)
    return any(
        (denied & one.stems or (success and one.sign > 0 and clause.lead in {"", one.lead}))
        and _WISHED.isdisjoint(one.text.split())
        and shared(clause, one) + len(clause.digits & one.digits) > 1
        for one in told
    )


def _lasts(stems: frozenset[str], clause: Clause) -> bool:
    """Whether it tells that something still holds: `still locked`."""
    return any(one == "still" and stem(other) in stems for one, other in pairwise(clause.text.split()))


def _is_conditional(clause: Clause) -> bool:
    """Whether its denial stands behind an `if`."""
    said = clause.text.split()
    return any(word in CONDITIONS for word in said[1:])


def _denies_the_rest(clause: Clause) -> bool:
    """Whether it is short for a denial of what went before: `but it did not`, not `will not pay`."""
    if not clause.negated or clause.sign >= 0 or len(clause.stems) > _FEW:
        return False
    return clause.text.split()[0] not in speech().auxiliaries or not clause.targets


def _result_of(clause: Clause, told: Sequence[Clause], around: Sequence[Clause]) -> str | None:
    """A result (works, fails) must be told by the cited lines, or by those around where they tell of none."""
    if not clause.sign or clause.text in speech().spared or (clause.lacking and clause.sign > 0):
        return None
    if _counted_alike(clause, told) or (
        clause.sign > 0
        and any(_is_able(one) and ("possible" in clause.text or shared(clause, one)) for one in told)
    ):
        return None
    if _only_one_hit(clause) and any(one.sign > 0 for one in told):
        return None
    if clause.negated and any(one.negated and len(one.stems) <= _FEW and shared(clause, one) for one in told):
        return None
    pieces = [piece for one in told for piece in one.pieces]
    if _against_topic(clause, pieces):
        return "tells another result than the thread"
    likest = best(clause, pieces)
    if not any(one.sign for one in likest):
        likest = best(clause, told) or best(clause, pieces, by=on_topic)
    words = frozenset(map(stem, _LIMITS.intersection(clause.text.split())))
    rest = [told, around] if clause.verdict else [] if likest and clause.sign > 0 else [told]
    for heard in (likest, *rest):
        signs = {sign for one in heard for sign in _signs(one) if sign}
        if clause.sign < 0 and any(lacks(one, clause.stems, words) for one in heard):
            return None
        if signs:
            piece = None if clause.sign in signs else _signed(clause)
            alike = clause.sign in signs or (piece is not None and not _result_of(piece, told, around))
            return None if alike else "tells another result than the thread"
    return "tells a result that the cited lines do not tell" if clause.verdict else None


def _signed(clause: Clause) -> Clause | None:
    """The one piece of several that tells of a result, and says what it speaks of."""
    signed = [piece for piece in clause.pieces if piece.sign and piece is not clause]
    return signed[0] if len(signed) == 1 and len(signed[0].stems) > 1 else None


def _against_topic(clause: Clause, pieces: Sequence[Clause]) -> bool:
    """Whether all that the lines tell of a plain result's topic (`billing is wrong`) is the other one."""
    if clause.negated or clause.lacking or clause.digits or clause.topic == clause.stems:
        return False
    if clause.text.split()[0] in speech().splits:
        return False
    heard = [one for one in pieces if one.sign and clause.topic <= one.stems]
    return bool(heard) and all(_signs(one) == (-clause.sign,) and not one.lacking for one in heard)


def _signs(clause: Clause) -> tuple[int, ...]:
    """The results that a clause tells: both where something worked before and fails now."""
    if clause.mixed:
        return (-1, 1)
    return (1,) if not clause.sign and _is_able(clause) else (clause.sign,)


def _is_able(clause: Clause) -> bool:
    """Whether it tells what somebody can do."""
    return not clause.negated and not _ABLE.isdisjoint(clause.text.split())


def _only_one_hit(clause: Clause) -> bool:
    """Whether it tells that something alone is affected, which others being well bears."""
    said = clause.text.split()
    return "," not in said and said[0] == "only" and not speech().spared.isdisjoint(said)


def _denies(clause: Clause) -> bool:
    return clause.negated or clause.lacking or clause.sign < 0
