"""Who in support keeps the customer: the assignee, else whoever answered last."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.fields import field, field_names
from draft_escalation.extract.offline.last_update import last_answer
from draft_escalation.extract.offline.view import View


def find(view: View) -> tuple[Fact, ...]:
    """Gives the assignee of the ticket, else the last agent who wrote to the customer, as inferred."""
    if assignee := field(view, *field_names().assignee):
        return (Fact(text=assignee.value, lines=(assignee.line.id,)),)
    answer = last_answer(view)
    if answer is None or not answer.author:
        return ()
    return (
        Fact(
            state="inferred",
            text=answer.author,
            lines=(answer.lines[0].id,),
            basis="wrote the last answer to the customer",
        ),
    )
