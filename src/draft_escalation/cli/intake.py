"""Where a thread comes from: a file, standard input, or a paste into the terminal."""

import sys
from pathlib import Path

from draft_escalation.cli.paste import read_paste
from draft_escalation.errors import UserError


def read_input(name: str | None) -> tuple[bytes, str]:
    """The bytes of a thread and the name of their source.

    `name` is a file's path; None or `-` is standard input, where a terminal is asked for a paste. Raises
    UserError for a folder, a missing or an unreadable file, and where there is no standard input.
    """
    if name in (None, "-"):
        return _standard_input()
    path = Path(str(name))
    try:
        return path.read_bytes(), _printable(path.name)
    except FileNotFoundError:
        raise UserError(f"{path}: no such file; give a thread's file, or nothing to paste one") from None
    except IsADirectoryError:
        raise UserError(
            f"{path}: a folder, where one thread's file was expected; name a file in it"
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UserError(f"{path}: cannot be read ({why}); check the path and its rights") from None


def _standard_input() -> tuple[bytes, str]:
    if sys.stdin is None:
        raise UserError("standard input is closed; name a thread's file: draft-escalation thread.txt")
    if sys.stdin.isatty():
        return read_paste(), "paste"
    try:
        return sys.stdin.buffer.read(), "standard input"
    except OSError as error:
        raise UserError(f"standard input: cannot be read ({error.strerror}); name a thread's file") from None


def _printable(name: str) -> str:
    """A file's name; bytes in it that are no text become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")
