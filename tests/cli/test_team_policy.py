"""A team's policy file beside the thread: what it changes from end to end."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.cases import Command
from draft_escalation.brief.parse import parse_brief

OFFLINE = ("--engine", "offline")


def thread(first: str, answer: str, fields: str = "Priority: normal") -> str:
    """A ticket of Ana at acme.example, answered by Yusra forty minutes later."""
    return f"""\
Ticket #5123
Subject: Slow export
Requester: Ana Torres <ana@acme.example>
Assignee: Yusra Haddad
{fields}

Ana Torres
Apr 6, 2026, 15:22

The export takes ten minutes longer than in March. {first}

Yusra Haddad
Apr 6, 2026, 16:02

{answer}
"""


CHURN = thread("If this stays, we cancel our contract.", "Thank you, they pay 40,000 EUR per year.")
MANY = thread("", "Three customers report this. As a workaround, export by month, which is fast.")
HIT = thread("", "Acme and Nimbus are completely blocked.")
BUSINESS = thread("", "Thank you, we look into it.", fields="Plan: Business")


def drafted(command: Command, text: str, *words: str) -> dict[str, Any]:
    """The brief as JSON."""
    ran = command(*OFFLINE, "--format", "json", *words, stdin=text)
    assert ran.code == 0, ran.err
    document: dict[str, Any] = json.loads(ran.out)
    return document


def facet(document: dict[str, Any], name: str) -> Any:
    """What a policy is expected to move."""
    brief, decision = document["brief"], document["decision"]
    return {
        "verdict": decision["verdict"],
        "target": brief["target"],
        "severity": brief["severity"],
        "deadline": brief["needed"]["deadline"]["text"],
        "path": decision["path"],
        "rules": {finding["rule"] for finding in document["findings"]},
    }[name]


@pytest.mark.parametrize(
    ("text", "policy", "name", "before", "after"),
    [
        (CHURN, 'high_value_customers = ["Acme"]', "target", "l2_support", "leadership"),
        (CHURN, "high_value_arr = 30000", "target", "l2_support", "leadership"),
        (MANY, "pattern_customers = 4", "verdict", "escalate", "handle_in_support"),
        (HIT, 'high_value_customers = ["Acme", "Nimbus"]', "severity", "high", "critical"),
        (CHURN, "attention.medium.end_of = 'day'", "deadline", "2026-04-10 17:00", "2026-04-08 17:00"),
        (
            CHURN,
            "attention.medium.within_hours = 8\ncadence.medium.internal_hours = 6",
            "deadline",
            "2026-04-10 17:00",
            "2026-04-07 16:02",
        ),
        (
            CHURN,
            "business_hours = { weekdays = [0, 1, 2, 3], closes = 16:30:00 }",
            "deadline",
            "2026-04-10 17:00",
            "2026-04-09 16:30",
        ),
        (MANY, "tiers.l2 = 'Desk'", "path", ["L2"], ["Desk"]),
    ],
)
def test_a_policy_changes_the_draft(
    text: str, policy: str, name: str, before: Any, after: Any, command: Command, folder: Path
) -> None:
    """Verdict, target, severity, deadline and path follow the team's file, and so does the fingerprint."""
    built_in = drafted(command, text)
    rows = [f"policy.{row}" for row in policy.splitlines()]
    (folder / "draft-escalation.toml").write_text("\n".join(rows))
    own = drafted(command, text)

    assert (facet(built_in, name), facet(own, name)) == (before, after)
    assert built_in["run"]["policy_digest"] != own["run"]["policy_digest"]


def test_the_sla_of_the_plan_makes_an_update_overdue(command: Command, folder: Path) -> None:
    """In a draft and in a check of it against the thread."""
    words = ("--as-of", "2026-04-07 11:00")
    assert "COM004" not in facet(drafted(command, BUSINESS, *words), "rules")

    (folder / "draft-escalation.toml").write_text("[policy.sla_hours]\nBusiness = 2\n")
    document = drafted(command, BUSINESS, *words)
    (folder / "brief.json").write_text(json.dumps(document))
    checked = command("check", "brief.json", "--select", "COM004", *words)

    assert "COM004" in facet(document, "rules")
    assert "SLA of 2 h on plan business" in checked.out


def test_a_check_of_a_typed_brief_follows_the_policy(command: Command, folder: Path) -> None:
    """The signals of its own text are weighed by the team's numbers."""
    (folder / "brief.txt").write_text(
        "ESCALATION: Slow export\nSeverity: Medium\nTarget: Leadership\n\n"
        "IMPACT\n- Customers affected: Acme\n\nISSUE DESCRIPTION\nThey cancel the contract.\n"
    )
    words = ("check", "brief.txt", "--select", "TGT002")
    assert "TGT002" in command(*words).out

    (folder / "draft-escalation.toml").write_text('policy.high_value_customers = ["Acme"]')

    assert "TGT002" not in command(*words).out


def test_a_teams_own_names_leave_the_format_as_it_is(command: Command, folder: Path) -> None:
    """The path and the findings say the team's name; the Target line is the format's and reads back."""
    (folder / "draft-escalation.toml").write_text('policy.names.leadership = "Head of Care"')
    (folder / "pyproject.toml").write_text("[tool.draft-escalation]\npolicy.high_value_arr = 30000\n")
    ran = command(*OFFLINE, "-v", stdin=CHURN)

    assert "\nTarget: Leadership\n" in ran.out
    assert "Head of Care" in ran.err
    assert parse_brief(ran.out).brief.target == "leadership"
    assert facet(drafted(command, CHURN), "path") == ["L2", "Head of Care"]


def test_the_users_own_file_counts_as_well(command: Command, folder: Path) -> None:
    """Under the project's: a support lead's habit, a team's rule."""
    user = folder / "config" / "draft-escalation"
    user.mkdir(parents=True)
    (user / "draft-escalation.toml").write_text('policy.high_value_customers = ["Acme"]')
    assert facet(drafted(command, CHURN), "target") == "leadership"

    (folder / "draft-escalation.toml").write_text("policy.high_value_customers = []")
    assert facet(drafted(command, CHURN), "target") == "l2_support"
