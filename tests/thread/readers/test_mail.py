"""Mails become threads."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.readers.export import Found
from draft_escalation.thread.readers.mail_threads import MailThreads
from draft_escalation.thread.readers.mailbox import TooLong, split_mailbox
from draft_escalation.thread.readers.reader import Broken, Pasted
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


def test_a_mail_that_answers_two_joins_their_threads(tmp_path: Path) -> None:
    """However late it comes; a mail without time is the last."""
    mails = [
        FIRST,
        OTHER,
        ANSWER,
        FIRST.replace("<1@pine.example>", "<8@ash.example>").replace("Export", "Tax"),
    ]
    link = OTHER.replace("<7@elm.example>", "<9@elm.example>\nReferences: <2@acme.example> <7@elm.example>")
    box = "".join(
        f"From MAILER Mon Apr 13 09:00:00 2026\n{one}\n" for one in (*mails, link.replace("Date", "X"))
    )
    found = read(tmp_path, {"inbox.mbox": box})

    assert [len(shape(one.thread)) for one in found if isinstance(one, Found)] == [4, 1]
    assert [one.place for one in found if isinstance(one, Found)] == [
        "export/inbox.mbox#<1@pine.example>",
        "export/inbox.mbox#<8@ash.example>",
    ]


def test_a_thread_of_too_much_text_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its mails are never held together."""
    monkeypatch.setattr("draft_escalation.thread.readers.mail_threads.MOST_TEXT", 1000)
    many = [FIRST.replace("<1@", f"<{n}@") for n in range(9)]
    box = "".join(f"From MAILER Mon Apr 13 09:00:00 2026\n{one}\n" for one in (*many, OTHER))
    first, second = read(tmp_path, {"inbox.mbox": box})

    assert isinstance(first, Broken)
    assert (first.part, "inbox.mbox#<0@pine.example>: a thread of over" in first.why) == (
        "export/inbox.mbox",
        True,
    )
    assert isinstance(second, Found)


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("abcdefgh"), max_size=3), st.none() | st.integers(0, 9)),
        max_size=12,
    )
)
def test_mails_are_one_thread_where_a_chain_of_names_leads_from_one_to_the_other(
    mails: list[tuple[set[str], int | None]],
) -> None:
    """Whatever their order; every mail is in one thread."""
    with MailThreads() as threads:
        for number, (names, hour) in enumerate(mails):
            sent_at = None if hour is None else datetime(2026, 4, 13, hour, tzinfo=UTC)
            threads.put("box", f"{number}", sorted(names), sent_at, f"{number}")
        found = [one.text.split("\n\n") for one in threads.threads() if isinstance(one, Pasted)]

    groups = [({number}, set(names)) for number, (names, _) in enumerate(mails)]
    for names in [names for names, _ in mails] * len(mails):
        touched = [group for group in groups if group[1] & names]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched]
            groups.append(
                (set().union(*(one for one, _ in touched)), set().union(*(one for _, one in touched)))
            )
    assert sorted(sorted(map(int, thread)) for thread in found) == sorted(
        sorted(numbers) for numbers, _ in groups
    )
    assert [min(map(int, thread)) for thread in found] == sorted(min(map(int, thread)) for thread in found)
    for thread in found:
        hours = [mails[int(number)][1] for number in thread]
        assert hours == sorted(hours, key=lambda hour: (hour is None, hour or 0))


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
    found = split_mailbox(io.BytesIO(box))
    assert [one.decode().rstrip("\n") for one in found] == [body.rstrip("\n") for body in bodies]


def test_a_mail_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood before it is given."""
    monkeypatch.setattr("draft_escalation.thread.readers.mailbox.MOST_RECORD", 1 << 10)
    head = b"From a Mon Apr 13 09:00:00 2026\n"
    mails = split_mailbox(io.BytesIO(head + b"short\n\n" + head + b"long\n" * 1000))

    assert next(mails) == b"short\n\n"
    with pytest.raises(TooLong):
        next(mails)


def test_a_mail_in_a_mail_is_a_message_of_its_own(tmp_path: Path) -> None:
    """Forwarded as an attachment: its author is not who forwarded it."""
    mail = """From: Yusra <yusra@desk.example>
To: l2@desk.example
Subject: FW: Sync fails
Date: Tue, 14 Apr 2026 12:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=X

--X
Content-Type: text/plain

Please take over.
--X
Content-Type: message/rfc822
Content-Disposition: attachment; filename="original.eml"

From: Ana Ruiz <ana@pine.example>
To: help@desk.example
Subject: Sync fails
Date: Tue, 14 Apr 2026 09:30:00 +0000
Content-Type: multipart/alternative; boundary=Y

--Y
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

VGhlIHN5bmMgaW4gS8O2bG4gZmFpbHMu
--Y
Content-Type: text/html; charset=utf-8

<p>The sync in K&ouml;ln fails.</p>
--Y--
--X--
"""
    thread = thread_in(tmp_path, {"forwarded.eml": mail})

    assert [(who, words) for who, _, _, words in shape(thread)] == [
        ("Ana Ruiz", "The sync in Köln fails."),
        ("Yusra", "Please take over. [attachment: original.eml]"),
    ]
    assert [one.sent_at.hour for one in thread.messages if one.sent_at] == [9, 12]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Auto-Submitted: auto-replied", "system"),
        ("Auto-Submitted: auto-replied (vacation)", "system"),
        ("Content-Type: multipart/report; boundary=X", "system"),
        ("Auto-Submitted: auto-generated", "agent"),
        ("Auto-Submitted: no", "agent"),
    ],
)
def test_what_a_program_answers_is_the_systems(header: str, role: str, tmp_path: Path) -> None:
    """A desk's mails are `auto-generated`, with an agent's words; others by the same name stay."""
    mails = {
        "1.eml": "From: Ana <ana@pine.example>\nTo: help@desk.example\nSubject: Sync\n"
        "Message-ID: <1@x>\nDate: Mon, 13 Apr 2026 08:01:00 +0000\n\nThe sync fails.\n",
        "2.eml": "From: Desk <help@desk.example>\nTo: ana@pine.example\nSubject: Re: Sync\n"
        f"Message-ID: <2@x>\nIn-Reply-To: <1@x>\nDate: Mon, 13 Apr 2026 08:02:00 +0000\n{header}\n\n"
        "--X\nContent-Type: text/plain\n\nWe received it.\n--X--\n",
        "3.eml": "From: Desk <help@desk.example>\nTo: ana@pine.example\nSubject: Re: Sync\n"
        "Message-ID: <3@x>\nIn-Reply-To: <1@x>\nDate: Mon, 13 Apr 2026 09:00:00 +0000\n\nWe are checking.\n",
    }
    thread = thread_in(tmp_path, mails, staff=("desk.example",))

    assert [role for _, role, _, _ in shape(thread)] == ["customer", role, "agent"]
