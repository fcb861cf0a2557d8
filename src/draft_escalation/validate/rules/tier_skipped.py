"""TGT003: frontline support goes past the second level."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.words import first_of

_BEHIND_L2 = ("engineering", "product")


def _check(case: Case) -> Iterator[Hit]:
    tiers = case.policy.tiers
    if case.brief.target not in _BEHIND_L2 or case.decision.path[:1] != (tiers["l1"],):
        return
    if case.decided.target == "security":  # TGT001: it goes past all tiers
        return
    tried = (fact.text for field, fact in case.statements if field.startswith("tried."))
    if not any(first_of("second_level", text) for text in tried):
        team = case.policy.names[case.brief.target]
        yield Hit(
            "target",
            f"from {tiers['l1']} straight to {team}: no work of {tiers['l2']} is shown",
            fix=f"hand it to {tiers['l2']} first, or list what it has tried",
        )


RULE = Rule(
    code="TGT003",
    slug="tier-skipped",
    level="warning",
    summary="Frontline support asks Engineering or Product, and the second level has not worked on it.",
    why='Escalation Tiers: "L1 → L2", "L2 → Engineering", "L2 → Product"',
    check=_check,
    fires={"tier": "l1"},
    passes={"tier": "l1", "tried": ["senior support restarted the export worker → changed nothing [m2.3]"]},
    question="What has the second level found?",
    ask_whom="assignee",
)
