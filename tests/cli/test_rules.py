"""The rules, listed and explained."""

import json

import pytest

from cli.cases import Command, is_one_line
from draft_escalation.validate.rule import Rule
from draft_escalation.validate.rules import RULES


def test_every_rule_is_one_line(command: Command) -> None:
    """Code, level, name and what it is about, in columns that do not touch."""
    lines = command("rules").out.splitlines()

    assert [line.split()[:3] for line in lines] == [[rule.code, rule.level, rule.slug] for rule in RULES]
    assert all(line.endswith(f" {rule.summary}") for line, rule in zip(lines, RULES, strict=True))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained(rule: Rule, command: Command) -> None:
    """Why, the question, an example that fires and one that passes; by code or name, in any case."""
    ran = command("rules", rule.code.lower())

    assert ran.code == 0
    assert ran.out.startswith(f"{rule.code} {rule.slug} (")
    assert f"Why: {rule.why}" in " ".join(ran.out.split())
    assert "\nFires:\n" in ran.out
    assert "\nPasses:\n" in ran.out
    assert command("rules", rule.slug.upper()) == ran


def test_an_unknown_rule_is_one_line(command: Command) -> None:
    """And where the known ones are."""
    ran = command("rules", "NOPE")

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert ran.err == "draft-escalation: NOPE: no such rule; `draft-escalation rules` lists them all\n"


def test_the_policy_that_holds_is_printed(command: Command) -> None:
    """As JSON, with the cadence of every severity."""
    ran = command("rules", "--policy")

    assert ran.code == 0
    assert "critical" in json.dumps(json.loads(ran.out))
