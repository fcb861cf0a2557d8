"""What was tried and what came of it, in the thread's own words."""

import re
from functools import lru_cache

from draft_escalation.brief.model import Tried
from draft_escalation.extract.offline.attempts import Attempt, attempts
from draft_escalation.extract.offline.results import Outcome, outcome
from draft_escalation.extract.offline.tries import stems
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View

_LOOSE = re.compile(
    r"[\s,;:]{1,3}(?:but|and|so|though|its|it's|leider|malheureusement|unfortunately|sadly)$", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^(?:[-*•·]|\(?\d{1,2}[.)])\s{1,3}")
_BY_RESULT = ("needs_own_result", "measured")
_MOST = 12
_LONGEST = 200
_PREAMBLE = 60
_FOLLOWING = 30
_SIGNS = (", ", ". ", "; ", ": ", " (")
_WORTH = {"done": 0, "suggested": 1, "planned": 2}


@lru_cache(maxsize=2)
def told_lines(view: View) -> frozenset[str]:
    """Gives the lines that tell what was done and what came of it: other slots need not tell them again."""
    done = (one for one in find(view) if one.kind == "done")
    return frozenset(line for one in done for line in (*one.action.lines, *one.result.lines))


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Tried, ...]:
    """Gives actions with their results in the order of the thread.

    Of more than twelve, deeds are kept before advice and promises, and those with a result before the others.
    """
    told = attempts(view)
    taken = frozenset(one.place for one in told if one.surety not in _BY_RESULT)
    advised = frozenset(one.place for one in told if one.kind == "suggested")
    pairs = [(one, outcome(one, view, taken, advised)) for one in told]
    results = {result.spoken.line.id for one, result in pairs if result and result.spoken is not one.spoken}
    kept = [(one, result) for one, result in pairs if _counts(one, result, results)]
    kept = [
        pair for at, pair in enumerate(kept) if not _followed(pair[0], kept[at + 1 : at + 1 + _FOLLOWING])
    ]
    best = sorted(kept, key=lambda pair: (_WORTH[pair[0].kind], pair[1] is None, pair[0].place))[:_MOST]
    return tuple(_tried(one, result) for one, result in sorted(best, key=lambda pair: pair[0].place))


def _counts(one: Attempt, result: Outcome | None, results: set[str]) -> bool:
    """Whether it is told outright, or by what came of it; a line that is another's result is none."""
    if one.surety == "sure":
        return True
    return result is not None and not (one.surety in _BY_RESULT and one.spoken.line.id in results)


def _followed(one: Attempt, next_ones: list[tuple[Attempt, Outcome | None]]) -> bool:
    """Whether advice or a promise came true: a later deed speaks of the same."""
    if one.kind == "done":
        return False
    own = stems(one.spoken.text[one.start :])
    later = (other for other, _ in next_ones if other.kind == "done")
    return any(len(own & stems(other.spoken.text)) > 1 for other in later)


def _tried(one: Attempt, result: Outcome | None) -> Tried:
    text = one.spoken.text
    start = max(result.start if result else 0, _clause_start(text, one.start))
    action = text[start : result.cut if result else None].strip(" ,;:")
    action = _LIST_MARK.sub("", _LOOSE.sub("", action))
    fact = one.spoken.fact(shortened(action or text, _LONGEST))
    if result is None:
        return Tried(action=fact, kind=one.kind)
    came = result.spoken.fact(shortened(result.text, _LONGEST))
    came = came.model_copy(update={"lines": (*came.lines, *(one.line.id for one in result.also))})
    return Tried(action=fact, result=came, kind="done")


def _clause_start(text: str, at: int) -> int:
    """Where the clause of an action begins, in a sentence that says much before it."""
    if at < _PREAMBLE:
        return 0
    return max((place + 2 for sign in _SIGNS if (place := text.rfind(sign, 0, at + 2)) >= 0), default=0)
