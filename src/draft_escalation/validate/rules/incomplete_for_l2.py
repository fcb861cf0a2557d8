"""TGT010: what only L2 needs."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_incomplete


def _check(case: Case) -> Iterator[Hit]:
    return if_incomplete(case, "l2_support")


RULE = Rule(
    code="TGT010",
    slug="incomplete-for-l2",
    level="error",
    summary="L2 is asked, and what only L2 needs is silent.",
    why='L1 → L2, what to include: "Ticket summary, steps already tried, customer context"',
    check=_check,
    fires={"target": "l2_support", "for_target.customer_context": None},
    passes={"target": "l2_support"},
)
