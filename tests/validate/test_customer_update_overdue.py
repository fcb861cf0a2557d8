"""COM004: the cadence of the severity, or the SLA of the customer's plan where that is shorter."""

from dataclasses import replace
from typing import Any

import pytest

from draft_escalation.skill.policy import policy
from draft_escalation.validate.rules.customer_update_overdue import RULE
from draft_escalation.validate.run import validate
from validate.cases import patched


def findings(sla_hours: dict[str, float], as_of: str, **thread: Any) -> list[str]:
    """What the rule says of the complete case (High, plan Business) under a team's SLA hours."""
    patch = {"as_of": f"2026-04-{as_of}:00+00:00", **{f"thread.{id_}": said for id_, said in thread.items()}}
    case = replace(patched(patch), policy=policy().model_copy(update={"sla_hours": sla_hours}))
    return [finding.message for finding in validate(case, rules=[RULE]).findings]


def m1(*lines: str) -> dict[str, Any]:
    """A customer's message in place of the first."""
    return {"author": "Ana", "role": "customer", "at": "2026-04-13T09:12:00+00:00", "lines": [*lines] * 2}


NO_FIELD = {"role": "system", "lines": ["Ticket: https://support.acme.example/t/4711"]}


@pytest.mark.parametrize(
    ("sla_hours", "before", "after", "thread"),
    [
        ({}, "14T11:39", "14T11:41", {}),
        ({"gold": 2}, "14T11:39", "14T11:41", {}),
        ({"business": 24}, "14T11:39", "14T11:41", {}),
        ({"business": 2}, "13T13:39", "13T13:41", {}),
        ({"business": 2, "gold": 1}, "13T13:39", "13T13:41", {}),
        ({"business": 2}, "14T11:39", "14T11:41", {"m0": NO_FIELD}),
        ({"gold": 2}, "13T13:39", "13T13:41", {"m0": NO_FIELD, "m1": m1("We are on the Gold plan.")}),
        ({"gold": 2}, "14T11:39", "14T11:41", {"m0": NO_FIELD, "m1": m1("Is that only in the Gold plan?")}),
        ({"gold": 2}, "14T11:39", "14T11:41", {"m0": NO_FIELD, "m1": m1("We have no Gold plan.")}),
    ],
)
def test_the_shorter_of_cadence_and_sla_counts(
    sla_hours: dict[str, float], before: str, after: str, thread: dict[str, Any]
) -> None:
    """The plan is the ticket's field, else what is said of the customer; business hours, as High counts."""
    assert findings(sla_hours, before, **thread) == []
    assert len(findings(sla_hours, after, **thread)) == 1


def test_the_sla_is_named_as_the_reason() -> None:
    """With the plan, so that a wrong one can be seen."""
    assert findings({"business": 2}, "13T13:41") == [
        "the next update was due 2026-04-13 13:40 (SLA of 2 h on plan business)"
    ]
    assert findings({"business": 24}, "14T11:41") == ["the next update was due 2026-04-14 11:40 (High)"]


def test_without_a_thread_the_cadence_counts() -> None:
    """A typed brief alone names no plan that can be trusted."""
    case = replace(
        patched({"as_of": "2026-04-13T13:41:00+00:00", "thread": False}),
        policy=policy().model_copy(update={"sla_hours": {"business": 2}}),
    )

    assert validate(case, rules=[RULE]).findings == ()
