"""Waivers: what they take away, what stands all the same, and which are stale."""

from typing import Any

import pytest

from draft_escalation.errors import UserError
from draft_escalation.validate.run import Validation, validate
from validate.cases import patched

NO_REVENUE: dict[str, Any] = {"impact.revenue_at_risk": None}


def waiver(rule: str, field: str | None = None) -> dict[str, Any]:
    return {"rule": rule, "field": field, "reason": "agreed on", "who": "Yusra", "date": "2026-04-20"}


def checked(patch: dict[str, Any], *waivers: dict[str, Any], **options: Any) -> Validation:
    return validate(patched({**patch, "waivers": list(waivers)}), **options)


def codes(found: Validation) -> list[str]:
    return [finding.rule for finding in found.findings]


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("IMP003", None),
        ("imp003", "impact.revenue_at_risk"),
        ("revenue-not-quantified", None),
        ("IMP003", "impact"),
    ],
)
def test_a_waived_finding_is_kept_apart_with_its_waiver(rule: str, field: str | None) -> None:
    """By code or name, for the whole brief, a slot, or a room of it."""
    found = checked(NO_REVENUE, waiver(rule, field))

    assert codes(found) == []
    assert [(one.rule, one.waiver.who) for one in found.waived] == [("IMP003", "Yusra")]


def test_a_waiver_of_another_slot_takes_nothing_away() -> None:
    """The finding stands, and the waiver is stale."""
    assert codes(checked(NO_REVENUE, waiver("IMP003", "impact.started"))) == ["IMP003", "WAI001"]


def test_a_waiver_of_a_slot_holds_for_the_places_in_it() -> None:
    """`reproduction.steps` covers `reproduction.steps.1`, not `reproduction.st`."""
    vague = {"reproduction.steps": ["Open Reports [m1.3]", "try to export [m1.3]"]}

    assert codes(checked(vague, waiver("REP002", "reproduction.steps"))) == []
    assert codes(checked(vague, waiver("REP002", "reproduction.st"))) == ["REP002", "WAI001"]


def test_errors_of_grounding_and_safety_can_be_waived_too() -> None:
    """Somebody answers for them by name."""
    invented = {"impact.customers_affected": "37 users of Nimbus Foods [m1.1]"}

    assert codes(checked(invented)) == ["GRD001"]
    assert codes(checked(invented, waiver("GRD001"))) == []


def test_a_waiver_that_matches_nothing_is_reported() -> None:
    """One line for each, naming rule and person."""
    found = checked(NO_REVENUE, waiver("IMP003"), waiver("REP006"))

    assert codes(found) == ["WAI001"]
    assert "REP006" in found.findings[0].message
    assert "Yusra" in found.findings[0].message


@pytest.mark.parametrize("options", [{"select": ["IMP"]}, {"ignore": ["REP"]}, {"ignore": ["WAI"]}])
def test_a_waiver_of_a_rule_that_did_not_run_is_not_stale(options: dict[str, list[str]]) -> None:
    """Nobody knows whether it still matches."""
    assert codes(checked({}, waiver("REP006"), **options)) == []


def test_a_waiver_of_a_rule_that_cannot_be_checked_is_not_stale() -> None:
    """Without the thread, grounding says nothing."""
    assert codes(checked({"thread": False}, waiver("GRD001"))) == []


def test_a_waiver_of_no_rule_is_refused() -> None:
    """One line that says where the rules are listed."""
    with pytest.raises(UserError, match="IMP999"):
        checked({}, waiver("IMP999"))
