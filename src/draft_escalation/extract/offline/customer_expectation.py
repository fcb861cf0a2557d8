"""What the customer wants to happen, in their latest words."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.phrases import heard, tables, told
from draft_escalation.extract.offline.view import View


def find(view: View) -> tuple[Fact, ...]:
    """Gives the latest wishes of the customers; a plain need before a question."""
    table, said = tables()["customer_expectation"], heard("customer_expectation", view)
    plain = [one for one in said if not one.spoken.text.endswith("?")]
    asked = [one for one in said if one.spoken.text.endswith("?")]
    kept = (asked[-1:] if len(plain) < table.most else []) + plain[-table.most :]
    return told(sorted(kept, key=lambda one: one.place), table)
