"""An export that is drafted by itself: one ticket, and all that is none."""

import base64
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from draft_escalation.errors import UserError
from draft_escalation.settings import load_settings
from draft_escalation.thread.readers.reader import People
from draft_escalation.thread.readers.single import exported
from thread.readers.reading import shape

ISSUE = {
    "number": 77,
    "title": "Sync fails",
    "author": {"login": "inafalk"},
    "body": "The nightly sync fails with SYNC-409.",
    "createdAt": "2026-04-13T08:01:00Z",
    "comments": [
        {"author": {"login": "omarn"}, "authorAssociation": "MEMBER", "body": "We are checking."},
    ],
}
READ = [
    ("inafalk", "customer", "public", "The nightly sync fails with SYNC-409."),
    ("omarn", "agent", "public", "We are checking."),
]
MAIL = f"""From: =?utf-8?b?{base64.b64encode("Ina Fälk".encode()).decode()}?= <ina@kestrel.example>
Date: Mon, 13 Apr 2026 08:01:00 +0000
Subject: Sync fails
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The sync in K=C3=B6ln fails.
"""


def packed(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (json.dumps(ISSUE).encode(), "issue.json"),
        (json.dumps(ISSUE).encode(), "standard input"),
        (b"\xef\xbb\xbf\r\n" + json.dumps([ISSUE], indent=2).encode(), "paste"),
        (json.dumps(ISSUE).encode("utf-16"), "issue.json"),
        (packed({"issue.json": json.dumps(ISSUE)}), "issue.zip"),
    ],
    ids=["a file", "a pipe", "indented behind a mark", "utf-16", "a zip"],
)
def test_the_one_ticket_of_an_export_is_read_with_its_roles(data: bytes, name: str) -> None:
    found = exported(data, name, People(), ())
    assert found is not None
    assert shape(found.thread) == READ


def test_a_mail_as_it_was_sent_is_decoded() -> None:
    found = exported(MAIL.encode(), "mail.eml", People(), ())
    assert found is not None
    ((author, _, _, words),) = shape(found.thread)
    assert (author, words) == ("Ina Fälk", "The sync in Köln fails.")


@pytest.mark.parametrize(
    "text",
    [
        "Ina: the sync fails.\nOmar: we are checking.",
        "[10:32 AM] Ina: the sync fails.",
        '{"error": 409, "at": "sync"\n\nIna: this is all that the log says.',
        "<ina@kestrel.example> wrote: the sync fails.",
        "From: Ina <ina@kestrel.example>\nDate: 13 Apr 2026\nSubject: Sync\n\nThe sync fails.",
        '"It fails, again", says Ina.',
    ],
)
def test_a_paste_is_no_export(text: str) -> None:
    assert exported(text.encode(), "paste", People(), ()) is None


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (
            json.dumps([ISSUE, ISSUE | {"number": 78}]),
            "issues.json",
            "several tickets, where one",
        ),
        ('{"id": "cnv_1", "subject": "Sync"}', "paste", "paste: no record of a known ticket system"),
        ('{"number": 77, "title"', "issue.json", "issue.json: not JSON"),
        (gzip.compress(json.dumps(ISSUE).encode())[:-9], "issue.json.gz", "issue.json.gz: cannot be read ("),
        ("a,b\n1,2\n", "rows.csv", "name its keys in [mapping], or paste the thread"),
    ],
    ids=["several", "another system", "cut off", "packed and cut off", "another table"],
)
def test_what_cannot_be_drafted_is_one_line_with_what_to_do(data: str | bytes, name: str, what: str) -> None:
    with pytest.raises(UserError) as told:
        exported(data if isinstance(data, bytes) else data.encode(), name, People(), ())
    assert what in str(told.value)
    assert "\n" not in str(told.value)


def test_a_broken_member_beside_the_ticket_is_told() -> None:
    data = packed({"a.json": json.dumps(ISSUE), "b.json": '{"number": 78,'})
    found = exported(data, "issues.zip", People(), ())
    assert found is not None
    assert [one.partition(": ")[0] for one in found.unread] == ["issues.zip/b.json"]


def test_a_mapping_and_people_hold_here_too(tmp_path: Path) -> None:
    (tmp_path / "draft-escalation.toml").write_text(
        '[mapping.tracker]\nid = "case"\ntext = "body"\nauthor = "by"\n', encoding="utf-8"
    )
    mappings = load_settings({}, environment={}, project_folder=tmp_path).mappings
    table = b"case,by,body\n1,Ina,It fails.\n1,Omar,We are checking.\n"
    found = exported(table, "rows.csv", People(staff=("Omar",), customer=("Ina",)), mappings)
    assert found is not None
    assert [(author, role) for author, role, _, _ in shape(found.thread)] == [
        ("Ina", "customer"),
        ("Omar", "agent"),
    ]
