"""On a terminal a draft ends by offering what one does next; in a pipe it just ends."""

import base64
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from cli.cases import THREAD, spawn

OFFLINE = ("--engine", "offline")
OFFER = b"Next: [w]"


class _Terminal:
    """A draft in a terminal of its own; `say` waits for words and answers them."""

    def __init__(self, *words: str) -> None:
        self.controller, worker = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "draft_escalation", *OFFLINE, *words],
            stdin=worker,
            stdout=worker,
            stderr=worker,
        )
        os.close(worker)
        self.shown = b""

    def say(self, after: bytes, answer: str) -> None:
        self.wait_for(after)
        os.write(self.controller, answer.encode() + b"\n")

    def wait_for(self, words: bytes) -> None:
        seen, deadline = len(self.shown), time.monotonic() + 60
        while words not in self.shown[seen:]:
            assert time.monotonic() < deadline, self.shown[-500:]
            try:
                self.shown += os.read(self.controller, 4096)
            except OSError:
                raise AssertionError(self.shown[-900:]) from None

    def end(self) -> int:
        try:
            while piece := os.read(self.controller, 4096):
                self.shown += piece
        except OSError:  # Linux ends a terminal with an error
            pass
        os.close(self.controller)
        return self.process.wait(60)


@pytest.fixture(name="terminal")
def _terminal(folder: Path) -> _Terminal:
    (folder / "thread.txt").write_text(THREAD)
    return _Terminal("thread.txt")


def test_enter_ends_it(terminal: _Terminal) -> None:
    """The brief, the findings, the offer, and nothing written."""
    terminal.say(OFFER, "")

    assert terminal.end() == 0
    assert b"ESCALATION: " in terminal.shown


@pytest.mark.parametrize(("name", "begins"), [("brief.txt", "ESCALATION: "), ("b.md", "# ESCALATION: ")])
def test_the_brief_is_written_where_one_says(
    terminal: _Terminal, folder: Path, name: str, begins: str
) -> None:
    """In the format that the file's ending names; then the offer stands again."""
    terminal.say(OFFER, "w")
    terminal.say(b"File", name)
    terminal.say(OFFER, "")

    assert terminal.end() == 0
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


def test_json_is_written_whole(terminal: _Terminal, folder: Path) -> None:
    """For update, followups and review."""
    terminal.say(OFFER, "w")
    terminal.say(b"File", "brief.json")
    terminal.say(OFFER, "")
    terminal.end()

    assert (
        json.loads((folder / "brief.json").read_text(encoding="utf-8"))["schema"]
        == "draft-escalation/brief/1"
    )


def test_a_place_that_cannot_be_is_said(terminal: _Terminal, folder: Path) -> None:
    """And the offer stands again; a file that is there is not replaced unasked."""
    (folder / "there.txt").write_text("mine")
    terminal.say(OFFER, "w")
    terminal.say(b"File", "no/such/folder/x.txt")
    terminal.say(OFFER, "w")
    terminal.say(b"File", "there.txt")
    terminal.say(b"replace it?", "n")
    terminal.say(OFFER, "")

    assert terminal.end() == 0
    assert b"there is no folder" in terminal.shown
    assert (folder / "there.txt").read_text() == "mine"


def test_the_brief_is_copied(terminal: _Terminal) -> None:
    """By the terminal's clipboard sequence."""
    terminal.say(OFFER, "c")
    terminal.say(OFFER, "")
    terminal.end()
    (packed,) = re.findall(rb"\x1b\]52;c;([^\a]+)\a", terminal.shown)

    assert base64.b64decode(packed).startswith(b"ESCALATION: ")


def test_the_review_page_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file that holds the brief: a browser gets the address, and Ctrl-C ends it."""
    opened = _browser_that_notes(folder, monkeypatch)
    (folder / "thread.txt").write_text(THREAD)
    terminal = _Terminal("thread.txt")
    terminal.say(OFFER, "r")
    terminal.say(b"File", "brief.json")
    terminal.wait_for(b"review at http")
    address = _noted(opened)
    with httpx2.Client(follow_redirects=True) as client:
        page = client.get(address)
    terminal.process.send_signal(signal.SIGINT)

    assert terminal.end() == 130
    assert page.status_code == 200
    assert "CSV export fails" in page.text
    assert address.encode() in terminal.shown
    assert json.loads((folder / "brief.json").read_text(encoding="utf-8"))["brief"]["summary"]


def test_a_file_that_is_to_stay_is_not_reviewed(terminal: _Terminal, folder: Path) -> None:
    """No page on somebody else's file; the offer stands again."""
    (folder / "there.json").write_text("mine")
    terminal.say(OFFER, "r")
    terminal.say(b"File", "there.json")
    terminal.say(b"replace it?", "n")
    terminal.say(OFFER, "")

    assert terminal.end() == 0
    assert (folder / "there.json").read_text() == "mine"
    assert b"review at" not in terminal.shown


def test_what_the_page_lacks_is_said_before_a_file_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one-line fix, and the offer stands again."""
    (folder / "lacking").mkdir()
    (folder / "lacking" / "uvicorn.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'uvicorn'\", name='uvicorn')\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{folder / 'lacking'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    (folder / "thread.txt").write_text(THREAD)
    terminal = _Terminal("thread.txt")
    terminal.say(OFFER, "r")
    terminal.say(OFFER, "")

    assert terminal.end() == 0
    assert b"uvicorn is not installed" in terminal.shown
    assert b"pip install '.[web]'" in terminal.shown
    assert b"File" not in terminal.shown


def _browser_that_notes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a browser first in the path that writes down the address it gets."""
    opened, programs = folder / "opened", folder / "programs"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        (programs / name).write_text(
            f'#!/bin/sh\necho "$1" > "{opened}.part"; mv "{opened}.part" "{opened}"\n'
        )
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return opened


def _noted(place: Path) -> str:
    deadline = time.monotonic() + 60
    while not place.exists():
        assert time.monotonic() < deadline, "no browser was opened"
        time.sleep(0.05)
    return place.read_text().strip()


def test_a_pipe_is_offered_nothing(folder: Path) -> None:
    """Neither on standard output nor on standard error."""
    ran = spawn(*OFFLINE, "-", stdin=THREAD)

    assert ran.code == 0
    assert "Next:" not in ran.out + ran.err
