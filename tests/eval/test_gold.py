"""Gold sets: labels read strictly, each beside its thread."""

import json
from pathlib import Path

import pytest

from draft_escalation.errors import UserError
from draft_escalation.eval.gold import read_gold
from eval.labels import LABEL


def put(folder: Path, label: dict[str, object], *, thread: bool = True) -> None:
    (folder / "t1.gold.json").write_text(json.dumps(label), encoding="utf-8")
    if thread:
        (folder / "t1.txt").write_text("Ana: it stops", encoding="utf-8")


def test_labels_come_with_their_threads(tmp_path: Path) -> None:
    """Name, bytes and label; `any` place of a banned text is no place."""
    put(tmp_path, {**LABEL, "must_not_contain": [{"text": "40", "slot": "any", "why": "corrected"}]})
    (gold,) = read_gold(tmp_path)
    assert (gold.name, gold.thread) == ("t1", b"Ana: it stops")
    assert gold.label.must_not_contain[0].slot is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"decision": "maybe"}, "decision: Input should be"),
        ({"facts": [{"slot": "mood"}]}, "facts.0.slot"),
        ({"colour": "red"}, "colour: Extra inputs"),
    ],
)
def test_a_bad_label_is_one_line(tmp_path: Path, change: dict[str, object], words: str) -> None:
    """The file, the key and what was expected."""
    put(tmp_path, {**LABEL, **change})
    with pytest.raises(UserError, match=rf"t1\.gold\.json: {words}"):
        read_gold(tmp_path)


def test_a_label_without_its_thread_is_one_line(tmp_path: Path) -> None:
    """Which file is missing is said."""
    put(tmp_path, LABEL, thread=False)
    with pytest.raises(UserError, match=r"without its thread; put t1\.txt beside it"):
        read_gold(tmp_path)


def test_a_folder_without_labels_is_one_line(tmp_path: Path) -> None:
    """Nothing to score is not a good score."""
    with pytest.raises(UserError, match="no labelled thread"):
        read_gold(tmp_path)
