"""Where a result goes: standard output, or a file that is whole or not there."""

import os
import shutil
import sys
from pathlib import Path

from draft_escalation.errors import UserError


def check_place(out: Path | None) -> None:
    """Raises UserError where `out` cannot be a file: told before anything is read or paid for."""
    if out is not None and out.is_dir():
        raise UserError(f"{out}: a folder, where a file was expected; give -o a file's name in it")
    if out is not None and not out.parent.is_dir():
        raise UserError(f"{out}: there is no folder {out.parent}; make it, or choose another place for -o")


def write_result(text: str, out: Path | None) -> None:
    """Writes a result to standard output, or in one step to `out`. Raises UserError where that cannot be."""
    if out is None:
        if sys.stdout is None:
            raise UserError("standard output is closed; leave it open, or name a file with -o")
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        if out.exists() and not out.is_file():  # a device or a pipe takes the text itself
            out.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(out.resolve(), text)
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror}); choose another place for -o") from None


def _replace(place: Path, text: str) -> None:
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if place.exists():
            shutil.copymode(place, part)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
