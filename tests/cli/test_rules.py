"""The rules, listed and explained."""

from pathlib import Path

import pytest

from cli.cases import THREAD, Command, is_one_line
from draft_escalation.skill.policy import policy
from draft_escalation.skill.team_policy import keys_of, value_at
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


def table(out: str) -> dict[str, tuple[str, str]]:
    """Key: where it comes from, and its value; the columns start where the first line says."""
    head, *rows = out.splitlines()
    place, value = head.index("FROM"), head.index("VALUE")
    return {row[:place].strip(): (row[place:value].strip(), row[value:]) for row in rows}


def test_the_policy_that_holds_is_printed(command: Command, folder: Path) -> None:
    """Every key with the file and line that says so, in columns."""
    (folder / "draft-escalation.toml").write_text('staff = ["Yusra"]\n[policy.sla_hours]\nGold = 4\n')
    (folder / "pyproject.toml").write_text("[tool.draft-escalation.policy]\nwaiting_days = 2.5\n")
    ran = command("rules", "--policy")

    assert (ran.code, ran.err) == (0, "")
    found = table(ran.out)
    assert found["tier"] == ("built in", '"l2"')
    assert found["staff"] == ("draft-escalation.toml:1", '["Yusra"]')
    assert found["policy.sla_hours.gold"] == ("draft-escalation.toml:3", "4")
    assert found["policy.waiting_days"] == ("pyproject.toml:2", "2.5")
    assert found["policy.cadence.critical.internal_hours"] == ("built in", "2")
    assert found["policy.business_hours.opens"] == ("built in", "09:00:00")
    built_in = {f"policy.{'.'.join(key)}" for key in keys_of(policy()) if value_at(policy(), key) is not None}
    assert built_in - set(found) == {"policy.sla_hours"}


def test_what_the_environment_says_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who escalates decides the path."""
    monkeypatch.setenv("DRAFT_ESCALATION_TIER", "manager")

    assert table(command("rules", "--policy").out)["tier"] == ("DRAFT_ESCALATION_TIER", '"manager"')


def test_on_a_terminal_long_values_go_on_below(
    command: Command, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """In their column, whole words; in a pipe each value is one line."""
    piped = command("rules", "--policy").out
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("draft_escalation.cli.policy_table.is_terminal", lambda: True)
    shown = command("rules", "--policy").out

    assert max(map(len, shown.splitlines())) <= 100 < max(map(len, piped.splitlines()))
    assert shown.split() == piped.split()


def test_a_wrong_policy_is_one_line(command: Command, folder: Path) -> None:
    """Which names the place, wherever the policy is needed."""
    (folder / "draft-escalation.toml").write_text("[policy]\nchaser = 3\n")
    (folder / "brief.txt").write_text("ESCALATION: x\n")
    told = (
        "draft-escalation: draft-escalation.toml:2: policy.chaser = 3: no such key; did you mean chasers?\n"
    )

    for words in (("rules", "--policy"), ("check", "brief.txt"), ("--engine", "offline")):
        ran = command(*words, stdin=THREAD)
        assert (ran.code, ran.err) == (2, told)
