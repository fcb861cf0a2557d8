"""SEV002: the severity is higher than anything in the thread."""

from collections.abc import Iterator

from draft_escalation.validate.reasons import higher, said
from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    held, stated = case.decided.severity, case.brief.severity
    if higher(stated, held):
        reasons, lines = said(case.decided.severity_because)
        names = stated.capitalize(), held.capitalize()
        yield Hit(
            "severity",
            f"nothing in the thread makes it {names[0]}; {reasons or 'what holds'} makes it {names[1]}",
            fix=f"lower the severity to {names[1]}, or add what makes it {names[0]}",
            lines=lines,
        )


RULE = Rule(
    code="SEV002",
    slug="severity-not-supported",
    level="warning",
    summary="The severity is higher than any signal with a line behind it.",
    why=(
        'Severity Shorthand: "Medium: Significant issue with workaround, important but not urgent '
        'business impact"'
    ),
    check=_check,
    fires={"severity": "critical"},
    passes={"severity": "high"},
    question="What makes it that severe?",
    ask_whom="assignee",
)
