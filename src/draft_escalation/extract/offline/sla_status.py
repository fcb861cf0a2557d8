"""How the SLA stands: by staff's word and the ticket's record; a customer's claim is told as theirs."""

from draft_escalation.brief.model import SlaFact, SlaStatus
from draft_escalation.extract.offline.fields import fields
from draft_escalation.extract.offline.phrases import Heard, heard, tables
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View

_STATUS: dict[str, SlaStatus] = {"breached": "breached", "at_risk": "at_risk", "within": "within"}


def find(view: View) -> tuple[SlaFact, ...]:
    """Gives the words on the SLA, the latest that decides first; silent where nobody speaks of one."""
    facts = [_fact(one) for one in heard("sla_status", view)]
    deciding = [fact for fact in facts if fact.status]
    others = [fact for fact in facts if not fact.status]
    recorded = {line for fact in facts for line in fact.lines}
    others += [fact for fact in _recorded(view) if not recorded.intersection(fact.lines)]
    return (*deciding[-1:], *others[-(tables()["sla_status"].most - 1) :])


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
