"""Findings that someone answers for: which are waived, and which waivers match nothing any more."""

from collections.abc import Iterable, Sequence

from draft_escalation.brief.document import Finding, Waived, Waiver
from draft_escalation.errors import UserError
from draft_escalation.validate.rule import Rule


def must_name_rules(waivers: Iterable[Waiver], rules: Sequence[Rule]) -> None:
    """Raises UserError where a waiver names no rule."""
    for waiver in waivers:
        if not any(_of(waiver, rule.code, rule.slug) for rule in rules):
            raise UserError(
                f"waiver of {waiver.rule}: no rule has this code or name; "
                "`draft-escalation rules` lists them all"
            )


def part(
    findings: Iterable[Finding], waivers: Sequence[Waiver]
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """Gives the findings that stand, and those that the first matching waiver takes away."""
    stand: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        waiver = next((one for one in waivers if _covers(one, finding)), None)
        if waiver is None:
            stand.append(finding)
        else:
            waived.append(Waived(**dict(finding), waiver=waiver))
    return tuple(stand), tuple(waived)


def stale(waivers: Iterable[Waiver], found: Sequence[Finding], ran: Iterable[Rule]) -> tuple[Waiver, ...]:
    """Gives the waivers of rules that ran and found nothing for them."""
    checked = {name for rule in ran for name in (rule.code, rule.slug)}
    return tuple(
        waiver
        for waiver in waivers
        if {waiver.rule.upper(), waiver.rule.lower()} & checked
        and not any(_covers(waiver, finding) for finding in found)
    )


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if not _of(waiver, finding.rule, finding.slug):
        return False
    return waiver.field is None or f"{finding.field}.".startswith(f"{waiver.field}.")


def _of(waiver: Waiver, code: str, slug: str) -> bool:
    return waiver.rule.upper() == code or waiver.rule.lower() == slug
