"""TGT002: nothing in the thread leads to the team that is asked."""

from collections.abc import Iterator

from draft_escalation.validate.reasons import said
from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    target, decided = case.brief.target, case.decided
    if target == "l2_support" or decided.target == "security":
        return
    if target not in (decided.target, *decided.also_notify):
        reasons, lines = said(decided.target_because)
        names = case.policy.names
        yield Hit(
            "target",
            f"nothing in the thread is a reason to ask {names[target]}"
            + (f"; {reasons} leads to {names[decided.target]}" if reasons else ""),
            fix=f"send it to {names[decided.target]}, or say why {names[target]} is needed",
            lines=lines,
        )


RULE = Rule(
    code="TGT002",
    slug="target-not-supported",
    level="warning",
    summary="No signal leads to the target; L2 takes whatever fits no other team.",
    why='Escalation Tiers: the "When" of each tier',
    check=_check,
    fires={"target": "product"},
    passes={
        "target": "product",
        "signals": ["feature_gap by customer [m1.2]", "key_customer_blocked by agent [m2.5]"],
    },
)
