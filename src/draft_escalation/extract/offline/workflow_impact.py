"""What they cannot do, what is lost, what they do by hand: the weightiest lines in the thread's order."""

import re
from collections import Counter
from collections.abc import Iterable

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import subject
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.customers_affected import first_customer
from draft_escalation.extract.offline.echo import content, distinct, echoes
from draft_escalation.extract.offline.phrases import Heard, fires, heard, tables, told
from draft_escalation.extract.offline.trim import says_nothing, shortened
from draft_escalation.extract.offline.view import View

_WEIGHT = {
    "data_exposure": 5,
    "unauthorized_access": 5,
    "security_breach": 5,
    "data_corruption_or_loss": 5,
    "production_down": 5,
    "lost": 4,
    "major_functionality_broken": 3,
    "blocked": 3,
    "workflow_mismatch": 3,
    "broken": 2,
    "scope": 3,
    "toil": 3,
}
_SHORTEST = 12
_FEWEST_WORDS = 2
_SUPPORT = re.compile(
    r"\b(?:I|we|ich|wir|je|nous|yo)(?!\w)|^[\s*•-]{0,4}(?:did|didn't|have|haven't|could|couldn't|can|can't|will|won't)\s",
    re.IGNORECASE,
)
"""Whose doing it is; staff's notes leave the "I" out: "did not say anything"."""
_REPRODUCED = re.compile(r"\b(?:can|could|able to|was)\b[^.,]{0,30}\breproduced?\b", re.IGNORECASE)


def find(view: View) -> tuple[Fact, ...]:
    """Gives at most three: what is broken, what is lost, what is done by hand; nothing twice."""
    table, retracted = tables()["workflow_impact"], corrections(view)
    said = [one for one in symptoms(view) if not retracted.takes_back(one.spoken.line.id)]
    title = tuple(fact for fact in subject.find(view) if fires("workflow_impact", fact.text))
    kept: list[Heard] = []
    for one in _ranked(said, told_already=len(title)):
        if len(kept) < table.most and not any(echoes(one.spoken.text, other.spoken.text) for other in kept):
            kept.append(one)
    facts = distinct((*title, *told(sorted(kept, key=lambda one: one.place), table)))
    return facts[: table.most] or _first_account(view)


def _ranked(said: list[Heard], told_already: int = 0) -> list[Heard]:
    """The lines by weight, where each further line of a kind weighs less; a title tells what is broken."""
    weights = {one.place: _weight(one, said) for one in said}
    kinds: Counter[str] = Counter(broken=told_already)
    for one in sorted(said, key=lambda one: (-weights[one.place], one.place)):
        weights[one.place] -= 3 * kinds[one.tag]
        kinds[one.tag] += 1
    return sorted(said, key=lambda one: (-weights[one.place], one.place))


def opening(view: View) -> tuple[Fact, ...]:
    """Gives the weightiest line of the first account: the matter in a sentence of its own."""
    retracted, first = corrections(view), first_customer(view)
    said = [one for one in symptoms(view) if not retracted.takes_back(one.spoken.line.id)]
    own = [one for one in said if first is not None and one.spoken.message.id == first.id]
    own = [one for one in own if one.tag != "toil"]
    return told(_ranked(own)[:1], tables()["workflow_impact"])


def _first_account(view: View) -> tuple[Fact, ...]:
    """What a customer opens with is the matter, where no cue knows their words."""
    first = first_customer(view)
    said = (one for one in view.spoken if first is not None and one.message.id == first.id)
    telling = (
        one.fact(shortened(one.text))
        for one in said
        if len(one.text) >= _SHORTEST and not says_nothing(one.text) and not one.text.endswith("?")
    )
    return tuple(telling)[:1]


def symptoms(view: View) -> tuple[Heard, ...]:
    """Gives the lines that tell what is wrong; questions and mere titles are none."""
    return tuple(
        one
        for one in heard("workflow_impact", view)
        if len(content(one.spoken.text)) >= _FEWEST_WORDS
        and not one.spoken.text.endswith("?")
        and not _of_support(one)
        and not _REPRODUCED.search(one.spoken.text)
    )


def _of_support(one: Heard) -> bool:
    """Whether a line tells what support does or cannot do, or is a field of the ticket.

    What only a customer can say comes from staff as a relayed word, which speaks of "them".
    """
    if one.speaker != "staff":
        return one.speaker == "record"
    look = _SUPPORT.search if one.tag == "broken" else _SUPPORT.match
    return look(one.spoken.text) is not None


def _weight(one: Heard, said: Iterable[Heard]) -> int:
    """How much a line tells: by what it shows, more in the first account."""
    first = next(iter(said)).spoken.message
    return _WEIGHT.get(one.tag, 1) + (3 if one.spoken.message is first else 0) + (one.speaker == "customer")
