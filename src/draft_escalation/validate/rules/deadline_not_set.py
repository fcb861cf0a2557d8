"""ASK003: no deadline, or one that only the rules propose."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_proposed, is_said

_FIELD = "needed.deadline"


def _check(case: Case) -> Iterator[Hit]:
    deadline = case.brief.needed.deadline
    if not is_said(deadline):
        yield Hit(_FIELD, "no deadline", fix="say by when: date, time and zone")
    elif is_proposed(deadline):
        yield Hit(
            _FIELD, f"nobody set a deadline: confirm the proposed one, {deadline.text}", level="warning"
        )


RULE = Rule(
    code="ASK003",
    slug="deadline-not-set",
    level="error",
    summary="No deadline (error), or only one that the severity proposes (warning).",
    why='Using This Skill: "Set and communicate a deadline — urgency without a deadline is ambiguous"',
    check=_check,
    fires={"needed.deadline": None},
    passes={"needed.deadline": "2026-04-13 14:00 UTC [m2.4]"},
)
