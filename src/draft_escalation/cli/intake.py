"""Where a thread comes from: a file, standard input, or a paste into the terminal."""

import sys
from pathlib import Path

from draft_escalation.cli.paste import read_paste
from draft_escalation.errors import UserError


def read_input(name: str | None) -> tuple[bytes, str]:
    """The bytes of a thread and the name of their source.

    `name` is a file's path; None or `-` is standard input, where a terminal is asked for a paste. Raises
    UserError for a folder, a missing or an unreadable file.
    """
    if name in (None, "-"):
        if sys.stdin.isatty():
            return read_paste(), "paste"
        return sys.stdin.buffer.read(), "standard input"
    path = Path(str(name))
    try:
        return path.read_bytes(), path.name
    except FileNotFoundError:
        raise UserError(f"{path}: no such file; give a thread's file, or nothing to paste one") from None
    except IsADirectoryError:
        raise UserError(
            f"{path}: a folder, where one thread's file was expected; name a file in it"
        ) from None
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); check the path and its rights") from None
