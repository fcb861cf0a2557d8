"""What the customer wants to happen, in their latest words."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.escalation_risk import reminder_places
from draft_escalation.extract.offline.phrases import heard, tables, told
from draft_escalation.extract.offline.view import View


def find(view: View) -> tuple[Fact, ...]:
    """Gives the latest wishes of the customers; a mere reminder only where they wish nothing else."""
    table, said = tables()["customer_expectation"], heard("customer_expectation", view)
    reminders = reminder_places(view)
    return told([one for one in said if one.place not in reminders] or said, table)
