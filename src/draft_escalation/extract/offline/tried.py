"""What was tried and what came of it, in the thread's own words."""

from draft_escalation.brief.model import Fact, Tried
from draft_escalation.extract.offline.deeds import Deed, deeds
from draft_escalation.extract.offline.results import Outcome, outcome, stems
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View

_MOST = 12
_LONGEST = 200
_PREAMBLE = 60
_WORTH = {"done": 0, "suggested": 1, "planned": 2}


def find(view: View) -> tuple[Tried, ...]:
    """Gives actions with their results in the order of the thread; deeds before advice, advice before promises."""
    told = deeds(view)
    taken = frozenset(deed.place for deed in told if deed.surety != "needs_own_result")
    pairs = [(deed, outcome(deed, view, taken)) for deed in told]
    results = {result.spoken.line.id for deed, result in pairs if result and result.spoken is not deed.spoken}
    kept = [(deed, result) for deed, result in pairs if _counts(deed, result, results)]
    kept = [pair for pair in kept if not _followed(pair, kept)]
    best = sorted(kept, key=lambda pair: (_WORTH[pair[0].kind], pair[1] is None, pair[0].place))[:_MOST]
    return tuple(_tried(deed, result) for deed, result in sorted(best, key=lambda pair: pair[0].place))


def _counts(deed: Deed, result: Outcome | None, results: set[str]) -> bool:
    """Whether a deed is one: told outright, or by what came of it; a line that is another's result is none."""
    if deed.surety == "sure":
        return True
    return result is not None and not (deed.surety == "needs_own_result" and deed.spoken.line.id in results)


def _followed(pair: tuple[Deed, Outcome | None], pairs: list[tuple[Deed, Outcome | None]]) -> bool:
    """Whether advice or a promise came true: a later deed speaks of the same."""
    deed = pair[0]
    if deed.kind == "done":
        return False
    own = stems(deed.spoken.text[deed.start :])
    return any(
        later.kind == "done" and later.place > deed.place and len(own & stems(later.spoken.text)) > 1
        for later, _ in pairs
    )


def _tried(deed: Deed, result: Outcome | None) -> Tried:
    text = deed.spoken.text
    if result is None:
        action = text[_clause_start(text, deed.start) :]
        return Tried(action=deed.spoken.fact(shortened(action, _LONGEST)), kind=deed.kind)
    action = text[max(result.start, _clause_start(text, deed.start)) : result.cut].strip(" ,;:")
    return Tried(
        action=deed.spoken.fact(shortened(action or text, _LONGEST)),
        result=result.spoken.fact(shortened(result.text, _LONGEST)),
        kind="done",
    )


def _clause_start(text: str, at: int) -> int:
    """Where the clause of a deed begins, in a sentence that says much before it."""
    if at < _PREAMBLE:
        return 0
    return max(text.rfind(sign, 0, at + 2) + 2 for sign in (", ", ". ", "; ", ": ", " ("))
