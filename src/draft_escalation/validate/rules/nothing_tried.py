"""TRY001: nothing has been tried."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_said


def _check(case: Case) -> Iterator[Hit]:
    if not any(one.kind == "done" and is_said(one.action) for one in case.brief.tried):
        yield Hit("tried", "nothing is listed as done so far")


RULE = Rule(
    code="TRY001",
    slug="nothing-tried",
    level="warning",
    summary="Nothing is listed as tried.",
    why='L1 → L2, what to include: "steps already tried"',
    check=_check,
    fires={"tried": []},
    passes={"tried": ["restarted the export worker → changed nothing [m2.3]"]},
    question="What has been tried so far, and with which result?",
    ask_whom="assignee",
)
