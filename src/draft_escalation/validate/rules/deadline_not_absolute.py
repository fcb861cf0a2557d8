"""ASK004: a deadline that each reader reads in another way."""

from collections.abc import Iterator

from draft_escalation.validate.deadline import read_deadline
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_proposed, is_said, quoted

_ONLY_ZONE = "In which time zone is the deadline?"
_EXACTLY = "What exactly is the deadline: date, time and zone?"


def _check(case: Case) -> Iterator[Hit]:
    deadline = case.brief.needed.deadline
    if not is_said(deadline) or is_proposed(deadline):
        return
    missing = read_deadline(deadline.text, case.as_of).missing
    if missing:
        yield Hit(
            "needed.deadline",
            f"{quoted(deadline.text)} names no {' and no '.join(missing)}",
            fix="write it as 2026-04-17 17:00 UTC",
            lines=deadline.lines,
            question=_ONLY_ZONE if missing == ("zone",) else _EXACTLY,
        )


RULE = Rule(
    code="ASK004",
    slug="deadline-not-absolute",
    level="warning",
    summary="The deadline lacks a date, a time or a zone.",
    why='Structured Escalation Format: "Deadline: [Date/time]"',
    check=_check,
    fires={"needed.deadline": "as soon as possible"},
    passes={"needed.deadline": "2026-04-13 14:00 UTC [m2.4]"},
)
