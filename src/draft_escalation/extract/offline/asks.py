"""What is wanted from the receiving team: requests that name it, else the open ones of the customers."""

import re

from draft_escalation.brief.model import Ask, AskKind
from draft_escalation.extract.offline.addressed import kind_of, requests
from draft_escalation.extract.offline.escalation_risk import reminder_places
from draft_escalation.extract.offline.last_update import last_answer
from draft_escalation.extract.offline.phrases import Heard, heard, tables
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View

_KINDS: dict[str, AskKind] = {
    "approve": "approve",
    "decide": "decide",
    "echo": "decide",
    "fix": "fix",
    "provide": "provide",
    "investigate": "investigate",
}
_LASTING = frozenset({"approve", "decide", "fix"})
_TO_CUSTOMER = re.compile(r"\b(?:you|your|sie|ihr|ihre|vous|votre|usted|su)\b", re.IGNORECASE)


def find(view: View) -> tuple[Ask, ...]:
    """Gives the latest requests to a team, and while there is room the open ones of the customers."""
    most = tables()["asks"].most
    reminders = reminder_places(view)
    named = {one.fact.text.lower(): one for one in requests(view) if one.place not in reminders}
    kept = [(one.place, Ask(kind=one.kind, fact=one.fact)) for one in [*named.values()][-most:]]
    cited = {line for _, ask in kept for line in ask.fact.lines}
    said = (one for one in _open(view, most) if one.spoken.line.id not in cited)
    others = [one for one in _distinct([*said]) if not named or one.speaker == "customer"]
    kept += [(one.place, _ask(one)) for one in others[-(most - len(kept)) :] if len(kept) < most]
    return tuple(ask for _, ask in sorted(kept, key=lambda one: one[0]))


def _open(view: View, most: int) -> list[Heard]:
    """The asks that no answer closed and the lasting ones before it; where there are none, the last ask."""
    reminders = reminder_places(view)
    said = [one for one in heard("asks", view) if one.place not in reminders and _is_for_the_team(one)]
    said = [one for one in said if one.tag != "echo"] or said
    answer = last_answer(view)
    answered = answer.number if answer else 0
    still_open = [one for one in said if one.speaker == "staff" or one.spoken.message.number > answered]
    lasting = [one for one in said if one.tag in _LASTING and one not in still_open]
    return [*lasting, *still_open][-most:] or said[-1:]


def _is_for_the_team(one: Heard) -> bool:
    """What staff asks the customer in public is no ask of the receiving team."""
    if one.speaker == "record":
        return False
    if one.speaker == "customer" or one.spoken.message.visibility == "internal":
        return True
    return not one.spoken.text.endswith("?") and not _TO_CUSTOMER.search(one.spoken.text)


def _distinct(said: list[Heard]) -> list[Heard]:
    by_text = {shortened(one.spoken.text).lower(): one for one in said}
    return sorted(by_text.values(), key=lambda one: one.place)


def _ask(one: Heard) -> Ask:
    kind = _KINDS.get(one.tag) or kind_of(one.spoken.text)
    return Ask(kind=kind, fact=one.spoken.fact(shortened(one.spoken.text)))
