"""REP002: a step that leaves the how to the reader."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import fields
from draft_escalation.validate.words import vague_in


def _check(case: Case) -> Iterator[Hit]:
    if not case.brief.reproduction.applies:
        return
    for field, fact in fields("reproduction.steps", case.brief.reproduction.steps):
        if vague := vague_in("vague_steps", fact.text):
            yield Hit(
                field,
                f'"{vague}" names no element, page, command or value',
                fix='write it as: click "Export" at the top right of the Dashboard page',
                lines=fact.lines,
            )


RULE = Rule(
    code="REP002",
    slug="step-not-specific",
    level="warning",
    summary="A step names no element, page, command or value.",
    why=(
        'Writing Reproduction Steps: "Be specific: "Click the Export button in the top-right of the '
        'Dashboard page" not "try to export""'
    ),
    check=_check,
    fires={"reproduction.steps": ["Open Reports [m1.3]", "try to export [m1.3]"]},
    passes={"reproduction.steps": ["Open Reports [m1.3]", "Press Export as PDF [m1.3]"]},
)
