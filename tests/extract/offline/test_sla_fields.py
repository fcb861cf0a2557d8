"""Targets in the head of a ticket: their words, and how they stand."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline import sla_status
from draft_escalation.extract.offline.view import View


@pytest.mark.parametrize(
    ("row", "text", "status"),
    [
        ("SLA: Time to resolution 4h remaining", "4h remaining", "within"),
        ("SLA: Time to resolution 4h  -  breached 31m ago", "breached 31m ago", "breached"),
        ("Company: Falk AG   SLA: 8h from 8:15, still inside", "8h from 8:15, still inside", "within"),
        ("First response: met (27m)    Resolution due: in 6 hours", "met (27m)", "within"),
        ("Time to first response  met        Time to resolution  24h, 6h 10m remaining", "met", "within"),
        ("Time to resolution: 25m left", "25m left", "at_risk"),
        ("Resolution due: in 20 minutes", "in 20 minutes", "at_risk"),
        ("Time to first response  Breached", "Breached", "breached"),
        ("First response: met | Resolution time: overdue by 2h", "overdue", "breached"),
        ("SLA status: not breached, 4h target", "not breached", "within"),
        ("SLA resolution: not met", "not met", "breached"),
        ("Priority: High   SLA next reply: 2h", "2h", None),
        ("SLA: resolution within 48 business hours", "within 48 business hours", None),
        ("First response: met 3h ago", "met 3h ago", "within"),
        ("First response: due 2h ago", "due 2h ago", "breached"),
        ("SLA: Gold, answer in 4 h", "Gold, answer in 4 h", None),
    ],
)
def test_a_target_is_told_with_its_standing(row: str, text: str, status: str | None) -> None:
    """The worst of a ticket's targets decides."""
    facts = sla_status.find(View(thread_of(Said("Ana", "customer", "The labels are blank."), fields=row)))
    assert facts[0].status == status
    assert any(text in fact.text for fact in facts)


@pytest.mark.parametrize(
    "row",
    [
        "Resolution: Unresolved",
        "Resolution: Fixed in 4.2",
        "Status: Overdue",
        "Response from: Ines",
        "SLA: -",
    ],
)
def test_other_fields_are_no_target(row: str) -> None:
    """A resolution is none without a span of time, nor is what has no name of a target."""
    facts = sla_status.find(View(thread_of(Said("Ana", "customer", "The labels are blank."), fields=row)))
    assert not [fact for fact in facts if fact.status]


def test_support_s_word_stands_where_it_is_worse() -> None:
    """A target that still runs does not soften what staff says."""
    thread = thread_of(
        Said("Ana", "customer", "The labels are blank."),
        Said("Bo", "agent", "The SLA is breached since 14:00.", None, "internal"),
        fields="SLA: Time to resolution 4h remaining",
    )
    first, second = sla_status.find(View(thread))
    assert (first.status, second.status) == ("breached", "within")
