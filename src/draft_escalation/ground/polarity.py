"""Does a statement deny what the thread affirms, or affirm what it denies? Clause against clause."""

import re
from collections.abc import Callable, Iterable, Sequence

from draft_escalation.ground.opposites import holds_opposite
from draft_escalation.ground.speech import CONDITIONS, Clause, means, speech, stem

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
        "covers",
    }
)
_ABLE = frozenset({"can", "could", "able", "offer", "offers", "manage"})
_THREATS = frozenset({"or", "otherwise", "else", "unless", "until", "oder", "sonst", "sinon", "o"})
_LASTING = frozenset(
    map(stem, ("minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"))
)
_ASKED = re.compile(
    r"\b(?:asked|asks|asking|suggested|requested|requests|wished|begged) (?:for|to)\b|\b(?:request(?:s|ed)?|tried)\b"
)
_CHECKED = re.compile(
    r"\b(?:check|verify|ensure|sure)(?: (?:that|if|you|there|they|it))? ?"
    r"(?:don't|doesn't|isn't|aren't|(?:do|does|is|are|have) (?:not?)|no)\b"
)
_ABOUT = frozenset({"about", "against", "for", "of", "on", "with"})
_ALIKE = 0.5
_BESIDE = 5
_DIGIT = 0.1
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
        if (why := _counted_otherwise(clause, sure)) or (
            why := _why(clause, told if clause.negated else sure, around, wish=wish or clause.wish)
        ):
            found.append((clause.text, why))
    return found


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
    if wish:
        return _affirmation_of(clause, [one for one in told if one.forbids])
    if clause.negated and clause.sign < 0:
        return _denial_of(clause, told, around)
    if clause.negated:
        return _result_of(clause, told, around)
    return _affirmation_of(clause, told) or _result_of(clause, told, around)


def _denial_of(clause: Clause, told: Sequence[Clause], around: Sequence[Clause]) -> str | None:
    """A denial needs a clause like it that denies or fails as well."""
    if any(one.negated and clause.targets & one.targets for one in around):
        return None
    if any(_denies_the_rest(one) for one in told):
        return None
    best = _best(clause, around)
    if not best or any(one.negated or one.sign < 0 for one in best):
        return None
    denied = clause.targets or clause.stems
    if any(denied & one.stems and one.stems - denied and not _lacks(one, clause.targets) for one in best):
        return "denies what the thread affirms"
    return None


def _denied_anywhere(clause: Clause, told: Iterable[Clause], around: Iterable[Clause]) -> bool:
    """Whether a cited line denies something, or one around that says little or speaks of the same.

    `call him if it is not solved` also stands in `solve it, or I call him`.
    """
    if _is_conditional(clause) and any(not _THREATS.isdisjoint(one.text.split()) for one in told):
        return True
    return any(_denies(one) or holds_opposite(clause, one) for one in told) or any(
        _denies(one) and (len(one.stems) <= _FEW or _shared(clause, one)) for one in around
    )


def _is_conditional(clause: Clause) -> bool:
    """Whether its denial stands behind an `if`."""
    said = clause.text.split()
    return any(word in CONDITIONS for word in said[1:])


def _denies_the_rest(clause: Clause) -> bool:
    """Whether it is short for a denial of what went before: `but it did not`, not `will not pay`."""
    if not clause.negated or clause.sign >= 0 or len(clause.stems) > _FEW:
        return False
    return clause.text.split()[0] not in speech().auxiliaries or not clause.targets


def _affirmation_of(clause: Clause, told: Sequence[Clause]) -> str | None:
    """What the thread denies must not be affirmed."""
    if clause.sign < 0 or clause.negated or not speech().negations.isdisjoint(clause.text.split()):
        return None
    asked = _ASKED.search(clause.text) is not None
    told = [one for one in told if one.forbids] if asked else told
    for piece in (
        one for one in clause.pieces if not one.stems <= _LASTING and not _only_places(one, clause)
    ):
        best = _best(piece, told)
        denied = [
            one
            for one in best
            if one.negated and _meets_denied(piece, one) and (one.sign < 0 or piece.sign <= 0)
        ]
        denied += [
            one
            for one in told
            if _meets_denied(piece, one) and len(one.stems - piece.stems) * 4 <= len(one.stems)
        ]
        for one in denied:
            at_stake = one.targets & piece.stems
            affirmed = any(
                not other.negated and at_stake & other.stems and _shared(piece, other) >= _shared(piece, one)
                for other in told
            )
            if (
                not affirmed
                and not _names_only(piece, one)
                and not _beside_the_denial(piece, one)
                and not _mentions(piece, one)
                and not _CHECKED.search(one.text)
                and not _other_way(piece, one)
                and not _lacks(piece, one.targets)
            ):
                return "affirms what the thread denies"
    return None


def _only_places(piece: Clause, clause: Clause) -> bool:
    """Whether it only tells where or when the rest of its clause holds."""
    return (piece is not clause or piece.text.endswith(",")) and piece.text.split()[0] in speech().placing


def _meets_denied(piece: Clause, other: Clause) -> bool:
    """Whether it has the word that the other denies, or most of those behind it, or of a short clause."""
    behind = other.targets & piece.stems
    if other.denied & piece.stems or len(behind) >= _FEW:
        return True
    return bool(behind) and _shared(piece, other) == _FEW and len(other.stems) <= 2 * _FEW


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


def _result_of(clause: Clause, told: Sequence[Clause], around: Sequence[Clause]) -> str | None:
    """A result (works, fails) must be told by the cited lines, or by those around where they tell of none."""
    if not clause.sign or clause.text in speech().spared or (clause.lacking and clause.sign > 0):
        return None
    if _counted_alike(clause, told) or (
        clause.sign > 0
        and any(_is_able(one) and ("possible" in clause.text or _shared(clause, one)) for one in told)
    ):
        return None
    if _only_one_hit(clause) and any(one.sign > 0 for one in told):
        return None
    if clause.negated and any(
        one.negated and len(one.stems) <= _FEW and _shared(clause, one) for one in told
    ):
        return None
    pieces = [piece for one in told for piece in one.pieces]
    best = _best(clause, pieces)
    if not any(one.sign for one in best):
        best = _best(clause, told) or _best(clause, pieces, by=_on_topic)
    rest = [told, around] if clause.verdict else [] if best and clause.sign > 0 else [told]
    for heard in (best, *rest):
        signs = {sign for one in heard for sign in _signs(one) if sign}
        if clause.sign < 0 and any(_lacks(one, clause.stems) for one in heard):
            return None
        if signs:
            return None if clause.sign in signs else "tells another result than the thread"
    return "tells a result that the cited lines do not tell" if clause.verdict else None


def _signs(clause: Clause) -> tuple[int, ...]:
    """The results that a clause tells: both where something worked before and fails now."""
    return (-1, 1) if clause.mixed else (clause.sign,)


def _is_able(clause: Clause) -> bool:
    """Whether it tells what somebody can do."""
    return not clause.negated and not _ABLE.isdisjoint(clause.text.split())


def _only_one_hit(clause: Clause) -> bool:
    """Whether it tells that something alone is affected, which others being well bears."""
    said = clause.text.split()
    return "," not in said and said[0] == "only" and not speech().spared.isdisjoint(said)


def _best(
    clause: Clause, others: Iterable[Clause], by: Callable[[Clause], frozenset[str]] | None = None
) -> list[Clause]:
    """The clauses most like it, if they are like it at all."""
    scored = [
        (score, one)
        for one in others
        if (score := _likeness(clause, one, by)) >= _ALIKE or _shared(clause, one) > _FEW
    ]
    top = max((score for score, _ in scored), default=0)
    return [one for score, one in scored if score >= top * 0.8]


def _shared(one: Clause, other: Clause) -> int:
    return len(one.stems & other.stems)


def _on_topic(clause: Clause) -> frozenset[str]:
    return clause.topic


def _likeness(one: Clause, other: Clause, by: Callable[[Clause], frozenset[str]] | None) -> float:
    """The share of the statement's content words that the line's clause has too."""
    stems = by(one) if by else one.stems
    likeness = len(stems & other.stems) / len(stems) if stems else 0.0
    return likeness if by else likeness + _DIGIT * len(one.digits & other.digits) if likeness else 0.0


def _lacks(clause: Clause, stems: frozenset[str]) -> bool:
    """Whether a word that may deny stands close to one of the stems, with no comma between."""
    return any(
        stem(token) in stems
        for said in map(str.split, clause.text.split(" , "))
        for at, lacking in enumerate(said)
        if means(lacking, "lacking")
        for token in (*said[max(at - _BESIDE, 0) : at], *said[at + 1 : at + 1 + _BESIDE])
    )


def _denies(clause: Clause) -> bool:
    return clause.negated or clause.lacking or clause.sign < 0
