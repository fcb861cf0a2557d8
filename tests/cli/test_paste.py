"""Pasting into a terminal loses nothing."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.cli.paste import PasteReader

BEGIN, END = b"\x1b[200~", b"\x1b[201~"


def read(*chunks: bytes) -> PasteReader:
    reader = PasteReader()
    for chunk in chunks:
        reader.feed(chunk)
    return reader


def test_a_paste_is_taken_as_it_is_and_ends_with_ctrl_d() -> None:
    """Carriage returns of the terminal become line ends; the markers vanish."""
    reader = read(BEGIN + b"one\rtwo" + END, b"\x04")

    assert bytes(reader.text) == b"one\ntwo"
    assert reader.done


def test_control_characters_inside_a_paste_are_text() -> None:
    """A pasted Ctrl-D or Ctrl-C does not end the paste."""
    reader = read(BEGIN + b"a\x04b\x03c" + END)

    assert bytes(reader.text) == b"a\x04b\x03c"
    assert not reader.done


def test_typed_characters_can_be_taken_back() -> None:
    """Backspace works on what was typed."""
    assert bytes(read(b"abd\x7fc\r").text) == b"abc\n"


def test_ctrl_c_leaves() -> None:
    """Outside a paste Ctrl-C interrupts."""
    with pytest.raises(KeyboardInterrupt):
        read(b"abc\x03")


@given(st.binary(max_size=200).filter(lambda raw: END not in raw and b"\r" not in raw), st.data())
def test_the_way_the_bytes_are_cut_does_not_matter(raw: bytes, data: st.DataObject) -> None:
    """Markers that arrive in pieces are still markers."""
    whole = BEGIN + raw + END
    if whole.index(END) != len(BEGIN) + len(raw):
        return
    cut = data.draw(st.integers(0, len(whole)))

    assert bytes(read(whole[:cut], whole[cut:]).text) == raw


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    controller, worker = pty.openpty()
    yield controller, worker
    for descriptor in (controller, worker):
        os.close(descriptor)


def test_a_line_of_20000_characters_reaches_the_drafter_whole(terminal: tuple[int, int]) -> None:
    """A real terminal in its usual mode would cut the line at 4,096 bytes."""
    controller, worker = terminal
    line = "Ana: the export fails with E-5012 " + "x" * 20_000 + " END"
    process = subprocess.Popen(
        [sys.executable, "-m", "draft_escalation", "--engine", "offline", "--format", "json"],
        stdin=worker,
        stdout=subprocess.PIPE,
        stderr=worker,
    )
    _wait_for(controller, b"Paste the ticket thread")
    _write(controller, BEGIN + line.encode() + END + b"\x04")
    shown = process.communicate(timeout=60)[0].decode()

    assert process.returncode == 0
    assert "x" * 20_000 + " END" in shown


def _wait_for(controller: int, words: bytes) -> None:
    seen, limit = b"", time.monotonic() + 30
    while words not in seen and time.monotonic() < limit:
        if select.select([controller], [], [], 1)[0]:
            seen += os.read(controller, 4096)
    assert words in seen


def _write(controller: int, raw: bytes) -> None:
    while raw:
        if select.select([controller], [], [], 0)[0]:
            os.read(controller, 4096)
        raw = raw[os.write(controller, raw[:1024]) :]
