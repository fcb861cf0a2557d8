"""Profiles raise levels, never lower them, and name rules that exist."""

from typing import get_args

import pytest

from draft_escalation.brief.document import Level
from draft_escalation.brief.model import Target
from draft_escalation.errors import UserError
from draft_escalation.validate.profiles import BASE, levels, profiles
from draft_escalation.validate.rules import RULES
from draft_escalation.validate.run import validate
from validate.cases import patched

_ORDER: tuple[Level, ...] = get_args(Level)
_LEVELS = {rule.code: rule.level for rule in RULES}


def test_there_is_one_for_every_target() -> None:
    """And base, which changes nothing."""
    assert set(profiles()) == {BASE, *get_args(Target)}
    assert levels(BASE) == {}
    assert levels("l2") == levels("l2_support")


@pytest.mark.parametrize("name", profiles())
def test_a_profile_raises_rules_that_exist(name: str) -> None:
    """No unknown code, nothing below the rule's own level."""
    for code, level in levels(name).items():
        assert _ORDER.index(level) <= _ORDER.index(_LEVELS[code]), code


@pytest.mark.parametrize(
    ("name", "rule", "slot", "before", "after"),
    [
        ("engineering", "REP009", "reproduction.ruled_out", "note", "error"),
        ("engineering", "REP006", "reproduction.frequency", "warning", "error"),
        ("l2", "TRY001", "tried", "warning", "error"),
        ("product", "IMP003", "impact.revenue_at_risk", "warning", "error"),
        ("security", "IMP007", "impact.growing", "note", "warning"),
        ("leadership", "IMP009", "impact.contractual", "note", "error"),
        ("leadership", "REP009", "reproduction.ruled_out", "note", "note"),
    ],
)
def test_the_level_of_a_finding_follows_the_profile(
    name: str, rule: str, slot: str, before: str, after: str
) -> None:
    """The same finding, as strict as the receiving team needs it."""
    case = patched({slot: None})

    assert [one.level for one in validate(case, select=[rule]).findings] == [before]
    assert [one.level for one in validate(case, select=[rule], levels=levels(name)).findings] == [after]


def test_a_level_that_a_finding_has_of_its_own_is_never_lowered() -> None:
    """IMP003 is an error for Leadership by itself."""
    case = patched({"impact.revenue_at_risk": None, "target": "leadership"})

    (found,) = validate(case, select=["IMP003"], levels={"IMP003": "note"}).findings
    assert found.level == "error"


def test_an_unknown_profile_ends_with_the_names() -> None:
    """One line with what there is."""
    with pytest.raises(UserError, match=r"nope: no such profile; take one of base, .*leadership"):
        levels("nope")
