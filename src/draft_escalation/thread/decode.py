"""From bytes to text, without ever guessing silently."""

import codecs
from typing import NamedTuple

from draft_escalation.errors import UserError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = bytes(frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b\b\x07\x1a"))
_BINARY_SHARE = 0.02


class Decoded(NamedTuple):
    r"""Text with `\\n` as its only line end; `guessed` where neither a mark, the asker nor UTF-8 decided."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Gives the text of a file: by its byte order mark, else as asked, else UTF-8, else a guess (cp1252).

    Raises UserError for a binary file, for an encoding that does not exist, and for bytes that the asked-for
    encoding cannot read.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    if encoding is not None:
        return _strict(data, _known(encoding))
    _refuse_binary(data)
    try:
        return Decoded(_newlines(data.decode("utf-8")), "utf-8", guessed=False)
    except UnicodeDecodeError:
        return _guess(data)


def whole(text: str) -> str:
    """Gives the text with U+FFFD for halves of surrogate pairs, which JSON may hold and no file takes."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_newlines(data.decode(encoding)), encoding, guessed=False)
    except (UnicodeError, ValueError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise UserError(
            f"byte {at + 1} is not {encoding}; give the file's own encoding with --encoding"
        ) from error


def _known(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError) as error:
        raise UserError(f"no encoding is called {encoding!r}; try utf-8, cp1252 or utf-16") from error
    if not info._is_text_encoding:  # noqa: SLF001
        raise UserError(f"{encoding!r} does not decode to text; try utf-8, cp1252 or utf-16")
    return info.name


def _refuse_binary(data: bytes) -> None:
    strange = len(data) - len(data.translate(None, _BINARY))
    if b"\0" in data or strange > len(data) * _BINARY_SHARE:
        raise UserError("this is a binary file, not text; export the thread as text, JSON, CSV or HTML")


def _guess(data: bytes) -> Decoded:
    try:
        return Decoded(_newlines(data.decode("cp1252")), "cp1252", guessed=True)
    except UnicodeDecodeError:
        return Decoded(_newlines(data.decode("latin-1")), "latin-1", guessed=True)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
