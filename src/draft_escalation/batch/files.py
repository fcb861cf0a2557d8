"""The files of a batch's folder: written whole or not at all; a reviewer's are never overwritten."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from draft_escalation.errors import UserError
from draft_escalation.tables import Record


class Prints(Record):
    """The SHA-256 of a brief's two files, JSON and Markdown; "" where there is no file."""

    json_: str = ""
    markdown: str = ""


def prints(json: bytes, markdown: bytes) -> Prints:
    """The prints of two files' bytes."""
    return Prints(json_=_sha256(json), markdown=_sha256(markdown))


def prints_on_disk(folder: Path, name: str) -> Prints:
    """The prints of what lies in the folder. Raises UserError where it cannot be read."""
    return Prints(json_=_of_file(folder / f"{name}.json"), markdown=_of_file(folder / f"{name}.md"))


def write_brief(folder: Path, name: str, json: bytes, markdown: bytes) -> None:
    """Writes a brief's two files. Raises UserError where the disk does not take them."""
    write_whole(folder / f"{name}.md", markdown)
    write_whole(folder / f"{name}.json", json)


def write_whole(place: Path, data: bytes) -> None:
    """Puts `data` at `place` in one step. Raises UserError where the disk does not take it."""
    write_stream(place, (data,))


def write_stream(place: Path, pieces: Iterable[bytes]) -> None:
    """Like `write_whole`, for pieces that are made one after another."""
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("wb") as file:
                file.writelines(pieces)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"{place}: cannot be written ({error.strerror}); make room or choose another --out, then run "
            "the same command again"
        ) from None


def make_ready(folder: Path) -> None:
    """Makes the folder. Raises UserError where nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}.part"
        probe.write_bytes(b"draft-escalation")
        probe.unlink()
    except OSError as error:
        raise UserError(
            f"{folder}: cannot be used for briefs ({error.strerror}); choose a folder that may be written "
            "with --out"
        ) from None


def sweep(folder: Path) -> None:
    """Removes what a killed batch left half written; only for whoever holds the folder's journal."""
    for left in folder.glob(".*.part"):
        left.unlink(missing_ok=True)


def _of_file(place: Path) -> str:
    try:
        return _sha256(place.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UserError(f"{place}: cannot be read ({error.strerror}); see to its rights") from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
