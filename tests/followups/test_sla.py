"""How often the SLA wants word."""

import pytest

from draft_escalation.brief.model import Fact
from draft_escalation.followups.sla import update_sla
from draft_escalation.skill.policy import policy
from followups.cases import brief

SAID = [
    ("SLA: updates every hour", 1),
    ("hourly updates are agreed", 1),
    ("they must get an update every 2 hours; an answer within 30 minutes", 0.5),
    ("response within two business hours", 2),
    ("any reply within 4h", 4),
    ("first reply within 4h; initial response within 1 hour", None),
    ("SLA: resolution within 48 business hours", None),
    ("updates are sent every Monday", None),
    ("breached", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "hours"), SAID)
def test_what_the_brief_says(text: str, hours: float | None) -> None:
    """Words on updates and answers count, words on a solution do not."""
    found = update_sla(brief(sla=text), policy())

    assert (found and found.hours) == hours


def test_the_plan_of_the_customer() -> None:
    """The policy's hours by plan, where the brief names the plan."""
    held = policy().model_copy(update={"sla_hours": {"business": 3.0, "free": 1.0}})
    reproduction = brief().reproduction.model_copy(update={"environment": (Fact(text="Plan: Business"),)})
    found = update_sla(brief().model_copy(update={"reproduction": reproduction}), held)

    assert found is not None
    assert (found.hours, found.because) == (3.0, "the SLA of the plan business")
