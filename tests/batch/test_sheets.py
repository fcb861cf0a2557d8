"""The tables of a batch: every finding and failure, and nothing that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.test_journal import end
from batch.threads import FRAME, jobs
from draft_escalation.batch.finish import finish
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.sheets import FAILURES, FINDINGS, safe, sheet
from draft_escalation.batch.work import drafted_offline


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\n=1", "'=1"),
        ("  =1", "'=1"),
        ("\u00a0=1", "'=1"),
        ("\u200b=1", "'=1"),
        ("\ufeff=1", "'=1"),
        ("＝1", "'＝1"),
        ("－1+2", "'－1+2"),
        ("fine\n=1", "fine =1"),
        ("-5", "-5"),
        ("+3.25", "+3.25"),
        ("1,200", "1,200"),
        ("a = b", "a = b"),
        ("Export stops", "Export stops"),
        ("", ""),
    ],
)
def test_a_cell_is_no_formula(cell: str, expected: str) -> None:
    """Whatever stands before the sign; numbers stay numbers."""
    assert safe(cell) == expected


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=5))
def test_a_sheet_holds_as_many_cells_as_were_given(cells: list[list[str]]) -> None:
    """Line breaks, quotes and commas in a cell tear nothing, and no cell begins a formula."""
    read = list(csv.reader(io.StringIO(b"".join(sheet(("a", "b"), cells)).decode("utf-8-sig"), newline="")))
    assert read[0] == ["a", "b"]
    assert [len(row) for row in read[1:]] == [2] * len(cells)
    dangerous = [cell for row in read for cell in row if cell[:1] in set("=@\t\r\n＝＋－＠")]
    assert dangerous == []


def test_a_batch_ends_with_its_tables(tmp_path: Path) -> None:
    """Findings of briefs, failures with their reasons; the same bytes when written again."""
    (job,) = jobs(1)
    drafted = drafted_offline(job, FRAME)
    with Journal.open(tmp_path) as journal:
        failed = end("=evil", state="failed", why="status 500, 5 tries", retryable=True)
        journal.write([end(job.id), failed], {job.id: drafted.json})
        finish(journal, FRAME)
        first = (tmp_path / "findings.csv").read_bytes()
        finish(journal, FRAME)
    found = rows(first)
    assert tuple(found[0]) == FINDINGS
    assert len(found) == sum((drafted.digest.errors, drafted.digest.warnings)) + len(
        [row for row in found if row["level"] == "note"]
    )
    assert {row["thread"] for row in found} == {job.id}
    assert (tmp_path / "findings.csv").read_bytes() == first
    (failure,) = rows((tmp_path / "failures.csv").read_bytes())
    assert tuple(failure) == FAILURES
    assert list(failure.values()) == ["'=evil", "x.json", "status 500, 5 tries", "yes"]
