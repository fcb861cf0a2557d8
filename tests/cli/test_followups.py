"""`followups`: when to ask whom, a calendar file, the customer's update."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from cli.cases import Command, is_one_line
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from followups.cases import drafted

NOW = ("--as-of", "2026-06-01 12:00 UTC")


@pytest.fixture
def brief(folder: Path) -> str:
    """A brief as JSON."""
    (folder / "brief.json").write_text(render_json(drafted()), encoding="utf-8")
    return "brief.json"


def test_the_table_and_the_checklist(command: Command, brief: str) -> None:
    """On standard output, nothing elsewhere."""
    ran = command("followups", brief, *NOW)

    assert (ran.code, ran.err) == (0, "")
    assert "Mon 2026-06-01 16:00 UTC  Engineering  Ask whether somebody" in ran.out
    assert ran.out.count("[ ] ") == 5


def test_a_typed_brief_from_standard_input(command: Command) -> None:
    """`-` reads it."""
    ran = command("followups", "-", *NOW, stdin=render_text(drafted()))

    assert ran.code == 0
    assert "until the deadline, 2026-06-03 17:00 UTC" in ran.out


def test_now_is_the_default(command: Command, brief: str) -> None:
    """Years later the deadline has passed."""
    ran = command("followups", brief)

    assert "the deadline 2026-06-03 17:00 UTC has passed" in ran.out or "until the deadline" in ran.out


def test_the_calendar_file(command: Command, brief: str, folder: Path) -> None:
    """All follow-ups, whole or not there; how many is said."""
    ran = command("followups", brief, *NOW, "--ics", "out.ics")
    events = list(Calendar.from_ical((folder / "out.ics").read_bytes()).walk("VEVENT"))

    assert ran.err == f"{len(events)} follow-ups written to out.ics\n"
    assert ran.out.count("UTC  ") == len(events)
    assert [path.name for path in folder.glob("*.part")] == []


def test_a_calendar_without_follow_ups_is_not_written(command: Command, folder: Path) -> None:
    """What support handles is not followed up; that is said."""
    text = render_text(drafted(verdict="handle_in_support"))
    ran = command("followups", "-", *NOW, "--ics", "out.ics", stdin=text)

    assert (ran.code, ran.err) == (0, "nothing to follow up, so out.ics is not written\n")
    assert ran.out.count("[ ] ") == 4
    assert not (folder / "out.ics").exists()


def test_the_message_alone_is_printed(command: Command, brief: str) -> None:
    """What to know before sending it goes elsewhere."""
    ran = command("followups", brief, *NOW, "--message")

    assert ran.out.startswith("Hello Ana Torres,\n")
    assert (
        ran.err
        == "before you send it: news in internal notes (m3) is left out: add what the customer may know\n"
    )


def test_one_object_for_a_program(command: Command, brief: str) -> None:
    """Times in ISO format; the message where it is asked for."""
    plain = json.loads(command("followups", brief, *NOW, "--format", "json").out)
    whole = json.loads(command("followups", brief, *NOW, "--format", "json", "--message").out)

    assert plain["schema"] == "draft-escalation/followups/1"
    assert plain["followups"][0]["at"] == "2026-06-01T16:00:00+00:00"
    assert plain["followups"][0]["who"] == "team"
    assert len(plain["actions"]) == 5
    assert "message" not in plain
    assert whole["message"]["text"].startswith("Hello Ana Torres")


def test_the_policy_of_the_team_holds(command: Command, brief: str, folder: Path) -> None:
    """Its zone and its hours."""
    (folder / "draft-escalation.toml").write_text(
        '[policy.business_hours]\nzone = "Europe/Berlin"\n[policy.names]\nengineering = "Platform"\n',
        encoding="utf-8",
    )

    assert "Mon 2026-06-01 16:00 UTC+02:00" not in command("followups", brief, *NOW).out
    assert "Tue 2026-06-02 10:00 UTC+02:00  Platform" in command("followups", brief, *NOW).out


FAILS = [
    (["nothing.json"], "no such file"),
    (["brief.json", "--as-of", "soon"], "not a date and time"),
    (["brief.json", "--ics", "."], "a folder, where a file was expected"),
    (["brief.json", "--ics", "nowhere/out.ics"], "there is no folder nowhere"),
    (["empty.txt"], "no brief"),
    (["bare.txt"], "no severity"),
]


@pytest.mark.parametrize(("words", "met"), FAILS)
def test_what_cannot_be_done_is_one_line(
    command: Command, brief: str, folder: Path, words: list[str], met: str
) -> None:
    """Exit 2; what was met, what to do."""
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "bare.txt").write_text("ESCALATION: it fails\nTarget: Engineering\n", encoding="utf-8")
    ran = command("followups", *words)

    assert ran.code == 2
    assert ran.out == ""
    assert is_one_line(ran.err)
    assert met in ran.err
