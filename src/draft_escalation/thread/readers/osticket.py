"""osTicket's CSV of tickets: its fields only, the messages are not in it, which is told."""

from draft_escalation.thread.readers.foreign import first
from draft_escalation.thread.readers.reader import Fields, Side, System, TicketFormat
from draft_escalation.thread.ticket import Ticket

_ASIDE = {"Ticket Number", "Subject"}


def _is_row(one: Fields) -> bool:
    return {"Ticket Number", "Subject", "From"} <= set(one)


def _ticket(one: Fields, _side: Side) -> Ticket:
    count = first(one, "Thread Count") or "its"
    shown = ((name, first(one, name)) for name in one if name not in _ASIDE and not name.startswith("@"))
    return Ticket(
        id=first(one, "Ticket Number"),
        subject=first(one, "Subject") or None,
        fields=(("Ticket", f"#{first(one, 'Ticket Number')}"), *(pair for pair in shown if pair[1])),
        entries=(),
        unread=(f"thread: osTicket's CSV does not hold {count} messages; print the ticket and paste it",),
    )


SYSTEM = System(tickets=(TicketFormat("osTicket CSV export", _is_row, _ticket),))
