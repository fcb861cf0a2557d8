"""A result is a whole file or none."""

import os
from pathlib import Path

import pytest

from draft_escalation.cli.output import check_place, write_result
from draft_escalation.errors import UserError


def test_a_file_is_written_and_replaced(folder: Path) -> None:
    """UTF-8 with plain line ends, and nothing beside it."""
    place = folder / "brief.txt"
    for text in ("first →\n", "second\n"):
        write_result(text, place)
        assert place.read_bytes() == text.encode()
    assert [path.name for path in folder.iterdir()] == ["brief.txt"]


def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the end of writing."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (folder / "brief.txt").write_text("old")
    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(UserError, match=r"brief\.txt: cannot be written \(No space left on device\); choose"):
        write_result("new", folder / "brief.txt")
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"brief.txt": "old"}


def test_rights_are_the_usual_ones_or_stay(folder: Path) -> None:
    """A new file as the user's mask says; a file that was private stays private."""
    (folder / "plain.txt").write_text("")
    write_result("x", folder / "new.txt")
    (folder / "private.txt").write_text("")
    (folder / "private.txt").chmod(0o600)
    write_result("x", folder / "private.txt")

    assert (folder / "new.txt").stat().st_mode == (folder / "plain.txt").stat().st_mode
    assert (folder / "private.txt").stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(folder: Path) -> None:
    """Its target is written."""
    (folder / "real.txt").write_text("old")
    (folder / "link.txt").symlink_to("real.txt")
    write_result("new", folder / "link.txt")

    assert (folder / "link.txt").is_symlink()
    assert (folder / "real.txt").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    """`-o /dev/null` must not turn it into a file."""
    write_result("x", Path(os.devnull))

    assert not Path(os.devnull).is_file()


def test_a_place_is_judged_before_the_work(folder: Path) -> None:
    """A folder and a folder that is not there are refused; a new and an old file are not."""
    (folder / "old.txt").touch()
    for wrong, told in ((folder, "a folder, where a file"), (folder / "no" / "x", "there is no folder")):
        with pytest.raises(UserError, match=told):
            check_place(wrong)
    for right in (None, Path("new.txt"), folder / "old.txt"):
        check_place(right)
