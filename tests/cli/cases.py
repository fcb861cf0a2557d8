"""What the tests of this room share: a thread as it is pasted, and a command line that is run."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from draft_escalation.cli.app import run

ROOT = Path(__file__).parents[2]
THREAD = """\
Ticket #5120
Subject: CSV export fails
Requester: Ana Torres <ana@acme.example>
Assignee: Yusra Haddad

Ana Torres
Apr 13, 2026, 15:22

The CSV export fails since Monday. All 14 users see error E-503.

Yusra Haddad
Apr 13, 2026, 16:05

I cleared the cache, the export still fails. We can reproduce it.
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Command:
    """`command("--engine", "offline", stdin=THREAD)` in this process."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str, stdin: str | bytes = b"") -> Ran:
        """Runs the words of a command line."""
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        self.capsys.readouterr()
        code = run(list(words))
        return Ran(code, *self.capsys.readouterr())


def spawn(*words: str, stdin: str = "", **environment: str) -> Ran:
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "draft_escalation", *words],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def is_one_line(err: str) -> bool:
    """Whether standard error holds the one line that every failure is told in."""
    return err.startswith("draft-escalation: ") and err.count("\n") == 1 and err.endswith("\n")
