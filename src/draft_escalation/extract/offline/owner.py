"""Who in support keeps the customer: the assignee, else whoever answered last."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.fields import field
from draft_escalation.extract.offline.last_update import last_answer
from draft_escalation.extract.offline.view import View

_ASSIGNEE = (
    "assignee",
    "assigned to",
    "owner",
    "agent",
    "ticket owner",
    "case owner",
    "assigned",
    "bearbeiter",
    "zugewiesen an",
    "zuständig",
    "assigné à",
    "responsable",
    "asignado a",
    "propriétaire",
)


def find(view: View) -> tuple[Fact, ...]:
    """Gives the assignee of the ticket, else the last agent who wrote to the customer, as inferred."""
    if assignee := field(view, *_ASSIGNEE):
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
