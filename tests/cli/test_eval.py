"""`eval`: engines over a gold set, as a table and as JSON, against an earlier run."""

import json
from pathlib import Path

from cli.cases import Command, is_one_line
from eval.labels import LABEL, THREAD


def gold(folder: Path) -> Path:
    (folder / "gold").mkdir()
    (folder / "gold" / "t1.txt").write_text(THREAD, encoding="utf-8")
    (folder / "gold" / "t1.gold.json").write_text(json.dumps(LABEL), encoding="utf-8")
    return folder / "gold"


def test_the_offline_engine_is_scored_by_default(command: Command, folder: Path) -> None:
    """A table on standard output, and nothing else."""
    ran = command("eval", str(gold(folder)))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split()[:3] == ["offline", "threads", "1"]


def test_json_of_one_run_shows_what_moved_in_the_next(command: Command, folder: Path) -> None:
    """The same engine over the same threads moves nothing."""
    set_ = str(gold(folder))
    earlier = command("eval", set_, "--format", "json")
    (row,) = json.loads(earlier.out)
    assert (row["engine"], row["outcomes"][0]["score"]["name"]) == ("offline", "t1")
    (folder / "before.json").write_text(earlier.out, encoding="utf-8")
    assert command("eval", set_, "--against", "before.json").out.endswith("nothing moved\n")


def test_what_is_no_earlier_run_is_one_line(command: Command, folder: Path) -> None:
    """Said before anything is drafted."""
    set_ = str(gold(folder))
    (folder / "before.json").write_text('{"a": 1}', encoding="utf-8")
    for name in ("before.json", "missing.json"):
        ran = command("eval", set_, "--against", name)
        assert ran.code == 2
        assert is_one_line(ran.err)
        assert name in ran.err


def test_no_gold_set_is_one_line(command: Command, folder: Path) -> None:
    """A folder without labels."""
    ran = command("eval", str(folder))
    assert ran.code == 2
    assert is_one_line(ran.err)
