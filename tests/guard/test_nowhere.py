"""A masked secret appears nowhere: request, standard output and error, files and their names, journal."""

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from cli.cases import Command
from endpoint import Asked, FakeEndpoint, Reply, failure, says
from extract.llm.cases import GOOD
from guard.corpus import card, run, spaced

SECRETS = ("gh" + "p_" + run(36), "Sonne" + "n42!x", "p4ss" + "w0rd/X", spaced(card("4539")), run(40))
TOKEN, PASSWORD, DATABASE, CARD, AWS = SECRETS
THREAD = f"""\
Ticket #5120
Subject: Export fails with {TOKEN}
Requester: Ana Torres <ana@acme.example>
Assignee: Yusra Haddad

Ana Torres
Apr 13, 2026, 15:22

The CSV export fails since Monday. My password is {PASSWORD} and it worked. All 14 users see error E-503.
We connect with postgresql://app:{DATABASE}@db.acme.example/main and paid with card {CARD}.

> aws_secret_access_key = {AWS}

Is {TOKEN[:8]}\u200b{TOKEN[8:]} revoked? Then {PASSWORD} as well.

Yusra Haddad
Apr 13, 2026, 16:05

I cleared the cache, the export still fails. We can reproduce it. Token {TOKEN} is a valid one.
"""


def parts(secret: str) -> Iterator[bytes]:
    """Two thirds of a secret from any place, as it stands and as JSON, URLs and base64 write it."""
    size = len(secret) * 2 // 3
    for at in range(len(secret) - size + 1):
        piece = secret[at : at + size]
        yield piece.encode()
        yield json.dumps(piece)[1:-1].encode()
        yield quote(piece, safe="").encode()
        yield "".join(piece.split()).encode()
    whole = secret.encode()
    for shift in range(3):
        encoded = base64.b64encode(b"x" * shift + whole)
        yield encoded[4:-4][: len(encoded) * 2 // 3]


def holds_any(place: bytes) -> list[bytes]:
    """The parts of secrets that a place holds, also with blanks and hidden characters taken out."""
    bare = b"".join(place.replace("\u200b".encode(), b"").split())
    return [part for secret in SECRETS for part in parts(secret) if part in place or part in bare]


def sent(endpoint: FakeEndpoint) -> bytes:
    """All bodies."""
    return b"\n".join(json.dumps(one.body, ensure_ascii=False).encode() for one in endpoint.requests)


def kept(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of all files, and what the journal's rows unpack to."""
    for path in folder.rglob("*"):
        yield str(path), str(path.relative_to(folder)).encode()
        if path.is_file():
            yield str(path), path.read_bytes()
    for path in folder.rglob("journal.sqlite"):
        with sqlite3.connect(path) as database:
            for *row, brief in database.execute("SELECT id, key, state, record, brief FROM ended"):
                yield f"{path} row", " ".join(map(str, row)).encode()
                yield f"{path} brief", zlib.decompress(brief) if brief else b""
        database.close()


def echoes(asked: Asked) -> Reply:
    """A model that says back all that it was shown."""
    told = str(asked.body["messages"][-1]["content"])[:2000]
    fact = {"slot": "issue_description", "text": told, "lines": "m1.1 m1.2 m1.3 m1.4 m2.3"}
    script = says(
        GOOD | {"facts": [*GOOD["facts"], fact]}
        if "Answer" in str(asked.body["tools"])
        else {"statements": []}
    )
    assert callable(script)
    return script(asked)


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_a_draft_shows_no_secret(format_: str, command: Command, folder: Path) -> None:
    """In the request, the brief, and what is said beside it."""
    (folder / "thread.txt").write_text(THREAD)
    with FakeEndpoint(*[echoes] * 4) as endpoint:
        ran = command("thread.txt", "--base-url", endpoint.base_url, "--format", format_, "-v")

    assert ran.code == 0
    assert endpoint.requests
    assert not holds_any(sent(endpoint))
    assert not holds_any(ran.out.encode() + ran.err.encode())
    assert "hidden 1]" in ran.out or format_ != "json"


def test_a_batch_keeps_no_secret(command: Command, folder: Path) -> None:
    """In requests, files, file names and journal."""
    export = folder / "in"
    export.mkdir()
    (export / "thread.txt").write_text(THREAD)
    with FakeEndpoint(*[echoes] * 4) as endpoint:
        ran = command("batch", "in", "--out", "out", "--base-url", endpoint.base_url, "--engine", "llm")

    assert ran.code == 0
    assert not holds_any(sent(endpoint))
    assert not holds_any(ran.out.encode() + ran.err.encode())
    assert {place for place, data in kept(folder / "out") if holds_any(data)} == set()
    assert any("row" in place for place, _ in kept(folder / "out"))


def test_an_error_of_the_endpoint_shows_no_secret(command: Command, folder: Path) -> None:
    """Endpoints say back what they were sent."""
    (folder / "thread.txt").write_text(THREAD)
    with FakeEndpoint(failure(400, f"cannot read password: {PASSWORD}, token {TOKEN}")) as endpoint:
        ran = command("thread.txt", "--base-url", endpoint.base_url, "--engine", "llm")

    assert ran.code == 2
    assert not holds_any(ran.out.encode() + ran.err.encode())


def test_redaction_can_be_left_off_and_that_is_said(command: Command, folder: Path) -> None:
    """Then everything stands as it is."""
    (folder / "thread.txt").write_text(THREAD)
    with FakeEndpoint(*[echoes] * 4) as endpoint:
        ran = command("thread.txt", "--base-url", endpoint.base_url, "--redact", "off")

    assert PASSWORD in endpoint.requests[0].text
    assert "redaction is off: secrets and personal data stand as they are" in ran.err
