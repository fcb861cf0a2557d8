"""Pasting into a terminal, whole.

A terminal in its usual mode cuts lines at 4,096 bytes, so the paste is read in non-canonical mode; bracketed
paste tells what was pasted from what was typed (Ctrl-D ends it all, backspace takes typed characters back).
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from draft_escalation.errors import UserError

_PASTE_ON, _PASTE_OFF = b"\x1b[?2004h", b"\x1b[?2004l"
_BEGIN, _END = b"\x1b[200~", b"\x1b[201~"
_CTRL_C, _CTRL_D, _BACKSPACES = 0x03, 0x04, (0x08, 0x7F)
_ASK = "Paste the ticket thread, then press Ctrl-D (Ctrl-C leaves).\n"


class PasteReader:
    """What was pasted and typed so far; fed with raw bytes from the terminal.

    `echo` holds typed bytes that the terminal was not shown yet.
    """

    def __init__(self) -> None:
        self.text = bytearray()
        self.done = False
        self.echo = bytearray()
        self._pending = b""
        self._pasting = False

    def feed(self, raw: bytes) -> None:
        """Takes the next bytes; raises KeyboardInterrupt at Ctrl-C outside a paste."""
        raw, self._pending = self._pending + raw, b""
        while raw and not self.done:
            marker = _END if self._pasting else _BEGIN
            plain, found, rest = raw.partition(marker)
            if not found:
                held = _held(raw, marker)
                plain, self._pending, rest = raw[: len(raw) - held], raw[len(raw) - held :], b""
            self._take(plain)
            if found:
                self._pasting = not self._pasting
            raw = rest

    def _take(self, plain: bytes) -> None:
        if self._pasting:
            self.text += plain.replace(b"\r", b"\n")
            return
        for byte in plain:
            if byte == _CTRL_C:
                raise KeyboardInterrupt
            if byte == _CTRL_D:
                self.done = True
                return
            if byte in _BACKSPACES:
                del self.text[-1:]
                self.echo += b"\b \b"
            else:
                self.text.append(0x0A if byte == 0x0D else byte)
                self.echo += b"\r\n" if byte == 0x0D else bytes((byte,))


def _held(raw: bytes, marker: bytes) -> int:
    """How many bytes at the end could be the beginning of a marker."""
    return next((n for n in range(len(marker) - 1, 0, -1) if raw.endswith(marker[:n])), 0)


def read_paste() -> bytes:
    """Asks for a paste on the terminal and gives it whole. Raises UserError where nothing came."""
    reader = PasteReader()
    with _raw_terminal(sys.stdin.fileno()) as descriptor:
        sys.stderr.write(_ASK)
        sys.stderr.flush()
        while not reader.done:
            raw = os.read(descriptor, 65_536)
            if not raw:
                break
            reader.feed(raw)
            os.write(sys.stderr.fileno(), bytes(reader.echo))
            reader.echo.clear()
    text = bytes(reader.text)
    lines = text.count(b"\n") + 1
    sys.stderr.write(f"Got {len(text.decode('utf-8', 'replace')):,} characters in {lines:,} lines.\n")
    if not text.strip():
        raise UserError("nothing was pasted; paste a thread, or name its file: draft-escalation thread.txt")
    return text


@contextmanager
def _raw_terminal(descriptor: int) -> Iterator[int]:
    try:
        import termios
    except ImportError:  # Windows consoles have no such limit
        yield descriptor
        return
    before = termios.tcgetattr(descriptor)
    raw = termios.tcgetattr(descriptor)
    raw[3] &= ~(termios.ICANON | termios.ISIG | termios.IEXTEN)
    raw[0] &= ~(termios.ICRNL | termios.IXON)
    raw[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, raw)
        os.write(sys.stderr.fileno(), _PASTE_ON)
        yield descriptor
    finally:
        os.write(sys.stderr.fileno(), _PASTE_OFF)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
