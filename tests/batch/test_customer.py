"""What tells one customer of a batch from another."""

from builders import Said, thread_of
from draft_escalation.batch.customer import customer_of
from draft_escalation.thread.read import read_thread

FIELDS = b"""Ticket #7
Requester: Ana Ruiz <ana@pine.example>
Organization: Pine Ltd

Ana Ruiz
Apr 3, 2026, 09:00
It fails.
"""


def test_the_ticket_names_the_organisation() -> None:
    """Its own field comes first."""
    assert customer_of(read_thread(FIELDS, source="t", customer=("Ana Ruiz",))) == "Pine Ltd"


def test_else_it_is_the_customer_who_wrote_first() -> None:
    """Not an agent."""
    thread = thread_of(Said("Yusra", "agent", "Hello."), Said("Ana", "customer", "It fails."))
    assert customer_of(thread) == "Ana"


def test_nobody_named_is_nobody() -> None:
    """An empty name, which no pattern counts."""
    assert customer_of(thread_of(Said("Yusra", "agent", "They say it fails."))) == ""
