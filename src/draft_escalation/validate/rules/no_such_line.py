"""GRD002: a pointer to nothing."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    thread = case.given_thread
    for field, lines in _cited(case):
        missing = [line for line in lines if line not in thread.by_id and line not in thread.messages_by_id]
        if missing:
            yield Hit(field, f"no line {', '.join(missing)} in the thread", fix="cite the line that says it")


def _cited(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field, fact in case.statements:
        yield field, (*fact.lines, *fact.superseded)
    brief = case.brief
    yield "severity", tuple(line for one in brief.severity_because for line in one.lines)
    yield "target", tuple(line for one in brief.target_because for line in one.lines)
    reasons = (*case.decision.triggers, *case.decision.support)
    yield "decision", tuple(dict.fromkeys(line for one in reasons for line in one.lines))


RULE = Rule(
    code="GRD002",
    slug="no-such-line",
    level="error",
    summary="A cited line does not exist in the thread.",
    why='Using This Skill: "Document everything": a pointer must lead to the words',
    check=_check,
    fires={"impact.workflow_impact": "our stores wait for the weekly stock report [m9.1]"},
    passes={"impact.workflow_impact": "our stores wait for the weekly stock report [m1.2]"},
)
