"""A batch's tables as CSV files that are safe to open in a spreadsheet.

A cell that a spreadsheet could take for a formula begins with an apostrophe (OWASP, "CSV injection"): = + - @
and their full-width forms, also behind blanks, hidden characters and line breaks. Numbers stay numbers.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pydantic import BaseModel

from draft_escalation.batch.journal import Journal
from draft_escalation.brief.document import Finding
from draft_escalation.guard.hidden import strip_hidden

_FORMULA = tuple("=+-@＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
FINDINGS = (
    "thread",
    "brief",
    "rule",
    "slug",
    "level",
    "field",
    "message",
    "question",
    "ask_whom",
    "lines",
)
FAILURES = ("thread", "source", "why", "tried_again_by_itself")


class _Checked(BaseModel):
    """Of a brief's JSON what the table holds."""

    findings: tuple[Finding, ...]


def findings_sheet(journal: Journal) -> Iterator[bytes]:
    """Every finding of every brief as the batch drafted it, by thread."""
    return sheet(FINDINGS, _findings(journal))


def failures_sheet(journal: Journal) -> Iterator[bytes]:
    """Every thread that failed, and why; whether the same command tries it again without being told."""
    return sheet(
        FAILURES,
        (
            (end.id, end.source, end.why, "yes" if end.retryable else "no")
            for end in journal.all()
            if end.state == "failed"
        ),
    )


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A CSV file (RFC 4180) with the mark by which spreadsheets know UTF-8, row by row."""
    line = io.StringIO()
    writer = csv.writer(line)
    yield codecs.BOM_UTF8
    for row in chain((head,), ([safe(cell) for cell in row] for row in rows)):
        writer.writerow(row)
        yield line.getvalue().encode("utf-8", "replace")
        line.seek(0)
        line.truncate()


def safe(cell: str) -> str:
    """The cell's text on one line, and no formula."""
    text = " ".join(strip_hidden(cell).split())
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _findings(journal: Journal) -> Iterator[Sequence[str]]:
    for end in journal.all():
        brief = journal.brief(end.id) if end.state == "done" else None
        for one in _Checked.model_validate_json(brief).findings if brief else ():
            asks = (one.question or "", one.ask_whom or "")
            lines = " ".join(one.lines)
            yield (
                end.id,
                f"{end.name}.md",
                one.rule,
                one.slug,
                one.level,
                one.field,
                one.message,
                *asks,
                lines,
            )
