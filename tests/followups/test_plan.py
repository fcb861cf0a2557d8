"""The cadence as times: by severity, calendar, deadline, last update and SLA."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.brief.model import Fact
from draft_escalation.followups.plan import MOST, FollowUp, Plan, plan
from draft_escalation.skill.policy import policy
from followups.cases import drafted, team, typed

PLANS = tomllib.loads(Path(__file__).with_name("plans.toml").read_text(encoding="utf-8"))["plan"]
NINE = datetime(2026, 6, 1, 9)


def _row(row: FollowUp) -> str:
    since = f" since {row.due_since.isoformat(timespec='minutes')}" if row.due_since else ""
    return f"{row.at.isoformat(timespec='minutes')} {row.who} {row.kind}{since}"


@pytest.mark.parametrize("case", PLANS, ids=lambda case: case["name"])
def test_what_is_due_when(case: dict[str, Any]) -> None:
    """The first rows, and how far they reach."""
    said = {key: case[key] for key in ("deadline", "last", "sla") if key in case}
    hours = {key: case[key] for key in ("country", "subdivision", "zone", "holidays") if key in case}
    planned = plan(typed(case["severity"], **said), datetime.fromisoformat(case["as_of"]), team(**hours))

    assert sorted(map(_row, planned.rows[: len(case["rows"])])) == sorted(case["rows"])
    assert planned.until_is == case.get("until_is", "deadline")
    if "until" in case:
        assert planned.until == datetime.fromisoformat(case["until"])
    else:
        assert len(planned.rows) == len(case["rows"])


def test_the_team_is_asked_before_the_customer_is_told() -> None:
    """Where both are due at the same time."""
    planned = plan(typed("critical", deadline="2026-06-02 09:00"), NINE, policy())
    together = [row for row in planned.rows if row.at == NINE + timedelta(hours=4)]

    assert [row.who for row in together] == ["team", "customer"]
    assert list(planned.rows) == sorted(planned.rows, key=lambda row: (row.at, row.who != "team"))


def test_an_update_says_when_the_next_comes() -> None:
    """Even where that lies after the deadline."""
    planned = plan(typed("critical", deadline="2026-06-01 14:00"), NINE, policy())
    (update,) = (row for row in planned.rows if row.who == "customer")

    assert update.next_at == update.at + timedelta(hours=4)


def test_a_deadline_far_away_is_planned_in_part() -> None:
    """No more rows than can be looked after; the plan says how far it goes."""
    planned = plan(typed("critical", deadline="2027-06-01 09:00"), NINE, policy())

    assert len(planned.rows) == MOST
    assert planned.until_is == "most"
    assert planned.until == planned.rows[-1].at


def test_what_support_handles_is_not_followed_up() -> None:
    """No team was asked."""
    assert plan(drafted(verdict="handle_in_support"), NINE, policy()).rows == ()


def test_the_hours_of_the_clock_count_when_the_clocks_change() -> None:
    """Four hours are four hours in the night of 25 October too."""
    held = team(zone="Europe/Berlin")
    planned = plan(
        typed("critical", deadline="2026-10-25 08:00 UTC"), datetime.fromisoformat("2026-10-24T23:00Z"), held
    )
    updates = [row.at for row in planned.rows if row.who == "customer"]

    assert updates[0] == datetime.fromisoformat("2026-10-25T03:00Z")
    assert updates[0].isoformat() == "2026-10-25T04:00:00+01:00"


def test_the_order_holds_when_an_hour_comes_twice() -> None:
    """02:30 summer time is before 02:00 winter time."""
    said = {"deadline": "2026-10-25 03:00 UTC", "sla": "updates every 30 minutes"}
    as_of = datetime.fromisoformat("2026-10-24T23:00Z")
    planned = plan(typed("critical", **said), as_of, team(zone="Europe/Berlin"))
    updates = [row.at.astimezone(UTC) for row in planned.rows if row.who == "customer"]

    assert updates == [as_of + timedelta(minutes=30 * place) for place in range(1, 9)]


def test_a_time_without_zone_is_read_on_the_clock_of_the_team() -> None:
    """Not on that of now."""
    as_of = datetime.fromisoformat("2026-06-01T08:00Z")
    planned = plan(typed("critical", deadline="2026-06-01 12:00"), as_of, team(zone="Europe/Berlin"))

    assert planned.until.isoformat() == "2026-06-01T12:00:00+02:00"


NOTES: list[tuple[dict[str, str], str, str]] = [
    ({}, "2026-06-01T09:00Z", "has no deadline"),
    ({"deadline": "by noon"}, "2026-06-01T09:00Z", "names no date"),
    ({"deadline": "2026-05-01 10:00 UTC"}, "2026-06-01T09:00Z", "has passed"),
    ({"deadline": "2026-06-02 10:00"}, "2026-06-01T09:00Z", "without a zone are read in UTC"),
    ({}, "2026-06-01T09:00Z", "business hours are read in UTC"),
    ({"deadline": "2026-06-02 10:00"}, "2026-06-01T09:00", "names no zone"),
    ({"deadline": "2026-06-02 10:00"}, "2026-06-01T09:00", "does not say when the customer last heard"),
    ({"sla": "updates within 2 hours"}, "2026-06-01T09:00", "the SLA's"),
]


@pytest.mark.parametrize(("said", "as_of", "note"), NOTES)
def test_what_a_plan_rests_on_is_said(said: dict[str, str], as_of: str, note: str) -> None:
    """Deadline, zone, last update, SLA."""
    planned = plan(typed("high", **said), datetime.fromisoformat(as_of), policy())

    assert any(note in one for one in planned.notes)


def test_a_proposed_deadline_is_called_so() -> None:
    """Nobody agreed to it yet."""
    deadline = Fact(state="inferred", text="2026-06-01 17:00", basis="proposed from the severity High")
    document = typed()
    needed = document.brief.needed.model_copy(update={"deadline": deadline})
    whole = document.model_copy(update={"brief": document.brief.model_copy(update={"needed": needed})})

    assert any("proposed" in one for one in plan(whole, NINE, policy()).notes)


def test_a_whole_brief_needs_no_note() -> None:
    """Deadline, last update and zones are there."""
    said = {"deadline": "2026-06-03 17:00 UTC", "last": "2026-06-01 08:00 UTC — we are on it"}

    as_of = datetime.fromisoformat("2026-06-01T09:00Z")

    assert plan(typed("high", **said), as_of, team(zone="UTC")).notes == ()
    assert plan(typed("critical", **said), as_of, policy()).notes == ()


def test_a_plan_is_a_plain_record() -> None:
    """It survives being written and read."""
    planned = plan(typed(deadline="2026-06-03 17:00"), NINE, policy())

    assert Plan.model_validate_json(planned.model_dump_json()) == planned
