"""The physical lines of a paste, with what stands before and after them."""

import re
from typing import NamedTuple

_MARKS = re.compile(r"(?:[ \t]{0,3}>){1,20}+[ \t]?")

_LINE = re.compile(r"(?:[ \t\f\v]*+\n)++|[^\n]++\n?")


class Row(NamedTuple):
    """One physical line: its span with the line end, its depth of `>` marks, its trimmed words."""

    start: int
    end: int
    depth: int
    words: str
    at: int

    @property
    def blank(self) -> bool:
        """Whether nothing is written here."""
        return not self.words


def rows_of(text: str) -> list[Row]:
    """Gives the rows that tile the text; a run of blank lines is one row."""
    return [_row(text, match.start(), match.end()) for match in _LINE.finditer(text)]


def _row(text: str, start: int, end: int) -> Row:
    line = text[start:end]
    marks = _MARKS.match(line) if ">" in line[:40] else None
    inside = line[marks.end() :] if marks else line
    words = inside.strip()
    at = end - len(inside.lstrip()) if words else end
    return Row(start, end, marks.group().count(">") if marks else 0, words, at)
