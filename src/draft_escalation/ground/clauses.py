"""Text as clauses of stems: which of them are negated, and whether a clause tells of success or failure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise, takewhile

from draft_escalation.ground.sign import sign_of
from draft_escalation.ground.speech import CONDITIONS, means, plainly, speech
from draft_escalation.ground.stems import is_content, stem, tokens
from draft_escalation.ground.words import words

_HARD_MARKS = frozenset(".!?;:[]→|\n–—")
_FORBIDDING = frozenset({"do", "don't", "dont", "never", "please", "bitte"})
_HAVING = frozenset({"have", "has", "had", "having", "seems", "seem", "appears", "appear", "going"})
_AHEAD = 12
_DENIALS = (["not"], ["never"])
_BE = frozenset({"is", "are", "was", "were"})
_TEN = 10
_CODES = frozenset("bcdefghjklmnopqrstuvwxyz") | {"error", "code", "version", "err"}
"""What stands before a number that counts nothing: the letter of a code, or what it is the number of."""


@dataclass(frozen=True)
class Clause:
    """A stretch with one assertion.

    `stems` are its content words, `digits` its numbers; `targets` those that a negation in it bears on,
    `denied` the first of each, which it denies for sure; `sign` is -1 where it denies or tells of failure,
    1 where it tells of success, 0 where it does neither; `mixed` where it tells of both. `negated` says
    whether a negation word stands in it, `lacking` whether a word does that may deny, `verdict` whether it
    claims that something works or is solved, `wish` whether it tells what should be, `question` whether it
    asks, `supposed` whether it supposes, `forbids` whether it asks not to do something.
    """

    text: str
    stems: frozenset[str]
    digits: frozenset[str]
    targets: frozenset[str]
    sign: int
    negated: bool
    lacking: bool
    verdict: bool
    wish: bool
    question: bool
    forbids: bool = False
    supposed: bool = False
    denied: frozenset[str] = frozenset()
    mixed: bool = False

    @cached_property
    def lead(self) -> str:
        """The first number of the clause in digits, "" where it has none, or that of a code (E-12)."""
        said = self.text.split()
        coded = any(one[:1].isdigit() and before in _CODES for before, one in pairwise(said))
        return "" if coded else next(_counts(said), "")

    @cached_property
    def topic(self) -> frozenset[str]:
        """The content words that tell of no result: what the clause is about."""
        said = self.text.split()
        results = {stem(one) for one in said if means(one, "failure") or means(one, "success")}
        return self.stems - results or self.stems

    @cached_property
    def pieces(self) -> list["Clause"]:
        """The clause between its commas; itself where it has none."""
        parts = self.text.split(" , ")
        return [self] if len(parts) == 1 else [_clause(part.split()) for part in parts if part.strip()]


def clauses(text: str) -> list[Clause]:
    """Gives the clauses of a text that say something."""
    parts: list[list[str]] = [[]]
    for said in tokens(plainly(text)):
        if said in _HARD_MARKS:
            if said == "?" and parts[-1]:
                parts[-1].append(said)
            parts.append([])
        elif said in speech().splits:
            parts.append([said])
        else:
            parts[-1].append(said)
    return [_clause(piece) for part in parts if part for piece in _unjoin(part)]


def _unjoin(part: list[str]) -> list[list[str]]:
    """Splits at commas and "and" before a negation, and where both sides tell of failure or success."""
    turning = [at for at, said in enumerate(part) if _turns(said)]
    last, start, seen = turning[-1] if turning else 0, 0, False
    pieces: list[list[str]] = []
    for at, said in enumerate(part[:last]):
        if (said == "," or said in speech().joints) and at > start:
            if seen or _opens_denied(part[at + 1 :]) or (said == "," and _denies_alone(part[at + 1 :])):
                pieces.append(part[start:at])
                start, seen = at + 1, False
        elif _turns(said):
            seen = True
    return [*pieces, part[start:]]


def _opens_denied(rest: list[str]) -> bool:
    """Whether what follows opens with its denial: `never …`, `will not …`."""
    return (
        rest[0] in speech().negations
        or (rest[0] in speech().auxiliaries and rest[1:2] in _DENIALS)
        or (rest[0] in _BE and rest[1:2] == ["no"])
    )


def _denies_alone(rest: list[str]) -> bool:
    """Whether what follows up to a comma ends in its denial: `the others do not`."""
    piece = list(islice(takewhile(lambda said: said != ",", rest), _AHEAD))
    return len(piece) > 1 and piece[-1] in speech().negations


def _turns(said: str) -> bool:
    return said == "through" or said in speech().negations or means(said, "failure") or means(said, "success")


def _clause(part: list[str]) -> Clause:
    sign, negated, targets, denied, mixed = sign_of(part)
    return Clause(
        text=" ".join(part),
        stems=frozenset(stem(said) for said in part if is_content(said) and said not in speech().negations),
        digits=frozenset(_counts(part)),
        targets=frozenset(targets),
        sign=sign,
        negated=negated,
        lacking=any(means(said, "lacking") for said in part),
        verdict=any(means(said, "verdict") for said in part),
        wish=any(means(said, "wishes") for said in part) or _to_be(part),
        question="?" in part,
        supposed=part[0] in CONDITIONS,
        denied=frozenset(denied),
        mixed=mixed,
        forbids=negated and (part[0] in _FORBIDDING or "please" in part[:3]),
    )


def _counts(part: list[str]) -> Iterator[str]:
    """The numbers of a clause in digits: `1,306` → `1306`, `thirty four` → `34`."""
    table, ten = words().numbers, 0
    for said, after in zip(part, (*part[1:], ""), strict=True):
        if said[0].isdigit():
            yield said.replace(",", "")
        elif said in table and table[said] >= 2 * _TEN and 0 < table.get(after, 0) < _TEN:
            ten = table[said]
        elif said in table:
            yield str(ten + table[said])
            ten = 0


def _to_be(part: list[str]) -> bool:
    """Whether something is to be: not where it has to be, or seems to be."""
    return any(
        pair == ("to", "be") and part[at - 1] not in _HAVING for at, pair in enumerate(pairwise(part)) if at
    )
