"""Hidden and control characters reach neither model nor terminal nor any output."""

from pathlib import Path

import pytest

from cli.cases import Command
from draft_escalation.guard.hidden import count_hidden
from endpoint import FakeEndpoint, says
from extract.llm.cases import GOOD

HIDDEN = "\u200b\u202e\U000e0041\u00ad\ufe0f\u2066\u2028"
CONTROLS = "\x1b[31m\x07\x9b"
THREAD = f"""\
Ticket #5120
Subject: CSV {HIDDEN}export fails
Requester: Ana{HIDDEN} Torres <ana@acme.example>
Assignee: Yusra Haddad

Ana Torres
Apr 13, 2026, 15:22

The CSV ex{HIDDEN}port fails since Monday.{CONTROLS} All 14 users{HIDDEN} see error E-5{HIDDEN}03.

Yusra Haddad
Apr 13, 2026, 16:05

I cleared the cache, the export still fails{HIDDEN}. We can repro{HIDDEN}duce it.
"""
NAME = "thr\u202eead\x1b]8;;http:\u200b.txt"


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
@pytest.mark.parametrize("engine", ["offline", "llm"])
def test_no_hidden_character_comes_out(engine: str, format_: str, command: Command, folder: Path) -> None:
    """Of the thread, of a model's answer, of a file's name."""
    (folder / NAME).write_text(THREAD)
    answer = GOOD | {"facts": [{"slot": "summary", "text": f"CSV export{HIDDEN} fails", "lines": "m1.1"}]}
    with FakeEndpoint(says(answer), says({"statements": []})) as endpoint:
        ran = command(NAME, "--engine", engine, "--base-url", endpoint.base_url, "--format", format_, "-v")
        sent = "".join(asked.text for asked in endpoint.requests)

    assert ran.code == 0
    assert (count_hidden(ran.out), count_hidden(ran.err), count_hidden(sent)) == ({}, {}, {})
    assert not [escape for escape in ("\\u001b", "\\u0007", "\\u0000", "\\u200b") if escape in ran.out]
    assert "SAF004" in ran.out + ran.err


def test_a_file_s_name_is_printed_without_them(command: Command) -> None:
    """In an error too."""
    ran = command(NAME)
    assert ran.code == 2
    assert count_hidden(ran.err) == {}


def test_a_batch_prints_none(command: Command, folder: Path) -> None:
    """Neither names of files that cannot be read nor briefs."""
    (folder / "in").mkdir()
    (folder / "in" / NAME).write_text("{ no json")
    (folder / "in" / "b.txt").write_text(THREAD)
    ran = command("batch", "in", "--out", "out", "--engine", "offline")
    written = "".join(
        path.read_text() for path in (folder / "out").glob("*.*") if path.suffix in {".md", ".json"}
    )

    assert written
    assert (count_hidden(ran.out), count_hidden(ran.err), count_hidden(written)) == ({}, {}, {})
