"""REP002: a step that leaves the how to the reader."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import fields
from draft_escalation.validate.words import first_of, names_something


def _check(case: Case) -> Iterator[Hit]:
    if not case.brief.reproduction.applies:
        return
    for field, fact in fields("reproduction.steps", case.brief.reproduction.steps):
        vague = first_of("vague_steps", fact.text)
        if vague and not names_something(fact.text):
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
