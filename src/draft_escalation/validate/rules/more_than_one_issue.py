"""DSC004: the thread holds another matter."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import fields, quoted


def _check(case: Case) -> Iterator[Hit]:
    for field, fact in fields("other_issues", case.brief.other_issues):
        yield Hit(
            field,
            f"a second open issue: {quoted(fact.text)}",
            fix="give it a ticket and a brief of its own",
            lines=fact.lines,
        )


RULE = Rule(
    code="DSC004",
    slug="more-than-one-issue",
    level="warning",
    summary="The thread holds a second open issue.",
    why='Structured Escalation Format: "ESCALATION: [One-line summary]": one matter a brief',
    check=_check,
    fires={"other_issues": "an order depends on it [m2.5]"},
    passes={"other_issues": None},
    question="Is there a ticket for the second issue?",
    ask_whom="assignee",
)
