"""Every point of the skill is answered, and by something that is there."""

from pathlib import Path
from typing import Any

import pytest

import draft_escalation.cli
from docs.generated import generate
from draft_escalation.skill.policy import Policy
from draft_escalation.skill.signals import signals
from draft_escalation.validate.rules import RULES

POINTS = {
    "Handle in Support": 5,
    "Escalate When: Technical": 3,
    "Escalate When: Complexity": 3,
    "Escalate When: Impact": 4,
    "Escalate When: Business": 3,
    "Escalate When: Time": 3,
    "Escalate When: Pattern": 3,
    "L1 to L2": 3 + 3,
    "L2 to Engineering": 4 + 5,
    "L2 to Product": 4 + 4,
    "Any to Security": 4 + 4 + 1,
    "Any to Leadership": 5 + 5,
    "Structured Escalation Format": 9,
    "Impact Dimensions": 6,
    "Severity: Critical": 4 + 1,
    "Severity: High": 3 + 1,
    "Severity: Medium": 2 + 1,
    "Writing Reproduction Steps": 7,
    "Follow-up Cadence": 3 + 1,
    "Follow-up Actions": 5,
    "De-escalate When": 4,
    "When De-escalating": 4,
    "Using This Skill": 7,
}
"""The skill's sections in its order, and how many points each has: "when" and "what to include" added up."""

EVERY: list[Any] = [
    pytest.param(section, point, id=f"{section.name}: {point.says}")
    for section in generate.skill()
    for point in section.points
]


def test_every_point_of_the_skill_is_there() -> None:
    """Section by section, none twice."""
    assert {section.name: len(section.points) for section in generate.skill()} == POINTS
    says = [point.says for section in generate.skill() for point in section.points]
    assert all(one.endswith((".", "?")) for one in says)


@pytest.mark.parametrize(("section", "point"), EVERY)
def test_what_answers_a_point_exists(section: Any, point: Any) -> None:
    """Rules, signals, keys of the policy and commands; at least one of them."""
    commands = {path.stem for path in Path(draft_escalation.cli.__file__).parent.glob("*.py")}

    assert set(point.rules) <= {rule.code for rule in RULES}
    assert set(point.signals) <= set(signals())
    assert set(point.policy) <= set(Policy.model_fields)
    assert set(point.commands) <= commands
    assert point.rules or point.signals or point.commands


@pytest.mark.parametrize("row", signals().values(), ids=lambda row: row.id)
def test_every_signal_answers_the_sections_that_it_names(row: Any) -> None:
    """A new row of signals.toml must be mapped under each of its sections."""
    answers = {
        section.name for section in generate.skill() for point in section.points if row.id in point.signals
    }

    assert set(row.sections) <= answers


@pytest.mark.parametrize("section", generate.skill(), ids=lambda section: section.name)
def test_a_section_names_no_signal_of_another(section: Any) -> None:
    """Where signals.toml knows the section, it agrees."""
    known = {row.id for row in signals().values() if section.name in row.sections}
    named = {signal for point in section.points for signal in point.signals}

    assert not known or named == known
