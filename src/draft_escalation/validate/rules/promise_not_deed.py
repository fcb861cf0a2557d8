"""TRY003: a promise among the deeds."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_said
from draft_escalation.validate.words import first_of


def _check(case: Case) -> Iterator[Hit]:
    for index, one in enumerate(case.brief.tried):
        if one.kind == "done" and is_said(one.action) and (promise := first_of("promises", one.action.text)):
            yield Hit(
                f"tried.{index}.action",
                f'"{promise}" is a promise, not a deed',
                fix="list it once it is done, with its result",
                lines=one.action.lines,
            )


RULE = Rule(
    code="TRY003",
    slug="promise-not-deed",
    level="warning",
    summary='"Will try" is listed as tried.',
    why='Structured Escalation Format: "WHAT HAS BEEN TRIED: [Action] → [Result]"',
    check=_check,
    fires={"tried": ["we will restart the export worker → changed nothing [m2.3]"]},
    passes={"tried": ["restarted the export worker → changed nothing [m2.3]"]},
    question="Has this been done, and with which result?",
    ask_whom="assignee",
)
