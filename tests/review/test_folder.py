"""The folder under review: what is listed, read again and written, and who may write at a time."""

import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.files import prints_on_disk
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.outlook import todo
from draft_escalation.brief.document import Document
from draft_escalation.errors import UserError
from draft_escalation.render.markdown import render_markdown
from draft_escalation.review import folder as module
from draft_escalation.review.changes import edited, marked
from draft_escalation.review.folder import Folder, Held
from draft_escalation.review.queue import Listed, Unreadable
from review.cases import BY, TERMS, drafted, on_disk, put


def names(rows: list[Listed | Unreadable]) -> list[str]:
    return [row.name for row in rows]


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def reworded(held: Held) -> Document:
    return edited(held.document, "summary", "CSV export fails for all", (), "", BY)


def test_briefs_are_listed_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "b")
    put(tmp_path, "a")
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("draft-escalation/brief/1")
    (tmp_path / "sub").mkdir()

    assert names(Folder(tmp_path, TERMS).rows()) == ["a.json", "b.json"]


def test_a_brief_that_cannot_be_read_is_listed_with_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut short, malformed in its review, too large: none is left out, none keeps the others."""
    whole = put(tmp_path, "whole").read_text()
    (tmp_path / "cut.json").write_text(whole[:2000])
    (tmp_path / "odd.json").write_text(whole.replace('"review": {}', '"review": {"trail": 7}'))
    rows = Folder(tmp_path, TERMS).rows()
    assert names([row for row in rows if isinstance(row, Unreadable)]) == ["cut.json", "odd.json"]
    assert names([row for row in rows if isinstance(row, Listed)]) == ["whole.json"]

    monkeypatch.setattr(module, "LARGEST", 10)
    (one, *_) = [row for row in Folder(tmp_path, TERMS).rows() if row.name == "whole.json"]
    assert isinstance(one, Unreadable)
    assert "larger" in one.why


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a")
    put(tmp_path, "b")
    folder = Folder(tmp_path, TERMS)
    folder.rows()
    read: list[str] = []
    real = module._parsed

    def counted(path: Path, data: bytes) -> Document:
        read.append(path.name)
        return real(path, data)

    monkeypatch.setattr(module, "_parsed", counted)
    folder.rows()
    assert read == []

    put(tmp_path, "b", edited(drafted(), "summary", "another", (), "", BY))
    put(tmp_path, "c")
    (tmp_path / "a.json").unlink()
    rows = folder.rows()

    assert read == ["b.json", "c.json"]
    assert names(rows) == ["b.json", "c.json"]
    assert next(row.digest.subject for row in rows if isinstance(row, Listed)) == "another"


def test_a_change_is_in_both_files(tmp_path: Path) -> None:
    path = put(tmp_path, "one")
    _, held = Folder(tmp_path, TERMS).save("one.json", reworded)

    assert on_disk(path) == held.document
    assert path.with_suffix(".md").read_text() == render_markdown(held.document)
    assert "CSV export fails for all" in path.with_suffix(".md").read_text()
    assert files_in(tmp_path) == ["one.json", "one.md"]


def test_no_markdown_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = put(tmp_path, "one")
    path.with_suffix(".md").unlink()
    Folder(tmp_path, TERMS).save("one.json", reworded)

    assert files_in(tmp_path) == ["one.json"]


def test_a_batch_sees_that_a_brief_was_reviewed(tmp_path: Path) -> None:
    """What a person has edited or marked is kept by the next run."""
    put(tmp_path, "one")
    written = prints_on_disk(tmp_path, "one")
    end = Ended(id="1", name="one", key="k", source="s", state="done", written=written)
    folder = Folder(tmp_path, TERMS)
    assert todo("other", end, prints_on_disk(tmp_path, "one"), retry_failed=False) == "draft"

    folder.restate("one.json", lambda held: marked(held.document, "ready", "", BY))
    assert todo("other", end, prints_on_disk(tmp_path, "one"), retry_failed=False) == "keep"


def test_a_review_goes_on_while_a_batch_holds_its_journal(tmp_path: Path) -> None:
    path = put(tmp_path, "one")
    with Journal.open(tmp_path):
        Folder(tmp_path, TERMS).save("one.json", reworded)

    assert on_disk(path).brief.summary.text == "CSV export fails for all"


def test_what_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = put(tmp_path, "one")
    before = path.read_bytes()

    def fails(_held: Held) -> Document:
        raise UserError("no")

    with pytest.raises(UserError):
        Folder(tmp_path, TERMS).save("one.json", fails)
    assert path.read_bytes() == before
    assert files_in(tmp_path) == ["one.json", "one.md"]


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each in a view of the folder of its own, as several processes have."""
    path = put(tmp_path, "one")

    def add(number: int) -> None:
        def change(held: Held) -> Document:
            count = len(held.document.brief.impact.customers_affected)
            return edited(held.document, f"impact.customers_affected.{count}", f"office {number}", (), "", BY)

        Folder(tmp_path, TERMS).save("one.json", change)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    texts = {fact.text for fact in on_disk(path).brief.impact.customers_affected}

    assert {f"office {number}" for number in range(8)} <= texts


def test_a_lock_of_a_killed_process_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh one is waited for, and told; an old one is cleared away."""
    put(tmp_path, "one")
    lock = tmp_path / ".one.json.lock"
    lock.touch()
    monkeypatch.setattr(module, "_WAIT", 0.05)
    with pytest.raises(UserError, match="somebody else is saving"):
        Folder(tmp_path, TERMS).save("one.json", reworded)

    old = time.time() - 60
    os.utime(lock, (old, old))
    Folder(tmp_path, TERMS).save("one.json", reworded)
    assert not lock.exists()


def test_one_brief_alone(tmp_path: Path) -> None:
    """Whatever its name; its neighbours are not shown."""
    put(tmp_path, "other")
    path = put(tmp_path, "one").rename(tmp_path / "brief")
    folder = Folder(path, TERMS)

    assert names(folder.rows()) == ["brief"]
    with pytest.raises(KeyError):
        folder.open("other.json")


@pytest.mark.parametrize("name", ["../x.json", "/etc/passwd", "", ".", "x\x00.json", "two.json"])
def test_a_name_that_is_not_listed_leads_nowhere(tmp_path: Path, name: str) -> None:
    put(tmp_path, "one")
    folder = Folder(tmp_path, TERMS)
    attempts: list[Any] = [lambda: folder.open(name), lambda: folder.save(name, reworded)]

    for attempt in attempts:
        with pytest.raises(KeyError):
            attempt()
