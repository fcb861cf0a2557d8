"""The physical lines of a paste, with what stands before and after them."""

import re
from dataclasses import dataclass

_MARKS = re.compile(r"(?:[ \t]{0,3}>){1,20}+[ \t]?")


@dataclass(frozen=True, slots=True)
class Row:
    """One physical line: its span with the line end, its depth of `>` marks, its words without them, trimmed."""

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
    """Gives the rows that tile the text."""
    rows: list[Row] = []
    start = 0
    for line in _split(text):
        marks = _MARKS.match(line) if ">" in line[:40] else None
        inside = line[marks.end() :] if marks else line
        words = inside.strip()
        at = start + len(line) - len(inside) + (len(inside) - len(inside.lstrip()) if words else 0)
        rows.append(Row(start, start + len(line), marks.group().count(">") if marks else 0, words, at))
        start += len(line)
    return rows


def _split(text: str) -> list[str]:
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
