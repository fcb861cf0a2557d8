"""What the receiving team's tier needs beyond the common slots ("what to include" of the skill's tiers)."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import customers_affected, deadline
from draft_escalation.extract.offline.fields import field_names, fields
from draft_escalation.extract.offline.phrases import facts
from draft_escalation.extract.offline.view import View

_SAID = (
    "use_case",
    "competitive_pressure",
    "observed",
    "exposed",
    "containment",
    "urgency",
    "decision_wanted",
)


def find(view: View) -> dict[str, tuple[Fact, ...]]:
    """Gives the statements by the slot's full path (`for_target.use_case`); silent slots are left out."""
    record = tuple(_recorded(view))
    found = {name: facts(f"for_{name}", view) for name in _SAID}
    found["customer_context"] = (*record, *facts("for_customer_context", view))
    found["business_context"] = (*record, *facts("for_business_context", view))
    found["customer_timeline"] = _distinct(*facts("critical_when", view), *deadline.find(view))
    found["request_frequency"] = customers_affected.further(view)
    return {f"for_target.{name}": said for name, said in found.items() if said}


def _recorded(view: View) -> Iterator[Fact]:
    """The ticket's fields about the customer."""
    for one in fields(view):
        if one.name in field_names().about_customer:
            yield Fact(text=f"{one.name.capitalize()}: {one.value}", lines=(one.line.id,))


def _distinct(*said: Fact) -> tuple[Fact, ...]:
    return tuple({fact.text.lower(): fact for fact in said}.values())
