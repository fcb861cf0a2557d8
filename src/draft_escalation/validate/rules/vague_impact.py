"""IMP005: "many" and "huge" in a figure's place."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.rules import customers_not_counted
from draft_escalation.validate.statements import slot_statements
from draft_escalation.validate.words import first_of

_MEASURED = ("workflow_impact", "growing")
"""IMP003 asks for the revenue's amount, IMP001 for the customers' number or name."""


def _check(case: Case) -> Iterator[Hit]:
    named = not any(customers_not_counted.RULE.check(case))
    for path in (f"impact.{name}" for name in (*_MEASURED, *(["customers_affected"] if named else []))):
        facts = slot_statements(case.brief, path)
        if any(sign.isdigit() for fact in facts for sign in fact.text):
            continue
        for fact in facts:
            if vague := first_of("vague_amounts", fact.text):
                yield Hit(path, f'"{vague}" is no figure', fix="write the number", lines=fact.lines)
                break


RULE = Rule(
    code="IMP005",
    slug="vague-impact",
    level="warning",
    summary='"Some", "many" or "huge" stands where a figure belongs.',
    why='Using This Skill: "Always quantify impact — vague escalations get deprioritized"',
    check=_check,
    fires={"impact.workflow_impact": "many stores wait for the report [m1.2]"},
    passes={"impact.workflow_impact": "our stores wait for the report [m1.2]"},
)
