"""Text as clauses of stems: which of them are negated, and whether a clause tells of success or failure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice, pairwise, takewhile

from draft_escalation.ground.words import words
from draft_escalation.tables import Record, read_table

_TOKEN = re.compile(r"[^\W_]+(?:[.:,@/][^\W_]+){0,20}(?:['’][^\W_]{1,3})?|[.!?;:,()\[\]→|\n–—]")
_HARD_MARKS = frozenset(".!?;:[]→|\n–—")
_EVEN = str.maketrans({"’": "'", "(": ",", ")": ","})
_UNEVEN = frozenset("’()")
_SUFFIX = re.compile(r"(?:ables?|ings?|edly|ed|es|s|ly|ions?|ation|ated|ating|ment|er|e|en|t)$")
_FORBIDDING = frozenset({"do", "don't", "dont", "never", "please", "bitte"})
_ARTICLES = frozenset({"the", "a", "an", "our", "their", "this", "that"})
_BUSY = frozenset({"on", "at", "from", "by"})
CONDITIONS = frozenset({"if", "unless", "falls", "wenn", "si"})
_SUBJECTS = (["we"], ["i"], ["they"], ["it"], ["he"], ["she"], ["you"])
_SOLVED = frozenset({"solved", "fixed", "resolved", "cured", "gelöst", "behoben", "résolu", "resuelto"})
_DEFECTIVE = frozenset({"broken", "corrupt", "faulty", "lost", "missing", "wrong"})
_LOGS = frozenset({"log", "logs", "logfile", "logging"})
_LEAVING = frozenset({"gone", "disappeared", "disappears", "vanished", "vanishes"})
_OFFLINE_KINDS = frozenset({"mode", "access", "copy", "use", "version", "sync", "maps", "reader"})
_GOING = frozenset({"go", "goes", "going", "went", "gone", "came", "get", "gets", "got"})
_OBJECTS = (["it"], ["this"], ["that"])
_HAVING = frozenset({"have", "has", "had", "having", "seems", "seem", "appears", "appear", "going"})
_AHEAD = 12
_DUE = frozenset({"date", "deadline", "price", "slot", "term", "time"})
_BE = frozenset({"is", "are", "was", "were", "also", "there's"})
_DENIALS = (["not"], ["never"])
_SCOPE = 3
_TARGETS = 3
_STEM = 4
_TEN = 10


class SpeechWords(Record):
    """The word lists of speech.toml; a trailing `*` stands for any ending."""

    negations: frozenset[str]
    not_negating: frozenset[str]
    failure: tuple[str, ...]
    lacking: tuple[str, ...]
    success: tuple[str, ...]
    verdict: tuple[str, ...]
    spared: frozenset[str]
    same: frozenset[str]
    having: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    wishes: tuple[str, ...]
    hedges: tuple[str, ...]
    saying: tuple[str, ...]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    placing: frozenset[str]
    faults: frozenset[str]
    splits: frozenset[str]
    joints: frozenset[str]
    stopwords: frozenset[str]


_CODES = frozenset("bcdefghjklmnopqrstuvwxyz") | {"error", "code", "version", "err"}
"""What stands before a number that counts nothing: the letter of a code, or what it is the number of."""


@dataclass(frozen=True)
class Clause:
    """A stretch with one assertion.

    `stems` are its content words, `digits` its numbers; `targets` those that a negation in it bears
    on, `denied` the first of each, which it denies for sure; `sign` is -1 where it denies or
    tells of failure, 1 where it tells of success, 0 where it does neither; `mixed` where it tells
    of both. `negated` says whether a
    negation word
    stands in it, `lacking` whether a word does that may deny, `verdict` whether it claims that
    something works or is solved, `wish` whether it tells what
    should be, `question` whether it asks, `supposed` whether it supposes,
    `forbids` whether it asks not to do something.
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


@cache
def speech() -> SpeechWords:
    """The table of speech.toml."""
    return read_table(__package__, "speech.toml", SpeechWords)


@cache
def _listed(group: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of a list as they stand, and the beginnings that any ending may follow."""
    listed: tuple[str, ...] = getattr(speech(), group)
    return frozenset(listed), tuple(word[:-1] for word in listed if word.endswith("*"))


@lru_cache(maxsize=20_000)
def means(word: str, group: str) -> bool:
    """Whether a lower-case word belongs to a list of speech.toml."""
    whole, beginnings = _listed(group)
    return word in whole or (word.startswith(beginnings) and word.isalnum())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A rough stem: `exports`, `exporting`, `exported` → `export`."""
    word = re.sub(r"['’]\w{0,3}$", "", word.lower())
    for _ in range(2):
        shorter = _SUFFIX.sub("", word)
        if len(shorter) < _STEM:
            word = _short_stem(word, shorter)
            break
        word = shorter[:-1] if len(shorter) > _STEM and shorter[-1] == shorter[-2] else shorter
    return word


def _short_stem(word: str, shorter: str) -> str:
    """`moved`, `moves`, `moving` → `move`."""
    if len(shorter) != _STEM - 1 or not word.endswith(("ed", "es", "ing")):
        return word
    return shorter if shorter[-1] == shorter[-2] else f"{shorter}e"


def tokens(text: str) -> list[str]:
    """Lower-case words and the marks that part clauses."""
    said = _TOKEN.findall(text.lower())
    return said if _UNEVEN.isdisjoint(text) else [one.translate(_EVEN) for one in said]


def content(text: str) -> frozenset[str]:
    """The stems of a text's content words, numbers left out."""
    return frozenset(stem(said) for said in tokens(text) if is_content(said))


def is_content(said: str) -> bool:
    """Whether a token is a word that carries meaning."""
    return (
        said[0].isalpha() and len(said) > 1 and said not in speech().stopwords and said not in words().numbers
    )


def clauses(text: str) -> list[Clause]:
    """Gives the clauses of a text that say something."""
    parts: list[list[str]] = [[]]
    for said in tokens(text):
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
    return rest[0] in speech().negations or (rest[0] in speech().auxiliaries and rest[1:2] in _DENIALS)


def _denies_alone(rest: list[str]) -> bool:
    """Whether what follows up to a comma ends in its denial: `the others do not`."""
    piece = list(islice(takewhile(lambda said: said != ",", rest), _AHEAD))
    return len(piece) > 1 and piece[-1] in speech().negations


def _turns(said: str) -> bool:
    return said == "through" or said in speech().negations or means(said, "failure") or means(said, "success")


def _clause(part: list[str]) -> Clause:
    sign, negated, targets, denied, mixed = _sign(part)
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


def _scope(rest: list[str], *, to_place: bool) -> list[str]:
    """What a negation bears on: up to a comma, or to an "and" with a subject of its own.

    With `to_place` up to where or when as well: `no results | in the report`.
    """
    ends = (
        at
        for at, said in enumerate(rest)
        if said == ","
        or (to_place and at and said in speech().placing)
        or (said == "and" and rest[at + 1 : at + 2] in _SUBJECTS)
    )
    return rest[: next(ends, len(rest))]


def _to_be(part: list[str]) -> bool:
    """Whether something is to be: not where it has to be, or seems to be."""
    return any(
        pair == ("to", "be") and part[at - 1] not in _HAVING for at, pair in enumerate(pairwise(part)) if at
    )


def _sign(part: list[str]) -> tuple[int, bool, list[str], list[str], bool]:
    """Each negation turns the next word of failure or success close by, or stands as a denial itself."""
    signs: list[int] = []
    targets: list[str] = []
    denied: list[str] = []
    negated, pending = False, 0
    for at, said in enumerate(part):
        if said in speech().negations and not _idle(part, at):
            signs += [-1] * (pending > 0)
            negated, pending = True, 1 if _gerund(part[at + 1 : at + 2]) else _SCOPE
            bears_on = (
                []
                if _nothing_there(part, at)
                else _scope(part[at + 1 : at + _AHEAD], to_place=said in speech().determiners)
            )
            borne_on = [stem(word) for word in bears_on if is_content(word) and word != "longer"][:_TARGETS]
            targets += borne_on
            denied += borne_on[:1]
            continue
        turn = _turn(part, at) or (-1 if said in speech().spared and (pending or part[at - 1] in _BE) else 0)
        if turn:
            signs.append(-turn if pending > 0 else turn)
            pending = 0
        elif pending and is_content(said):
            pending -= 1
            signs += [-1] * (pending == 0)
    signs += [-1] * (pending > 0)
    if not negated and _solved(part):
        signs = [1]
    if not signs and "everything" in part and not speech().having.isdisjoint(part):
        signs = [1]
    if (part[-1] in {"not", "none"} or part[-1].endswith("n't")) and not targets:
        targets = [
            stem(word) for word in part[-_AHEAD:] if is_content(word) and word not in speech().negations
        ]
    return (min(signs, default=0), negated, targets, denied or targets, {-1, 1} <= set(signs))


def _nothing_there(part: list[str], at: int) -> bool:
    """Whether it only tells that a place is empty: `nothing at the end of the list`."""
    if part[at] != "nothing" or _BE.isdisjoint(part[max(at - 1, 0) : at]):
        return False
    return not speech().placing.isdisjoint(part[at + 1 : at + 2])


def _gerund(following: list[str]) -> bool:
    """Whether a denial bears on a doing alone: `not extending is refused`."""
    return any(word.endswith("ing") for word in following)


def _solved(part: list[str]) -> bool:
    """Whether a fault is told to be solved, and no other failure: `problem solved`."""
    failing = [said for said in part if means(said, "failure")]
    if _SOLVED.isdisjoint(part):
        return False
    return bool(failing) and (speech().faults | {part[0]} & _DEFECTIVE).issuperset(failing)


def _turn(part: list[str], at: int) -> int:
    said = part[at]
    if said == "fixed" and not _DUE.isdisjoint(part[max(at - 3, 0) : at]):
        return 0
    if said == "same":
        return -1 if at + 1 == len(part) or part[at + 1] in speech().same else 0
    if means(said, "success"):
        noun = at > 0 and part[at - 1] in _ARTICLES
        return 0 if noun or _at_work(part, at) else 1
    if said == "through" and at and part[at - 1] in _GOING:
        return 1
    if said == "offline" and not _OFFLINE_KINDS.isdisjoint(part[at + 1 : at + 2]):
        return 0
    if said.startswith("remain") and any(means(after, "success") for after in part[at + 1 : at + 2]):
        return 0
    if said == "error" and not _LOGS.isdisjoint(part[at + 1 : at + 2]):
        return 0
    if said == "down" and part[at + 1 : at + 2] == ["to"]:
        return 0
    if said in _LEAVING and not speech().faults.isdisjoint(part):
        return 0
    return -1 if means(said, "failure") else 0


def _at_work(part: list[str], at: int) -> bool:
    """Whether somebody is working on something."""
    if not part[at].startswith("work") or at + 1 == len(part) or part[at + 1] not in _BUSY:
        return False
    return part[at] in {"working", "work"} or part[at + 2 : at + 3] in _OBJECTS


def _idle(part: list[str], at: int) -> bool:
    return at + 1 < len(part) and part[at + 1] in speech().not_negating
