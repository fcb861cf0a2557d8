"""REP004: a step with a value that is none."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import fields
from draft_escalation.validate.words import vague_in


def _check(case: Case) -> Iterator[Hit]:
    if not case.brief.reproduction.applies:
        return
    for field, fact in fields("reproduction.steps", case.brief.reproduction.steps):
        if vague := vague_in("vague_values", fact.text):
            yield Hit(
                field,
                f'"{vague}" is no exact value',
                fix="write the very input, date or ID",
                lines=fact.lines,
            )


RULE = Rule(
    code="REP004",
    slug="no-exact-values",
    level="warning",
    summary='A step says "some data" or "a file" where the very value belongs.',
    why=(
        'Writing Reproduction Steps: "Include exact values: Use specific inputs, dates, IDs — not "enter'
        ' some data""'
    ),
    check=_check,
    fires={"reproduction.steps": ["Open Reports [m1.3]", "enter some data [m1.3]"]},
    passes={"reproduction.steps": ["Open Reports [m1.3]", 'Choose "Stock 2026" [m1.3]']},
)
