"""WAI001: a waiver that has nothing left to waive."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    for waiver in case.stale_waivers:
        where = f" in {waiver.field}" if waiver.field else ""
        whose = f"the waiver of {waiver.who}, {waiver.date}, is stale"
        yield Hit(
            "waivers",
            f"{waiver.rule} finds nothing{where} any more: {whose}",
            fix="take the waiver out",
        )


_WAIVER = {"rule": "IMP003", "reason": "no revenue is booked yet", "who": "Yusra", "date": "2026-04-20"}
RULE = Rule(
    code="WAI001",
    slug="waiver-stale",
    level="warning",
    summary="A waiver matches nothing any more.",
    why='Using This Skill: "Document everything": an exception that no longer holds misleads the next reader',
    check=_check,
    fires={"waivers": [_WAIVER]},
    passes={"waivers": [_WAIVER], "impact.revenue_at_risk": None},
)
