"""IMP002: what is broken for them is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    return if_silent(case, "impact.workflow_impact", "not stated what they cannot do")


RULE = Rule(
    code="IMP002",
    slug="workflow-impact-missing",
    level="error",
    summary="Not said what is broken for them.",
    why='Structured Escalation Format: "Workflow impact: [What is broken for them]"',
    check=_check,
    fires={"impact.workflow_impact": None},
    passes={"impact.workflow_impact": "our stores wait for the report [m1.2]"},
)
