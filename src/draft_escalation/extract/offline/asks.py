"""What is wanted from the receiving team: the open requests of customers, and what staff notes as needed."""

import re

from draft_escalation.brief.model import Ask, AskKind
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
    """Gives the latest asks that no answer closed; where every one got an answer, the last lasting one."""
    reminders = reminder_places(view)
    said = [one for one in heard("asks", view) if one.place not in reminders and _is_for_the_team(one)]
    said = [one for one in said if one.tag != "echo"] or said
    answer = last_answer(view)
    answered = answer.number if answer else 0
    still_open = [one for one in said if one.speaker == "staff" or one.spoken.message.number > answered]
    lasting = [one for one in said if one.tag in _LASTING and one not in still_open]
    most = tables()["asks"].most
    kept = [*lasting, *still_open][-most:] or said[-1:]
    return tuple(_ask(one) for one in _distinct(kept))


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
    return Ask(kind=_KINDS[one.tag], fact=one.spoken.fact(shortened(one.spoken.text)))
