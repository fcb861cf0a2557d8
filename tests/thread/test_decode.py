"""Bytes become text by mark, by request, by UTF-8, and only then by a guess that is said."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.errors import UserError
from draft_escalation.thread.decode import decode

READ = [
    (b"plain", None, "plain", "utf-8", False),
    ("café".encode(), None, "café", "utf-8", False),
    (codecs.BOM_UTF8 + "café".encode(), None, "café", "utf-8", False),
    (codecs.BOM_UTF16_LE + "café".encode("utf-16-le"), None, "café", "utf-16-le", False),
    (codecs.BOM_UTF16_BE + "café".encode("utf-16-be"), None, "café", "utf-16-be", False),
    (codecs.BOM_UTF32_LE + "café".encode("utf-32-le"), None, "café", "utf-32-le", False),
    ("café".encode("cp1252"), "cp1252", "café", "cp1252", False),
    ("Größe – 5 €".encode("cp1252"), None, "Größe – 5 €", "cp1252", True),
    (b"caf\xe9 \x81", None, "café \x81", "latin-1", True),
    (b"a\r\nb\rc\n", None, "a\nb\nc\n", "utf-8", False),
    ("меню".encode("koi8-r"), "KOI8-R", "меню", "koi8-r", False),
    (b"", None, "", "utf-8", False),
    (b"\x1b[31mred\x1b[0m", None, "\x1b[31mred\x1b[0m", "utf-8", False),
]
REFUSED = [
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "binary"),
    (b"PK\x03\x04\x14\0\0\0", None, "binary"),
    (b"text\0text", None, "binary"),
    (b"text", "utf-99", "utf-99"),
    (b"text", "base64", "base64"),
    (b"caf\xe9", "utf-8", "byte 4"),
    (b"caf\xe9", "ascii", "byte 4"),
]


@pytest.mark.parametrize(("data", "asked", "text", "encoding", "guessed"), READ)
def test_text_is_read(data: bytes, asked: str | None, text: str, encoding: str, guessed: bool) -> None:
    decoded = decode(data, asked)
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, guessed)


@pytest.mark.parametrize(("data", "asked", "names"), REFUSED)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, asked: str | None, names: str) -> None:
    with pytest.raises(UserError, match=names) as caught:
        decode(data, asked)
    assert "\n" not in str(caught.value)


@given(
    st.binary(), st.sampled_from([None, "utf-8", "utf-16", "cp1252", "latin-1", "no\0name", "idna", "hex"])
)
def test_any_bytes_are_read_or_refused(data: bytes, asked: str | None) -> None:
    with contextlib.suppress(UserError):
        assert "\r" not in decode(data, asked).text


@given(st.text().filter(lambda text: text.isprintable()))
def test_utf_8_is_never_a_guess(text: str) -> None:
    assert decode(text.encode(), None).text == text.removeprefix("\ufeff")
