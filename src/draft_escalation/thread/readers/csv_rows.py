"""The rows of a CSV file as records: header to value, a repeated header to the list of its values."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Self

from draft_escalation.thread.readers.reader import MOST_RECORD, Broken, Fields, Part

_MARKS = ",;\t|"
_LONGEST_CELL = 10_000_000
_HEAD = 1 << 16


def csv_records(part: Part) -> Iterator[tuple[int, Fields] | Broken]:
    """Every row with its number, the header not counted.

    Cells beyond the header belong to its last column where that one is repeated; otherwise a row with such
    cells is broken. Rows at the end that hold one cell or none (a report's footer) are passed over.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with part.open() as file:
        head = file.read(_HEAD)
    with part.open() as raw, io.TextIOWrapper(raw, _encoding(head), "replace", newline="") as text:
        lines = _Lines(text)
        rows = csv.reader(lines, delimiter=_mark(head))
        try:
            header = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
            yield from _records(part, header, rows, lines)
        except csv.Error as error:
            yield Broken(part.name, f"not CSV: {error}", line=rows.line_num)


class _Lines:
    """The lines of a table without NUL; `since` is how much was read for the row under way."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self.since = text, 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MOST_RECORD + 1)
        self.since += len(line)
        if self.since > MOST_RECORD:
            raise csv.Error(f"a row of over {MOST_RECORD >> 20} MB; see to its quotes")
        if not line:
            raise StopIteration
        return line.replace("\0", "")


def _records(
    part: Part, header: Sequence[str], rows: Any, lines: _Lines
) -> Iterator[tuple[int, Fields] | Broken]:
    number = 0
    for cells in rows:
        lines.since = 0
        filled = sum(bool(cell.strip()) for cell in cells)
        if filled == 0 or (filled == 1 and len(header) > 2 and len(cells) <= 1):
            continue
        number += 1
        if len(cells) > len(header) > 1 and header[-1] == header[-2]:
            yield number, _record(part, [*header, *[header[-1]] * (len(cells) - len(header))], cells)
        elif any(cell.strip() for cell in cells[len(header) :]):
            why = f"{len(cells)} cells under {len(header)} headers; quote cells that hold the separator"
            yield Broken(part.name, why, number, rows.line_num)
        else:
            yield number, _record(part, header, cells)


def _record(part: Part, header: Sequence[str], cells: Sequence[str]) -> Fields:
    record: dict[str, Any] = {"@part": part.name, "@key": ""}
    repeated = {name for name, times in Counter(header).items() if times > 1}
    for name, cell in zip(header, cells, strict=False):
        if name in repeated:
            record.setdefault(name, []).append(cell)
        else:
            record[name] = cell
    return record


def _encoding(head: bytes) -> str:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    try:
        head[: -4 if len(head) == _HEAD else None].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _mark(head: bytes) -> str:
    first = head.decode(_encoding(head), "replace").partition("\n")[0]
    return max(_MARKS, key=first.count)
