"""The same issue from three customers marks each of their briefs."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from batch.threads import FRAME, SAME, InProcess, jobs_by
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.patterns import spread_patterns
from draft_escalation.batch.run import Limits, run

OTHER = ("Dan", "The shift calendar shows the wrong week after midnight.")


def _batch(folder: Path, *threads: tuple[str, str]) -> int:
    """Drafts the threads, spreads the patterns, gives the number of clusters."""
    with Journal.open(folder) as journal:
        asyncio.run(run(jobs_by(*threads), InProcess(), journal, Limits(concurrency=2), lambda *_: None))
        return len(spread_patterns(journal, FRAME))


def _briefs(folder: Path) -> dict[str, Any]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return {one["thread"]["messages"][0]["author"]: one for one in found}


def test_each_brief_of_three_customers_names_the_others(tmp_path: Path) -> None:
    """The trigger, the two other threads, PAT001; a fourth matter is left alone."""
    assert _batch(tmp_path, *SAME, OTHER) == 1
    briefs = _briefs(tmp_path)

    for who in ("Ana", "Ben", "Cleo"):
        others = {"Ana", "Ben", "Cleo"} - {who}
        texts = [one["fact"]["text"] for one in briefs[who]["brief"]["context"]]
        assert {name for name in others if f"same issue: t.json#{name} ({name})" in texts} == others
        assert "pattern" in {one["category"] for one in briefs[who]["decision"]["triggers"]}
        assert "PAT001" in {one["rule"] for one in briefs[who]["findings"]}
        assert "GRD001" not in {one["rule"] for one in briefs[who]["findings"]}
    assert "PAT001" not in {one["rule"] for one in briefs["Dan"]["findings"]}


def test_two_customers_are_no_pattern(tmp_path: Path) -> None:
    """Nothing is said."""
    assert _batch(tmp_path, *SAME[:2], OTHER) == 0
    assert "same issue" not in "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md"))


def test_once_more_changes_no_byte(tmp_path: Path) -> None:
    """And a later thread is told of in those that were there."""
    _batch(tmp_path, *SAME)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.json")}
    _batch(tmp_path, *SAME)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.json")} == before

    _batch(tmp_path, *SAME, ("Eve", "Invoice export ends with KX-431, nothing arrives."))
    texts = [one["fact"]["text"] for one in _briefs(tmp_path)["Ana"]["brief"]["context"]]
    assert "same issue: t.json#Eve (Eve)" in texts


def test_the_order_of_threads_changes_no_byte(tmp_path: Path) -> None:
    """Forwards or backwards, at once or one after another."""
    for name, threads in (("a", SAME), ("b", SAME[::-1])):
        (tmp_path / name).mkdir()
        _batch(tmp_path / name, *threads)
    (tmp_path / "c").mkdir()
    for number in (1, 2, 3):
        _batch(tmp_path / "c", *SAME[:number])
    first, *rest = (
        {path.name: path.read_bytes() for path in (tmp_path / name).glob("*.json")} for name in "abc"
    )
    assert all(one == first for one in rest)


def test_of_many_threads_ten_are_named_and_the_others_counted(tmp_path: Path) -> None:
    """Each brief names others than itself; once more nothing changes."""
    many = [(f"Ana{number:02}", SAME[0][1]) for number in range(13)]
    assert _batch(tmp_path, *many) == 1
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.json")}

    for who, brief in _briefs(tmp_path).items():
        texts = [one["fact"]["text"] for one in brief["brief"]["context"]]
        named = [text for text in texts if text.startswith("same issue: t.json#")]
        assert len(named) == 10
        assert not any(who in text for text in named)
        assert "same issue: 2 threads more" in texts
    _batch(tmp_path, *many)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.json")} == before

    _batch(tmp_path, *many, ("Zoe", SAME[0][1]))
    texts = [one["fact"]["text"] for one in _briefs(tmp_path)["Ana00"]["brief"]["context"]]
    assert "same issue: 3 threads more" in texts


def test_in_processes_the_bytes_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many briefs are written anew by several processes, a few by this one."""
    for name, many in (("a", 1000), ("b", 1)):
        (tmp_path / name).mkdir()
        monkeypatch.setattr("draft_escalation.batch.workers._MANY", many)
        _batch(tmp_path / name, *SAME)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).glob("*.[jm]*")} for name in "ab"
    )
    assert len(first) == 6
    assert first == second


@pytest.mark.parametrize("kind", ["*.json", "*.md"])
def test_an_edited_brief_is_not_touched(tmp_path: Path, kind: str) -> None:
    """A reviewer's words stay."""
    _batch(tmp_path, *SAME[:2])
    edited = min(tmp_path.glob(kind))
    edited.write_text(edited.read_text(encoding="utf-8") + " ", encoding="utf-8")
    _batch(tmp_path, *SAME)

    assert edited.read_text(encoding="utf-8").endswith(" ")
    assert "same issue" not in edited.read_text(encoding="utf-8")
