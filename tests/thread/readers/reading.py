"""What the tests of export readers share: files written, threads read, their shape."""

import json
from pathlib import Path
from typing import Any

from draft_escalation.thread.model import Thread
from draft_escalation.thread.readers.export import Found, read_exports
from draft_escalation.thread.readers.reader import Broken, People

Shape = list[tuple[str | None, str, str, str]]


def read(folder: Path, files: dict[str, Any], **people: tuple[str, ...]) -> list[Found | Broken]:
    """Writes the files (text and bytes as they are, other values as JSON) and reads the folder."""
    source = folder / "export"
    for name, value in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, bytes):
            path.write_bytes(value)
        else:
            text = value if isinstance(value, str) else json.dumps(value)
            path.write_text(text, encoding="utf-8")
    return list(read_exports([str(source)], People(**people)))


def thread_in(folder: Path, files: dict[str, Any], **people: tuple[str, ...]) -> Thread:
    """The one thread of the files."""
    (found,) = read(folder, files, **people)
    assert isinstance(found, Found), found
    return found.thread


def shape(thread: Thread) -> Shape:
    """Author, role, visibility and words of each message but m0."""
    return [
        (
            one.author,
            one.role,
            one.visibility,
            " ".join("".join(line.text for line in one.lines if "header" not in line.flags).split()),
        )
        for one in thread.messages
        if one.id != "m0"
    ]


def fields(thread: Thread) -> dict[str, str]:
    """The lines of m0 by label."""
    top = [line.text for one in thread.messages if one.id == "m0" for line in one.lines]
    return {label: value.strip() for label, _, value in (line.partition(":") for line in top)}
