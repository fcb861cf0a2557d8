"""ASK006: the deadline leaves more time than the severity does."""

from collections.abc import Iterator

from draft_escalation.brief.model import Severity
from draft_escalation.skill.cadence import attention_deadline
from draft_escalation.validate.deadline import read_deadline, surely_after
from draft_escalation.validate.reasons import higher
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_proposed, is_said


def _check(case: Case) -> Iterator[Hit]:
    deadline, severity = case.brief.needed.deadline, _borne(case)
    if not is_said(deadline) or is_proposed(deadline):
        return
    when = read_deadline(deadline.text, case.now).when
    latest = attention_deadline(severity, case.now, case.policy)
    if when and surely_after(when, latest):
        yield Hit(
            "needed.deadline",
            f"{deadline.text} is late for {severity.capitalize()}: attention by {latest:%Y-%m-%d %H:%M}",
            fix="add by when somebody must be at it, or say why it can wait",
            lines=deadline.lines,
            question="Can it wait until the deadline, or must somebody be at it earlier?",
        )


def _borne(case: Case) -> Severity:
    """The severity that is stated, as far as anything bears it: SEV002 says where nothing does."""
    stated, held = case.brief.severity, case.decided.severity
    return held if higher(stated, held) else stated


RULE = Rule(
    code="ASK006",
    slug="deadline-slower-than-severity",
    level="warning",
    summary="The deadline is later than the attention that the severity demands.",
    why='Severity Shorthand: "Needs immediate attention", "same-day attention", "attention this week"',
    check=_check,
    fires={"needed.deadline": "2026-04-17 17:00 UTC [m1.5]"},
    passes={"needed.deadline": "2026-04-13 14:00 UTC [m2.4]"},
)
