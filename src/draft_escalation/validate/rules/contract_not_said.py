"""IMP009: an SLA or Leadership is in play, and the contract is not considered."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    brief = case.brief
    sla = any(fact.status in ("at_risk", "breached") for fact in brief.impact.sla_status)
    if sla or "leadership" in (brief.target, *brief.also_notify):
        yield from if_silent(case, "impact.contractual", "not stated which contractual duties are touched")


RULE = Rule(
    code="IMP009",
    slug="contract-not-said",
    level="note",
    summary="An SLA at risk or Leadership is in play, and no contractual duty is considered.",
    why='Impact Dimensions: "Are SLAs being breached? Are there contractual obligations?"',
    check=_check,
    fires={"impact.contractual": None},
    passes={"impact.contractual": None, "impact.sla_status": "SLA not applicable"},
)
