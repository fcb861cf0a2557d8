"""ASK001: nothing is asked for."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_said


def _check(case: Case) -> Iterator[Hit]:
    if not any(is_said(ask.fact) for ask in case.brief.needed.asks):
        yield Hit(
            "needed.asks",
            "nothing is asked for",
            fix="say what to investigate, fix, decide, approve or provide",
        )


RULE = Rule(
    code="ASK001",
    slug="no-ask",
    level="error",
    summary="Nothing is asked for, not even by proposal.",
    why='Using This Skill: "Be clear about what you need"',
    check=_check,
    fires={"needed.asks": []},
    passes={"needed.asks": ["investigate: why the PDF export fails [m2.4]"]},
    question="What should the receiving team do: investigate, fix, decide, approve or provide what?",
    ask_whom="assignee",
)
