"""Cuts a message's text into lines: sentences, list items, log lines, code and table rows."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from draft_escalation.thread.kinds import Kind, is_fence, is_numbered, kind_of
from draft_escalation.thread.model import Flag
from draft_escalation.thread.sentences import sentence_starts, stop_words

_QUOTE_MARK = re.compile(r"(?:[ \t]{0,3}>){0,20}+[ \t]?")
_FINAL = re.compile(r"(?:[.!?:;…。]|\.\.)[\"'”’»)\]*_]{0,4}$")
_FLAGS: dict[Kind, tuple[Flag, ...]] = {
    "list": ("list",),
    "log": ("log",),
    "code": ("code",),
    "table": ("table",),
}
_WRAP_LEAST, _WRAP_MOST = 50, 132
_RAGGED = 12
_SHORT = 24


class Piece(NamedTuple):
    """A half-open span of the text that is one line, trailing white space included."""

    start: int
    end: int
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True)
class _Row:
    """A physical line: where it begins, its `>` marks, its words without them, and what it is."""

    start: int
    mark: str
    words: str
    kind: Kind

    @property
    def indent(self) -> int:
        return len(self.words) - len(self.words.lstrip())


def split_lines(text: str) -> list[Piece]:
    """Gives the pieces that tile `text`: joined they are the text again; no text, no pieces.

    A piece is a sentence (hard wraps undone), a list item with its continuation, or one physical line of a
    log, of code or of a table. White space after a piece and blank lines belong to it; blank lines at the
    very beginning belong to the first piece.
    """
    if not text.strip():
        return [Piece(0, len(text))] if text else []
    rows = _rows(text)
    _mark_blocks(rows)
    _mark_lists(rows)
    starts = list(_starts(text, rows)) or [(0, "prose")]
    bounds = [0, *(start for start, _ in starts[1:]), len(text)]
    return [Piece(bounds[i], bounds[i + 1], _FLAGS.get(kind, ())) for i, (_, kind) in enumerate(starts)]


def _rows(text: str) -> list[_Row]:
    rows, start = [], 0
    for line in text.split("\n"):
        if not line:
            rows.append(_Row(start, "", "", "blank"))
            start += 1
            continue
        match = _QUOTE_MARK.match(line)
        mark = match.group() if match and ">" in match.group() else ""
        words = line[len(mark) :]
        rows.append(_Row(start, mark.replace(" ", ""), words, kind_of(words)))
        start += len(line) + 1
    return rows


def _mark_blocks(rows: list[_Row]) -> None:
    """Sets what only the neighbours tell: fenced blocks, what hangs below a log line, gaps in code."""
    fences = [i for i, row in enumerate(rows) if is_fence(row.words)]
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        for row in rows[opening : closing + 1]:
            if row.kind not in {"blank", "log"}:
                row.kind = "code"
    for before, row, after in zip(rows, rows[1:], [*rows[2:], _Row(0, "", "", "blank")], strict=False):
        if row.kind not in {"prose", "alone"}:
            continue
        if before.kind in {"log", "code"} and row.indent >= 2:
            row.kind = before.kind
        elif before.kind == after.kind == "code" or (
            before.kind == "code" and row.words.startswith(("#", "//"))
        ):
            row.kind = "code"


def _mark_lists(rows: list[_Row]) -> None:
    """Numbered items of wiki markup (`# Open …`) come in rows; a single one is a heading."""
    for row, after in itertools.pairwise(rows):
        items = is_numbered(row.words) and is_numbered(after.words)
        if items and row.kind in {"alone", "list"} and after.kind == "alone":
            row.kind = after.kind = "list"


def _starts(text: str, rows: list[_Row]) -> Iterator[tuple[int, Kind]]:
    """Gives where each piece begins, and what it is."""
    at, widths = 0, _widths(rows)
    while at < len(rows):
        row = rows[at]
        last = at
        while last + 1 < len(rows) and _continues(row, rows[last], rows[last + 1], widths[at]):
            last += 1
        if row.kind != "blank":
            yield row.start, row.kind
        if row.kind in {"prose", "alone"}:
            end = rows[last + 1].start if last + 1 < len(rows) else len(text)
            yield from ((start, "prose") for start in sentence_starts(text, row.start, end))
        at = last + 1


def _widths(rows: list[_Row]) -> list[int]:
    """For each row, the longest line of its paragraph: where the writer's program wrapped."""
    widths, first = [0] * len(rows), 0
    for i in range(len(rows) + 1):
        if i == len(rows) or rows[i].kind == "blank":
            widest = max((len(row.words) for row in rows[first:i]), default=0)
            widths[first:i] = [widest] * (i - first)
            first = i + 1
    return widths


def _continues(head: _Row, row: _Row, following: _Row, width: int) -> bool:
    """Whether `following` goes on with the sentence or list item that `row` is part of."""
    if following.kind != "prose" or row.mark != following.mark or head.kind not in {"prose", "alone", "list"}:
        return False
    if head.kind == "list" and following.indent > head.indent:
        return True
    words, next_words = row.words.rstrip(), following.words.split(maxsplit=1)
    if words.lstrip().startswith("#") or len(words) > _WRAP_MOST:
        return False
    if _FINAL.search(words[-8:]):
        return _abbreviated(words)
    if (
        words.endswith(",")
        or next_words[0][0].islower()
        or words.split()[-1].lower() in stop_words().mid_sentence
    ):
        room = width - len(words) - 1 - len(next_words[0])
        return len(words) > _SHORT and room < _RAGGED + width // 5
    return width >= _WRAP_LEAST and len(words) + 1 + len(next_words[0]) > width


def _abbreviated(words: str) -> bool:
    """Whether a wrapped line ends in an abbreviation rather than with its sentence."""
    last = words.rsplit(maxsplit=1)[-1].lower()
    return len(words) > _SHORT and last.endswith(".") and last[:-1].lstrip("(\"'") in stop_words().never_last
