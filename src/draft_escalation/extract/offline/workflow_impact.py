"""What they cannot do, what is lost, what they do by hand: the weightiest lines in the thread's order."""

import re
from collections.abc import Iterable

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import subject
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.customers_affected import first_customer
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
    "scope": 2,
    "toil": 3,
}
_SHORTEST = 12
_SUPPORT = re.compile(r"(?:I|we|ich|wir|je|nous|yo)(?!\w)", re.IGNORECASE)


def find(view: View) -> tuple[Fact, ...]:
    """Gives what is broken for them: the first account of it before later ones, losses before nuisances."""
    table, retracted = tables()["workflow_impact"], corrections(view)
    said = [one for one in symptoms(view) if not retracted.takes_back(one.spoken.line.id)]
    title = tuple(fact for fact in subject.find(view) if fires("workflow_impact", fact.text))
    kept = _weightiest(said, table.most)
    return (*title, *told(sorted(kept, key=lambda one: one.place), table)) or _first_account(view)


def _weightiest(said: list[Heard], most: int) -> list[Heard]:
    """The lines that weigh most, where a second line of the same kind weighs less."""
    ranked = sorted(said, key=lambda one: (-_weight(one, said), one.place))
    kinds: dict[str, int] = {}
    weights: dict[int, int] = {}
    for one in ranked:
        weights[one.place] = _weight(one, said) - kinds.get(one.tag, 0)
        kinds[one.tag] = kinds.get(one.tag, 0) + 1
    return sorted(ranked, key=lambda one: -weights[one.place])[:most]


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
        if len(one.spoken.text) >= _SHORTEST and not one.spoken.text.endswith("?") and not _of_support(one)
    )


def _of_support(one: Heard) -> bool:
    """Whether a line tells what support does or cannot do, or is a field of the ticket."""
    return one.speaker == "record" or (one.speaker == "staff" and bool(_SUPPORT.match(one.spoken.text)))


def _weight(one: Heard, said: Iterable[Heard]) -> int:
    """How much a line tells: by what it shows, more in the first account."""
    first = next(iter(said)).spoken.message
    return _WEIGHT.get(one.tag, 1) + (3 if one.spoken.message is first else 0) + (one.speaker == "customer")
