"""The journal: what is committed is there again, one batch a folder, damage said in one line."""

import sqlite3
from pathlib import Path

import pytest

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.journal import FILE, Journal
from draft_escalation.errors import UserError


def end(id_: str, **more: object) -> Ended:
    row = {"id": id_, "name": id_, "key": "k", "source": "x.json", "state": "done", **more}
    return Ended.model_validate(row)


def test_what_was_written_is_there_again(tmp_path: Path) -> None:
    """Ends, briefs and counts, after the journal was closed."""
    with Journal.open(tmp_path) as journal:
        journal.write([end("b"), end("a", state="failed", why="refused")], {"b": b'{"brief": 1}'})
    with Journal.open(tmp_path) as journal:
        assert [one.id for one in journal.all()] == ["a", "b"]
        assert journal.get("a") == end("a", state="failed", why="refused")
        assert (journal.brief("b"), journal.brief("a"), journal.get("c")) == (b'{"brief": 1}', None, None)
        assert journal.counts() == {"done": 1, "failed": 1}


def test_an_end_replaces_the_one_before(tmp_path: Path) -> None:
    """A thread ends once."""
    with Journal.open(tmp_path) as journal:
        journal.write([end("a", state="failed")], {})
        journal.write([end("a")], {"a": b"{}"})
        assert journal.counts() == {"done": 1}


def test_a_second_batch_on_the_folder_is_refused(tmp_path: Path) -> None:
    """And let in when the first has ended."""
    with Journal.open(tmp_path), pytest.raises(UserError, match="another batch is running here"):
        Journal.open(tmp_path)
    with Journal.open(tmp_path) as journal:
        assert list(journal.all()) == []


def test_a_file_that_is_no_journal_is_one_line(tmp_path: Path) -> None:
    """Nothing is overwritten."""
    (tmp_path / FILE).write_bytes(b"these are not the bytes of a database " * 40)
    with pytest.raises(UserError, match="not a journal, or damaged"):
        Journal.open(tmp_path)
    assert (tmp_path / FILE).read_bytes().startswith(b"these are not")


def test_a_journal_of_another_version_is_one_line(tmp_path: Path) -> None:
    """Neither read wrongly nor changed."""
    database = sqlite3.connect(tmp_path / FILE)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(UserError, match="another version"):
        Journal.open(tmp_path)


def test_a_folder_that_cannot_hold_it_is_one_line(tmp_path: Path) -> None:
    """A folder that is not there."""
    with pytest.raises(UserError, match="cannot be opened"):
        Journal.open(tmp_path / "missing")
