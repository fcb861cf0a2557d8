"""`update` from outside: the brief on standard output, and what changed on standard error."""

import json
from pathlib import Path

import pytest

from cli.cases import THREAD, Command, is_one_line
from draft_escalation.cli import app
from draft_escalation.cli.update import update
from endpoint import FakeEndpoint, failure

OFFLINE = ("--engine", "offline")
GROWN = THREAD + "\nAna Torres\nApr 14, 2026, 09:00\n\nSorry, correction: it is 11 users, not 14.\n"
FOREIGN = "Mateo\nApr 2, 2026, 10:00\n\nNo labels.\n\nSam Reed\nApr 3, 2026, 10:00\n\nWhich printer?\n"


@pytest.fixture(autouse=True)
def files(command: Command, folder: Path) -> Path:
    """An earlier brief as JSON and as text, its thread, and the thread as it has grown."""
    if "update" not in app._COMMANDS:
        app.app.command()(update)
        app._COMMANDS.add("update")
    (folder / "thread.txt").write_text(THREAD)
    (folder / "grown.txt").write_text(GROWN)
    (folder / "foreign.txt").write_text(FOREIGN)
    command(*OFFLINE, "thread.txt", "--format", "json", "-o", "brief.json")
    command(*OFFLINE, "thread.txt", "-o", "brief.txt")
    return folder


@pytest.mark.parametrize("brief", ["brief.json", "brief.txt"])
def test_the_brief_is_printed_and_the_changes_are_told(brief: str, command: Command) -> None:
    """The brief alone on standard output; how it was read and what changed on standard error."""
    ran = command("update", brief, "grown.txt", *OFFLINE)

    assert ran.code == 0
    assert ran.out == command(*OFFLINE, "grown.txt").out
    assert "read 3 messages" in ran.err
    assert "1 new message: m3" in ran.err
    assert "corrected: impact.customers_affected.1: 14 → 11" in ran.err


def test_json_holds_the_changes_under_review(command: Command) -> None:
    """And is the earlier brief of the next update."""
    ran = command("update", "brief.json", "grown.txt", *OFFLINE, "--format", "json", "-o", "next.json")
    document = json.loads(Path("next.json").read_text())
    again = command("update", "next.json", "grown.txt", *OFFLINE)

    assert (ran.code, ran.out) == (0, "")
    assert document["review"]["changes"]["new_messages"] == ["m3"]
    assert "no new messages" in again.err
    assert "nothing changed" in again.err


def test_markdown_and_pointers_are_as_for_a_draft(command: Command) -> None:
    """The same options mean the same."""
    options = (*OFFLINE, "--format", "markdown", "--no-cite", "--as-of", "2026-04-20 12:00 UTC")
    assert command("update", "brief.json", "grown.txt", *options).out == command("grown.txt", *options).out


def test_one_of_the_two_may_come_from_standard_input(command: Command) -> None:
    """Both cannot."""
    from_file = command("update", "brief.json", "grown.txt", *OFFLINE)

    assert command("update", "brief.json", "-", *OFFLINE, stdin=GROWN).out == from_file.out
    assert command("update", "-", "grown.txt", *OFFLINE, stdin=Path("brief.json").read_text()) == from_file
    both = command("update", "-", "-", *OFFLINE, stdin=GROWN)
    assert both.code == 2
    assert is_one_line(both.err)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("brief.json", "foreign.txt"), "messages of the earlier brief's thread; the thread must be"),
        (("brief.txt", "foreign.txt"), "holds 0 of the 2 messages"),
        (("thread.txt", "brief.txt"), "no brief: neither"),
        (("brief.json", "nowhere.txt"), "nowhere.txt: no such file"),
        (("brief.json",), "Missing argument 'THREAD'"),
        (("brief.json", "grown.txt", "-o", "no/such/brief.txt"), "there is no folder no/such"),
        (("brief.json", "grown.txt", "--as-of", "soon"), "--as-of 'soon': not a date and time"),
        (("brief.json", "grown.txt", "--engine", "llm"), "or draft with --engine offline"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(
    words: tuple[str, ...], told: str, command: Command, files: Path
) -> None:
    """Exit 2; nothing is printed, and no file is made or changed."""
    before = {path.name: path.read_bytes() for path in files.rglob("*") if path.is_file()}
    ran = command("update", *words)

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert told in ran.err
    assert {path.name: path.read_bytes() for path in files.rglob("*") if path.is_file()} == before


def test_the_earlier_brief_may_be_written_over(command: Command, files: Path) -> None:
    """It is read before, and replaced in one step."""
    ran = command("update", "brief.json", "grown.txt", *OFFLINE, "--format", "json", "-o", "brief.json")

    assert ran.code == 0
    assert len(json.loads((files / "brief.json").read_text())["thread"]["messages"]) == 4
    assert not list(files.glob(".*.part"))


def test_strict_counts_errors_and_warnings(command: Command) -> None:
    """As for a draft."""
    assert command("update", "brief.json", "grown.txt", *OFFLINE, "--strict").code == 1


def test_what_a_person_wrote_in_the_file_survives(command: Command, files: Path) -> None:
    """A text brief is edited with any editor."""
    path = files / "brief.txt"
    path.write_text(path.read_text().replace("Since: ", "Since: the release of 7.4; ", 1))
    ran = command("update", "brief.txt", "grown.txt", *OFFLINE)

    assert "the release of 7.4" in ran.out
    assert "kept as a person wrote it: impact.started.0" in ran.err


def test_what_was_not_understood_is_said(command: Command, files: Path) -> None:
    """Nothing of the earlier brief is lost in silence."""
    path = files / "brief.txt"
    path.write_text(path.read_text().replace("IMPACT\n", "IMPACT\n- fits nowhere at all\n"))
    assert (
        "not understood in the earlier brief: IMPACT: fits nowhere at all"
        in command("update", "brief.txt", "grown.txt", *OFFLINE).err
    )


@pytest.mark.usefixtures("naps")
def test_a_model_that_fails_is_stepped_in_for_or_told(command: Command) -> None:
    """As for a draft; another ticket's thread never reaches it."""
    with FakeEndpoint(*[failure(500)] * 10) as endpoint:
        at = ("--base-url", endpoint.base_url, "--model", "oracle")
        foreign = command("update", "brief.json", "foreign.txt", *at)
        asked = len(endpoint.requests)
        either = command("update", "brief.json", "grown.txt", "-v", *at)
        demanded = command("update", "brief.json", "grown.txt", "--engine", "llm", *at)

    assert (foreign.code, asked) == (2, 0)
    assert either.code == 0
    assert "RUN001" in either.err
    assert (demanded.code, demanded.out) == (2, "")
    assert is_one_line(demanded.err)
