"""ASK005: the deadline is over."""

from collections.abc import Iterator

from draft_escalation.validate.deadline import read_deadline, surely_after
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_said


def _check(case: Case) -> Iterator[Hit]:
    deadline = case.brief.needed.deadline
    if not is_said(deadline):
        return
    when = read_deadline(deadline.text, case.now).when
    if when and surely_after(case.now, when):
        yield Hit(
            "needed.deadline",
            f"{deadline.text} is over: it is {case.now:%Y-%m-%d %H:%M}",
            fix="agree on a new deadline with the customer",
            lines=deadline.lines,
        )


RULE = Rule(
    code="ASK005",
    slug="deadline-passed",
    level="error",
    summary="The deadline lies before the time that counts as now.",
    why='Using This Skill: "Set and communicate a deadline"',
    check=_check,
    fires={"as_of": "2026-04-14T09:00:00+00:00"},
    passes={"as_of": "2026-04-13T12:00:00+00:00"},
)
