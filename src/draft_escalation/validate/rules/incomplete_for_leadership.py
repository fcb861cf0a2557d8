"""TGT014: what only Leadership needs."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_incomplete


def _check(case: Case) -> Iterator[Hit]:
    return if_incomplete(case, "leadership")


RULE = Rule(
    code="TGT014",
    slug="incomplete-for-leadership",
    level="error",
    summary="Leadership is asked, and what only Leadership needs is silent.",
    why=(
        'Any → Leadership, what to include: "Full business context, revenue at risk, what has been '
        'tried, specific decision or action needed, deadline"'
    ),
    check=_check,
    fires={
        "target": "leadership",
        "signals": ["policy_exception by agent [m2.4]", "key_customer_blocked by agent [m2.5]"],
        "needed.asks": ["approve: the refund of the order of 20,000 EUR [m2.5]"],
        "for_target.decision_wanted": None,
    },
    passes={
        "target": "leadership",
        "signals": ["policy_exception by agent [m2.4]", "key_customer_blocked by agent [m2.5]"],
        "needed.asks": ["approve: the refund of the order of 20,000 EUR [m2.5]"],
    },
)
