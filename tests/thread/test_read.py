"""Reading a thread: what tiles, what is refused, what is said about it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.errors import UserError
from draft_escalation.thread import Thread
from draft_escalation.thread.read import describe, read_thread

SHAPES = [
    "Ana Pérez - Mon, 11/04/2016 - 17:28\n",
    "@ana (2026-04-13 13:23 UTC):\n",
    "[2026-04-13 15:22] ana: ",
    "ana\n  3:22 PM\n",
    "Ana Pérez\n13 Apr 2026 15:22\nInternal note\n",
    "On Mon, Apr 13, 2026 at 3:22 PM Ana <ana@acme.example> wrote:\n",
    "> On Mon, Apr 13, 2026 at 3:22 PM Ana <ana@acme.example> wrote:\n>> ",
    "From: Ana <ana@acme.example>\nSent: Monday, April 13, 2026 3:22 PM\nSubject: Down\n\n",
    "-----Original Message-----\n",
    "AGENT: ",
    "Customer: ",
    "13 Apr 15:22 - ",
    "Subject: Down\n",
    "Status changed to Open\n",
    "________________\n",
    "Monday, April 13th\n",
    "> quoted text that was said before\n",
    "Best regards\nAna\n",
    "Sent from my iPhone\n",
    "hello, it does not work. Since Monday!\n",
    "Reply\n",
    "\n",
    " \u200b \n",
    "<html>",
]


def _read(text: str) -> Thread | None:
    try:
        return read_thread(text, source="test")
    except UserError:
        return None


def _tiles(text: str) -> None:
    thread = _read(text)
    if thread is None:
        return
    ends = [line.end for line in thread.lines]
    assert [line.start for line in thread.lines] == [0, *ends[:-1]]
    assert thread.text == text
    assert len(thread.by_id) == len(thread.lines)
    assert [m.id for m in thread.messages if m.id != "m0"] == [
        f"m{n + 1}" for n in range(sum(m.id != "m0" for m in thread.messages))
    ]


@given(
    st.lists(st.sampled_from(SHAPES), min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: not text.lstrip().startswith("<html"))
)
def test_any_mixture_of_message_shapes_tiles(text: str) -> None:
    """Whatever is pasted together, each character is in one line and each line has its own id."""
    _tiles(text)


@given(st.text(alphabet=st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=200))
def test_any_text_tiles(text: str) -> None:
    """The same for any text at all."""
    if not text.lstrip().lower().startswith(("<html", "<!doctype")):
        _tiles(text)


@pytest.mark.parametrize(
    ("data", "met"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"PK\x03\x04\x00\x00\x00", "binary"),
        ("a\0b", "binary"),
        ("Subject: Down\n\nAna - Mon, 13/04/2026 - 17:28\n", "nobody says"),
        ("Show more\n----\nReply\n", "nobody says"),
    ],
)
def test_what_holds_no_message_is_refused(data: bytes | str, met: str) -> None:
    """Empty, blank, binary or without a word by anyone: one line that says what to do."""
    with pytest.raises(UserError, match=met) as error:
        read_thread(data, source="ticket.txt")
    assert "\n" not in str(error.value)
    assert ";" in str(error.value)


def test_the_id_is_the_digest_of_the_text() -> None:
    """The same text has the same id, whatever its file is called."""
    text = "Our export fails.\n"
    assert read_thread(text, source="a").id == hashlib.sha256(text.encode()).hexdigest()[:12]


def test_what_has_no_header_is_one_message() -> None:
    """Read as one message, and that is said."""
    thread = read_thread("Our export fails since Monday.\nIt says E-17.\n", source="test")
    assert [m.id for m in thread.messages] == ["m1"]
    assert not thread.reading.structured
    assert describe(thread) == "read 1 message (plain text)."


def test_line_ends_and_encodings() -> None:
    """Carriage returns are line ends; a guessed encoding is said."""
    assert read_thread(b"Login fails.\r\nE-17\r\n", source="test").text == "Login fails.\nE-17\n"
    assert read_thread("Ausfälle".encode("cp1252"), source="test").reading.encoding_guessed


def test_describe_names_who_is_who() -> None:
    """Messages, kind of paste, people, internal notes, and how to set it right."""
    thread = read_thread(
        "Ana\n13 Apr 2026 15:22\nExports fail.\n\nYusra\n13 Apr 2026 15:30\nInternal note\nReproduced.\n\n"
        "Yusra\n13 Apr 2026 15:40\nPublic reply\nWe are looking into it.\n",
        source="test",
    )
    assert describe(thread) == (
        "read 3 messages (Zendesk paste): Ana customer; Yusra agent; 1 internal note. Wrong? --staff Yusra"
    )


def test_the_hint_can_be_pasted_into_a_shell() -> None:
    """Names with blanks are quoted; where no agent is known, it asks."""
    text = "Ana\n13 Apr 2026 15:22\nExports fail.\n\n{}\n13 Apr 2026 15:30\nPublic reply\nWhich version?\n"
    thread = read_thread(text.format("Tomás W. (agent)"), source="test")
    assert describe(thread).endswith(' Wrong? --staff "Tomás W."')
    alone = read_thread(text.format("Ana"), source="test")
    assert describe(alone).endswith(" Who is support? --staff NAME")


def test_a_newest_first_paste_without_dates_keeps_the_order_of_the_text() -> None:
    """Where no date tells, the text does."""
    thread = read_thread("Ana 3:22 PM\nfirst\nYusra 3:25 PM\nsecond\n", source="test")
    assert [m.author for m in thread.messages] == ["Ana", "Yusra"]
