"""DEC002: the brief escalates without a reason."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    reasons = (*case.decided.decision.triggers, *case.decided.target_because)
    escalates = case.decision.verdict == case.decided.decision.verdict == "escalate"
    if escalates and not any(one.lines for one in reasons):
        yield Hit(
            "decision",
            "nothing in the thread is a reason to escalate",
            fix="say in the ticket why support cannot solve it, or keep it in support",
        )


RULE = Rule(
    code="DEC002",
    slug="no-trigger-holds",
    level="warning",
    summary='The brief escalates, and no trigger, nor any tier\'s "when", has a line behind it.',
    why='Escalate When: "Technical", "Complexity", "Impact", "Business", "Time", "Pattern"',
    check=_check,
    fires={"signals": [], "target": "l2_support", "severity": "medium"},
    passes={
        "signals": ["waiting_unreasonably_long by agent [m2.1]"],
        "target": "l2_support",
        "severity": "medium",
    },
    question="Why can support not solve this itself?",
    ask_whom="assignee",
)
