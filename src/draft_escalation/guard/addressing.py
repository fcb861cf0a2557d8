"""Text that speaks to whoever drafts from a thread: orders, forged turns, ready-made answers.

Patterns are data (addressing.toml). A line is read as a person would read it: hidden characters out,
look-alike letters made plain, spaced-out words closed up, and what is written in base64 decoded.
"""

import re
import unicodedata
from base64 import b64decode
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Line, Message, Role, Thread

_LONGEST = 4_000
_OVERLAP = 400
_MOST_WORDS = 120
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){4,60}[^\W\d_](?!\S)")
_ENCODED = re.compile(r"(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]{0,40}[A-Z])[A-Za-z0-9+/]{24,2000}+={0,2}")
_PARAGRAPH_ENDS = re.compile(r"\n[ \t]{0,20}\r?\n\s{0,200}$")
_TAGS = {0xE0000 + sign: chr(sign) for sign in range(0x20, 0x7F)}
_PLAIN = str.maketrans(
    "аАеЕоОрРсСхХуУіІјЈѕЅкКмМтТнНвВԁɡӏοΟαΑεΕιΙρΡτΤνΝκΚυΥ’‘ʼ",
    "aAeEoOpPcCxXyYiIjJsSkKmMtTnHbBdgloOaAeEiIpPtTvNkKuY'''",
)
_JOINED = re.compile(r"(?:[A-Za-z]{2,20}[_-]){3}")
_JOINT = re.compile(r"(?<=[A-Za-z])[_-](?=[A-Za-z])")
_USUAL = frozenset([*map(chr, range(0x20, 0x7F)), *"\n\t\r€–—…„“”äöüÄÖÜßéèêàçñáíóú·•→"])
_BEGINNING = 4
_WORD = re.compile(r"[^\W_]+")
_OPENING = re.compile(r"[a-z]{4,}|[a-z]+(?=[^a-z])")
_CYRILLIC_OR_GREEK = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]{3}")


class Address(NamedTuple):
    """What a line says to whoever drafts: of which kind, and the words.

    `unseen`: in characters that are taken out before anybody reads the line, whose other words stand.
    """

    kind: str
    words: str
    unseen: bool = False


class Row(Record):
    """One way to speak to the drafter; see the head of addressing.toml."""

    kind: str
    hint: tuple[tuple[str, ...], ...]
    say: tuple[str, ...]
    unless: tuple[str, ...] = ()
    by_staff: bool = True
    times: int = 1


class _Rows(Record):
    row: tuple[Row, ...]


@lru_cache(maxsize=2)
def find_addresses(thread: Thread) -> Mapping[str, Address]:
    """Gives the lines that speak to the drafter, by id, each with the first kind that it shows.

    Where it opens a paragraph, the rest of that belongs to it and comes under the same kind, with its own
    words; after a line that ends in a colon, so does the next paragraph. Kept for the thread at hand.
    """
    plain = _as_seen(thread.text)
    rows = _tried(plain.lower())
    disguised = bool(_ENCODED.search(plain)) or plain != " ".join(thread.text.split())
    if not rows and not disguised:
        return {}
    found: dict[str, Address] = {}
    for message in thread.messages:
        found.update(_in_message(message, rows, disguised=disguised))
    return found


def address_in(text: str, role: Role = "unknown", rows: Sequence[Row] | None = None) -> Address | None:
    """Gives what one line says to the drafter, None for nothing. `rows` are those to try; None tries all."""
    tried = [row for row in (_table() if rows is None else rows) if row.by_staff or role != "agent"]
    for at in range(0, max(len(text) - _OVERLAP, 1), _LONGEST - _OVERLAP):
        if found := _in_piece(text[at : at + _LONGEST], tried):
            return found
    return None


def _in_piece(text: str, rows: Sequence[Row]) -> Address | None:
    plain = _as_seen(text)
    lower = plain.lower()
    for row in rows:
        if (row.times > 1 or _hinted(row, lower)) and (words := _said(row, plain)):
            return Address(row.kind, words[:_MOST_WORDS])
    return _decoded(plain) or _smuggled(text)


def _in_message(message: Message, rows: Sequence[Row], *, disguised: bool) -> Iterator[tuple[str, Address]]:
    going_on: Address | None = None
    opens = True
    text = "".join(line.text for line in message.lines)
    if not (disguised or _may_say(text, rows)):
        return
    rows = [row for row in rows if row.times == 1 or _often(row, message, disguised=disguised)]
    for line in message.lines:
        worth = disguised or _may_say(line.text, rows)
        found = address_in(line.text, message.role, rows) if worth else None
        if found is None and going_on and line.text.strip():
            found = Address(going_on.kind, _as_seen(line.text[:_LONGEST])[:_MOST_WORDS])
        if found:
            yield line.id, found
            going_on = found if (opens or going_on) and not (found.unseen or _ends(line)) else None
        opens = _ends(line) or "header" in line.flags


def _may_say(text: str, rows: Sequence[Row]) -> bool:
    """Whether a line of an undisguised text holds what any of the rows needs: quick, for most do not."""
    lower = " ".join(text.lower().split())
    return any(row.times > 1 or _hinted(row, lower) for row in rows)


def _often(row: Row, message: Message, *, disguised: bool) -> bool:
    """Whether so many lines of a message say it as the row wants; each holds one of the row's hints."""
    hints = frozenset().union(*row.hint)
    texts = (line.text[:_LONGEST] for line in message.lines)
    worth = (text for text in texts if disguised or any(map(text.lower().__contains__, hints)))
    said = (_said(row, _as_seen(text)) for text in worth)
    return message.role != "agent" and sum(map(bool, said)) >= row.times


def _ends(line: Line) -> bool:
    """Whether a paragraph ends with the line; one that announces the next goes on."""
    return bool(_PARAGRAPH_ENDS.search(line.text)) and not line.text.rstrip(" \n\t\r*_-=#").endswith(":")


def _tried(lower: str) -> tuple[Row, ...]:
    """The rows whose hints stand in a text of small letters: by beginnings of words first, which is quick."""
    by_beginning, others = _hints()
    beginnings = {word[:_BEGINNING] for word in _WORD.findall(lower)}
    likely = (hint for beginning in by_beginning.keys() & beginnings for hint in by_beginning[beginning])
    there = set(filter(lower.__contains__, (*likely, *others)))
    rows = (row for row in _table() if not any(map(there.isdisjoint, row.hint)))
    return tuple(row.model_copy(update={"hint": _of_those(row, there)}) for row in rows)


def _of_those(row: Row, there: Container[str]) -> tuple[tuple[str, ...], ...]:
    """The hints of a row that a text holds: only these can stand in its lines."""
    return tuple(tuple(hint for hint in group if hint in there) for group in row.hint)


def _hinted(row: Row, lower: str) -> bool:
    return all(any(map(lower.__contains__, group)) for group in row.hint)


def _said(row: Row, plain: str) -> str | None:
    match = _compiled(row.say).search(plain)
    if match is None or (row.unless and _compiled(row.unless).search(plain)):
        return None
    return " ".join(match[0].split())


def _decoded(plain: str) -> Address | None:
    for match in _ENCODED.finditer(plain):
        code = match[0].rstrip("=")
        text = b64decode(code + "=" * (-len(code) % 4)).decode("latin-1") if len(code) % 4 != 1 else ""
        if text.isprintable() and " " in text and (found := address_in(text)):
            return Address(f"{found.kind} in base64", found.words)
    return None


def _smuggled(text: str) -> Address | None:
    """What is said in tag characters."""
    letters = "".join(_TAGS[ord(sign)] for sign in text if ord(sign) in _TAGS) if not text.isascii() else ""
    found = address_in(letters) if letters else None
    return Address(f"{found.kind} in hidden characters", found.words, unseen=True) if found else None


def _as_seen(text: str) -> str:
    """The text with its disguises taken off, on one line; what is written in Cyrillic or Greek stays so."""
    if not _USUAL.issuperset(text):
        text = unicodedata.normalize("NFKC", strip_hidden(text))
        if not _CYRILLIC_OR_GREEK.search(text):
            text = text.translate(_PLAIN)
    text = " ".join(_SPACED.sub(lambda match: match[0].replace(" ", ""), text).split())
    return f"{text} {_JOINT.sub(' ', text)}" if _JOINED.search(text) else text


@cache
def _table() -> tuple[Row, ...]:
    return read_table("draft_escalation.guard", "addressing.toml", _Rows).row


@cache
def _hints() -> tuple[dict[str, list[str]], list[str]]:
    """All hints: by the beginning of the word that they open with, and those that open with no whole word."""
    by_beginning: dict[str, list[str]] = {}
    others: list[str] = []
    for hint in {hint for row in _table() for group in row.hint for hint in group}:
        opening = _OPENING.match(hint)
        if opening:
            by_beginning.setdefault(opening[0][:_BEGINNING], []).append(hint)
        else:
            others.append(hint)
    return by_beginning, others


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
