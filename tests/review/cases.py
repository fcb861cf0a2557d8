"""Briefs to review: drafted offline from small invented threads, and the command that serves them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from draft_escalation.batch.work import markdown_of
from draft_escalation.brief.document import Document
from draft_escalation.check import Terms
from draft_escalation.draft import Frame, compose
from draft_escalation.extract.engine import Report
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.guard.thread import masked
from draft_escalation.render.json import render_json
from draft_escalation.review.record import By
from draft_escalation.skill.policy import policy
from draft_escalation.thread.read import read_thread

TERMS = Terms(policy())
BY = By(who="Yusra", at="2026-04-20T09:00:00Z")
BUG = """\
Ticket #5120
Subject: CSV export fails
Requester: Ana Torres <ana@acme.example>
Assignee: Yusra Haddad

Ana Torres
Apr 13, 2026, 15:22

The CSV export fails since Monday. All 14 users see error E-503.
We need it by Friday 17:00.

Yusra Haddad
Apr 13, 2026, 16:05

I cleared the cache, the export still fails. We can reproduce it.
"""
SETUP = """\
Ticket #5121
Subject: Where is the report?
Requester: Ben Osei <ben@birch.example>
Assignee: Yusra Haddad

Ben Osei
Apr 14, 2026, 09:00

Where do I find the monthly report?

Yusra Haddad
Apr 14, 2026, 09:30

It is under Reports, the help page explains how to set it up.
"""


def drafted(text: str = BUG, source: str = "paste") -> Document:
    """The offline draft of a thread."""
    thread = masked(read_thread(text.encode(), source=source))[0]
    report = Report(extraction=extract_offline(thread, policy()), engine="offline")
    return compose(thread, report, Frame(policy=policy()))


def put(folder: Path, name: str, document: Document | None = None) -> Path:
    """Writes a brief's two files as a batch does; gives the JSON's place."""
    data = render_json(document or drafted()).encode()
    (folder / f"{name}.md").write_bytes(markdown_of(data))
    path = folder / f"{name}.json"
    path.write_bytes(data)
    return path


def on_disk(path: Path) -> Document:
    """The brief as it lies there."""
    return Document.model_validate_json(path.read_bytes())


def rules_of(document: Document) -> set[str]:
    """The codes of the findings."""
    return {finding.rule for finding in document.findings}


@contextmanager
def command(place: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """`draft-escalation review` in a process of its own, and the address that it prints."""
    words = [sys.executable, "-m", "draft_escalation", "review", str(place), "--no-open"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert said.startswith("review at http://127.0.0.1:"), said + str(
                process.stderr and process.stderr.read()
            )
            yield process, said.split()[-1]
        finally:
            process.kill()


@contextmanager
def opened(place: Path) -> Iterator[httpx2.Client]:
    """A client that has opened the address, with what a browser sends along."""
    with command(place) as (_, address):
        base, _, query = address.partition("/?")
        with httpx2.Client(base_url=base, headers={"Origin": base}) as client:
            assert client.get(f"/?{query}").status_code == 303
            yield client
