"""COM003: whether they go higher is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    return if_silent(case, "communication.escalation_risk", "not stated whether they will escalate further")


RULE = Rule(
    code="COM003",
    slug="escalation-risk-missing",
    level="note",
    summary="Not said whether the customer will escalate further.",
    why='Structured Escalation Format: "Escalation risk: [Will they escalate further?]"',
    check=_check,
    fires={"communication.escalation_risk": None},
    passes={"communication.escalation_risk": "Ana may call their director [m1.5]"},
)
