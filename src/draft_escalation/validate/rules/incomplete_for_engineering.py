"""TGT011: what only Engineering needs."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_incomplete


def _check(case: Case) -> Iterator[Hit]:
    return if_incomplete(case, "engineering")


RULE = Rule(
    code="TGT011",
    slug="incomplete-for-engineering",
    level="error",
    summary="Engineering is asked, and what only Engineering needs is silent.",
    why='L2 → Engineering, what to include: "business impact, customer timeline"',
    check=_check,
    fires={"for_target.customer_timeline": None},
    passes={"for_target.customer_timeline": "weekly stock report on 17 April 2026 [m1.5]"},
)
