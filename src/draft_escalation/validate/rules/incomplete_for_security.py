"""TGT013: what only Security needs."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_incomplete


def _check(case: Case) -> Iterator[Hit]:
    return if_incomplete(case, "security")


RULE = Rule(
    code="TGT013",
    slug="incomplete-for-security",
    level="error",
    summary="Security is asked, and what only Security needs is silent.",
    why=(
        'Any → Security, what to include: "What was observed, who/what is potentially affected, '
        'immediate containment steps taken, urgency assessment"'
    ),
    check=_check,
    fires={
        "target": "security",
        "signals": ["vulnerability_report by customer [m1.1]", "key_customer_blocked by agent [m2.5]"],
        "for_target.containment": None,
    },
    passes={
        "target": "security",
        "signals": ["vulnerability_report by customer [m1.1]", "key_customer_blocked by agent [m2.5]"],
    },
)
