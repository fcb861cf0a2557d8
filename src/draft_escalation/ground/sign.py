"""Whether the words of a clause tell of success or failure, and what a negation in them bears on."""

from draft_escalation.ground.speech import means, speech
from draft_escalation.ground.stems import is_content, stem

_NOTHING = frozenset({"nothing", "nichts", "nix", "rien", "nada", "nulla", "niente"})
_ARTICLES = frozenset({"the", "a", "an", "our", "their", "this", "that"})
_BUSY = frozenset({"on", "at", "from", "by"})
_SUBJECTS = (["we"], ["i"], ["they"], ["it"], ["he"], ["she"], ["you"])
_SOLVED = frozenset({"solved", "fixed", "resolved", "cured", "gelöst", "behoben", "résolu", "resuelto"})
_DEFECTIVE = frozenset({"broken", "corrupt", "faulty", "lost", "missing", "wrong"})
_LOGS = frozenset({"log", "logs", "logfile", "logging"})
_LEAVING = frozenset({"gone", "disappeared", "disappears", "vanished", "vanishes"})
_OFFLINE_KINDS = frozenset({"mode", "access", "copy", "use", "version", "sync", "maps", "reader"})
_GOING = frozenset(
    {"go", "goes", "going", "went", "gone", "came", "get", "gets", "got", "run", "runs", "ran"}
)
_OBJECTS = (["it"], ["this"], ["that"])
_AHEAD = 12
_DUE = frozenset({"date", "deadline", "price", "slot", "term", "time"})
_BE = frozenset(
    {"is", "are", "was", "were", "also", "there's", "ist", "sind", "est", "sont", "está", "están"}
)
_SCOPE = 3
_TARGETS = 3


def sign_of(part: list[str]) -> tuple[int, bool, list[str], list[str], bool]:
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
            if said in _NOTHING and at and is_content(part[at - 1]):
                borne_on.insert(0, stem(part[at - 1]))
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
    if negated and not targets and (part[-1] in {"not", "none"} or part[-1].endswith("n't") or "not" in part):
        targets = [
            stem(word) for word in part[-_AHEAD:] if is_content(word) and word not in speech().negations
        ]
    return (min(signs, default=0), negated, targets, denied or targets, {-1, 1} <= set(signs))


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
    """Whether a word tells of success (1), of failure (-1), or of neither."""
    said = part[at]
    if said == "same":
        return -1 if at + 1 == len(part) or part[at + 1] in speech().same else 0
    if said == "through" and at and part[at - 1] in _GOING:
        return 1
    if means(said, "success"):
        return 0 if _no_success(part, at) else 1
    return -1 if means(said, "failure") and not _no_failure(part, at) else 0


def _no_success(part: list[str], at: int) -> bool:
    """Whether it tells of no success in its company: `a fix`, `a fixed date`, `working on it`."""
    said = part[at]
    if said == "fixed" and not _DUE.isdisjoint(part[max(at - 3, 0) : at]):
        return True
    if said == "normally" and at == 0:
        return True
    return (at > 0 and part[at - 1] in _ARTICLES) or _at_work(part, at)


def _no_failure(part: list[str], at: int) -> bool:
    """Whether it tells of no failure in its company: `offline mode`, `error log`, `error gone`."""
    said, following = part[at], part[at + 1 : at + 2]
    if said.startswith("remain"):
        return any(means(after, "success") for after in following)
    if said in _LEAVING:
        return not speech().faults.isdisjoint(part)
    harmless = {"offline": _OFFLINE_KINDS, "error": _LOGS, "down": {"to"}}.get(said, frozenset[str]())
    return not harmless.isdisjoint(following)


def _at_work(part: list[str], at: int) -> bool:
    """Whether somebody is working on something."""
    if not part[at].startswith("work") or at + 1 == len(part) or part[at + 1] not in _BUSY:
        return False
    return part[at] in {"working", "work"} or part[at + 2 : at + 3] in _OBJECTS


def _idle(part: list[str], at: int) -> bool:
    if part[at : at + 2] == ["no", "more"]:
        return part[at + 2 : at + 3] == ["than"]
    return at + 1 < len(part) and part[at + 1] in speech().not_negating
