"""IMP008: Leadership is asked, and what the public may see is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    if "leadership" in (case.brief.target, *case.brief.also_notify):
        yield from if_silent(
            case, "impact.reputation", "not stated whether it could become public, or is a reference customer"
        )


RULE = Rule(
    code="IMP008",
    slug="reputation-not-said",
    level="note",
    summary="Leadership is asked, and publicity or a reference customer is not considered.",
    why='Impact Dimensions: "Could this become public? Is it a reference customer?"',
    check=_check,
    fires={
        "target": "leadership",
        "signals": ["pr_or_legal_risk by agent [m2.4]", "key_customer_blocked by agent [m2.5]"],
        "impact.reputation": None,
    },
    passes={"impact.reputation": None},
)
