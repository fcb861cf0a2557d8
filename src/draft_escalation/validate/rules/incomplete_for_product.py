"""TGT012: what only Product needs."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_incomplete


def _check(case: Case) -> Iterator[Hit]:
    return if_incomplete(case, "product")


RULE = Rule(
    code="TGT012",
    slug="incomplete-for-product",
    level="error",
    summary="Product is asked, and what only Product needs is silent.",
    why=(
        'L2 → Product, what to include: "Customer use case, business impact, frequency of request, '
        'competitive pressure (if known)"'
    ),
    check=_check,
    fires={
        "target": "product",
        "signals": ["feature_gap by customer [m1.2]", "key_customer_blocked by agent [m2.5]"],
        "for_target.request_frequency": None,
    },
    passes={
        "target": "product",
        "signals": ["feature_gap by customer [m1.2]", "key_customer_blocked by agent [m2.5]"],
    },
)
