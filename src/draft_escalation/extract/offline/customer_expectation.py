"""What the customer wants to happen, in their latest words."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.escalation_risk import reminder_places
from draft_escalation.extract.offline.phrases import heard, tables, told
from draft_escalation.extract.offline.view import View

_LASTING = frozenset({"approve", "decide", "fix"})


def find(view: View) -> tuple[Fact, ...]:
    """Gives the latest wishes of the customers, else what they ask for; a mere reminder at last."""
    table, said = tables()["customer_expectation"], heard("customer_expectation", view)
    reminders = reminder_places(view)
    wishes = [one for one in said if one.place not in reminders]
    asked = [one for one in heard("asks", view) if one.speaker == "customer" and one.tag in _LASTING]
    return told(wishes or asked or said, table)
