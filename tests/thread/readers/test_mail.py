"""Mails become threads."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.readers.export import Found
from draft_escalation.thread.readers.mail import split_mailbox
from thread.readers.reading import read, shape, thread_in

FIRST = """\
From: Ana Ruiz <ana@pine.example>
To: support@acme.example
Subject: Export stops
Message-ID: <1@pine.example>
Date: Mon, 13 Apr 2026 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

The export stops.
From Monday on it stops at 50 %.
"""
ANSWER = """\
From: Yusra Haddad <support@acme.example>
To: Ana Ruiz <ana@pine.example>
Subject: AW: Export stops
Message-ID: <2@acme.example>
In-Reply-To: <1@pine.example>
Date: Mon, 13 Apr 2026 12:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p>Which version, <b>please</b>?</p>
--b
Content-Type: text/plain
Content-Disposition: attachment; filename="log.txt"

secretless
--b--
"""
OTHER = (
    FIRST.replace("<1@pine.example>", "<7@elm.example>")
    .replace("Export stops", "Logo")
    .replace("Ana Ruiz", "Ben")
)


def test_mails_of_one_thread_are_put_together(tmp_path: Path) -> None:
    """Oldest first, whatever the files' names; HTML as text; attachments by name."""
    thread = thread_in(tmp_path, {"a.eml": ANSWER, "b.eml": FIRST})

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "The export stops. From Monday on it stops at 50 %."),
        ("Yusra Haddad", "agent", "public", "Which version, please? [attachment: log.txt]"),
    ]


def test_a_mailbox_holds_several_threads(tmp_path: Path) -> None:
    """A line of text that begins with From is none of them."""
    box = "".join(f"From MAILER Mon Apr 13 09:00:00 2026\n{one}\n" for one in (FIRST, OTHER, ANSWER))
    found = read(tmp_path, {"inbox.mbox": box})

    assert [len(shape(one.thread)) for one in found if isinstance(one, Found)] == [2, 1]
    assert "From Monday on" in shape(found[0].thread)[0][3]  # type: ignore[union-attr]


def test_without_ids_the_subject_tells(tmp_path: Path) -> None:
    """`Re:` and its kin are left out."""
    first = FIRST.replace("Message-ID: <1@pine.example>\n", "")
    second = ANSWER.replace("Message-ID: <2@acme.example>\n", "").replace(
        "In-Reply-To: <1@pine.example>\n", ""
    )
    assert len(shape(thread_in(tmp_path, {"a.eml": first, "b.eml": second}))) == 2


@pytest.mark.parametrize(
    ("charset", "data"), [("iso-2022-jp", "すみません"), ("no-such-charset", "plain"), ("latin-1", "Grüße")]
)
def test_encodings_are_read(tmp_path: Path, charset: str, data: str) -> None:
    """An unknown one like pasted bytes."""
    body = data.encode(charset if charset != "no-such-charset" else "ascii")
    head = FIRST.partition("\n\n")[0].replace("charset=utf-8", f"charset={charset}").encode()
    thread = thread_in(tmp_path, {"a.eml": head + b"\n\nIt says: " + body + b".\n"})

    assert data in shape(thread)[0][3]


@given(st.lists(st.text(alphabet="ab From:>\n", max_size=60), min_size=1, max_size=5))
def test_a_mailbox_comes_apart_where_it_was_put_together(texts: list[str]) -> None:
    """With its `From ` lines escaped, every message comes back."""
    bodies = [text.replace("\r", "") for text in texts]
    box = b""
    for body in bodies:
        escaped = "\n".join(
            f">{line}" if line.lstrip(">").startswith("From ") else line for line in body.split("\n")
        )
        box += b"From a Mon Apr 13 09:00:00 2026\n" + escaped.encode() + b"\n\n"
    assert [one.decode().rstrip("\n") for one in split_mailbox(box)] == [body.rstrip("\n") for body in bodies]
