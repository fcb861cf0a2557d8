"""How the SLA stands: by staff's word and the ticket's record; a customer's claim is told as theirs."""

from draft_escalation.brief.model import SlaFact, SlaStatus
from draft_escalation.extract.offline.fields import fields
from draft_escalation.extract.offline.phrases import Heard, heard, tables
from draft_escalation.extract.offline.sla_fields import targets
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View

_STATUS: dict[str, SlaStatus] = {"breached": "breached", "at_risk": "at_risk", "within": "within"}
_WORST = ("breached", "at_risk", "within", None)


def find(view: View) -> tuple[SlaFact, ...]:
    """Gives the words on the SLA, first the worse of people's last word and the head's targets.

    Silent where nobody speaks of one.
    """
    head = [SlaFact(text=one.text, lines=(one.line.id,), status=one.status) for one in targets(view)]
    cited = {line for fact in head for line in fact.lines}
    said = [_fact(one) for one in heard("sla_status", view) if one.spoken.line.id not in cited]
    deciding = [fact for fact in (*[one for one in said if one.status][-1:], *head) if fact.status]
    first = min(deciding, key=lambda fact: _WORST.index(fact.status), default=None)
    cited.update(line for fact in said for line in fact.lines)
    others = [fact for fact in said if not fact.status]
    others += [fact for fact in head if fact is not first]
    others += [fact for fact in _recorded(view) if not cited.intersection(fact.lines)]
    return (*([first] if first else ()), *others[-(tables()["sla_status"].most - 1) :])


def _fact(one: Heard) -> SlaFact:
    text, lines = shortened(one.spoken.text), (one.spoken.line.id,)
    if one.speaker == "customer":
        name = one.spoken.message.author or "the customer"
        return SlaFact(text=f"{name} (customer) says: {text}", lines=lines)
    return SlaFact(text=text, lines=lines, status=_STATUS.get(one.tag))


def _recorded(view: View) -> list[SlaFact]:
    """Fields of the ticket that name an SLA and no standing."""
    named = (one for one in fields(view) if "sla" in one.name.split() or "service level" in one.name)
    return [SlaFact(text=f"SLA: {one.value}", lines=(one.line.id,)) for one in named]
