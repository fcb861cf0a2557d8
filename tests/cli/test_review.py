"""`review`: what it needs, what it says, how it ends."""

import signal
import sys
import threading
from pathlib import Path

import pytest

from cli.cases import Command, is_one_line
from review.cases import command as serving
from review.cases import put


def test_it_says_where_it_is_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    """One line with the address on standard output; 130 as for every interrupted command."""
    put(tmp_path, "one")
    with serving(tmp_path) as (process, address):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)

    assert address.startswith("http://127.0.0.1:")
    assert process.returncode == 130
    assert out == ""
    assert err == "the address opens once, on this machine only; Ctrl-C ends it\n"


@pytest.mark.parametrize("options", [(), ("--no-open",)])
def test_it_opens_the_browser_unless_told_not_to(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    """The address is printed before: where no browser opens, it can be copied."""
    put(tmp_path, "one")
    opened: list[str] = []
    before = threading.enumerate()

    async def served(*_: object) -> None:
        for thread in set(threading.enumerate()) - set(before):
            thread.join(10)

    monkeypatch.setattr("typer.launch", opened.append)
    monkeypatch.setattr("uvicorn.Server.main_loop", served)
    ran = command("review", str(tmp_path), *options)

    assert ran.code == 0
    assert opened == ([] if options else [ran.out.split()[-1]])


def test_the_current_folder_is_the_one_where_none_is_named(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def served(*_: object) -> None:
        """Ends at once."""

    put(folder, "one")
    monkeypatch.setattr("uvicorn.Server.main_loop", served)

    assert command("review", "--no-open").code == 0


@pytest.mark.parametrize("what", ["missing", "empty", "text", "broken", "other json"])
def test_what_is_nothing_to_review_is_said(tmp_path: Path, command: Command, what: str) -> None:
    place = tmp_path / "x"
    if what == "empty":
        place.mkdir()
    elif what != "missing":
        words = {
            "text": "ESCALATION: x",
            "broken": '{"schema": "draft-escalation/brief/1"',
            "other json": "{}",
        }
        place.write_text(words[what])
    ran = command("review", str(place), "--no-open")

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert str(place) in ran.err


def test_a_wrong_time_is_said_before_anything_is_served(tmp_path: Path, command: Command) -> None:
    put(tmp_path, "one")
    ran = command("review", str(tmp_path), "--as-of", "soon", "--no-open")

    assert ran.code == 2
    assert is_one_line(ran.err)


@pytest.mark.parametrize("module", ["uvicorn", "starlette"])
def test_a_missing_extra_is_one_line(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    put(tmp_path, "one")
    for name in [name for name in sys.modules if name.startswith(("draft_escalation.review", module))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    ran = command("review", str(tmp_path), "--no-open")

    assert ran.code == 2
    assert is_one_line(ran.err)
    assert "pip install '.[web]'" in ran.err
    assert module in ran.err
