"""The records of one part, whatever container it is: JSON, one JSON value a line, CSV, XML.

Each comes with its number in the part, beginning at 1. A record that cannot be read is a `Broken`, and the
others follow all the same.
"""

import io
from collections.abc import Iterator
from typing import Literal

from draft_escalation.thread.readers.csv_rows import csv_records
from draft_escalation.thread.readers.json_values import json_records
from draft_escalation.thread.readers.reader import Broken, Fields, Part
from draft_escalation.thread.readers.xml_elements import xml_records

Container = Literal["json", "csv", "xml", "mail", "text"]
_HEAD = 1 << 16
_MAIL_HEADS = (
    "from",
    "received",
    "return-path",
    "delivered-to",
    "message-id",
    "date",
    "subject",
    "mime-version",
)


def container_of(part: Part) -> Container:
    """What a part is, by its beginning."""
    with part.open() as file:
        head = file.read(_HEAD)
    text = _decoded(head).lstrip("\ufeff \t\r\n")
    if text[:1] in {"{", "["} and _begins_json(text):
        return "json"
    if text.startswith("<?xml") or (text[:1] == "<" and not _is_html(text)):
        return "xml"
    if head.startswith(b"From ") or _is_mail(text):
        return "mail"
    return "csv" if _is_csv(text, part.name) else "text"


def records_of(part: Part, container: Container) -> Iterator[tuple[int, Fields] | Broken]:
    """The records of a JSON, CSV or XML part with their numbers."""
    read = {"json": json_records, "csv": csv_records, "xml": xml_records}[container]
    yield from read(part)


def _decoded(head: bytes) -> str:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _begins_json(text: str) -> bool:
    """Whether `{` or `[` opens JSON: a bracketed time of a chat opens with `[` too."""
    after = text[1:].lstrip()
    return not after or (after[0] in '"{[]}-0123456789tfn' and (text[0] == "{" or after[0] in '{[]"'))


def _is_html(text: str) -> bool:
    low = text[:2000].lower()
    return any(
        f"<{tag}" in low for tag in ("!doctype html", "html", "body", "div", "p>", "br", "table", "span")
    )


def _is_mail(text: str) -> bool:
    """Whether it opens with a block of mail headers of which two are always there."""
    names = set[str]()
    for line in io.StringIO(text):
        name, colon, _ = line.partition(":")
        if not line.strip():
            break
        if line[:1] in " \t" and names:
            continue
        if not colon or " " in name:
            return False
        names.add(name.lower())
    return len(names & set(_MAIL_HEADS)) >= 3 and bool(
        names & {"message-id", "received", "mime-version", "date"}
    )


def _is_csv(text: str, name: str) -> bool:
    """A table by its name, or by a first row of several short cells that the next rows repeat in number."""
    rows = [row for row in text.splitlines()[:6] if row.strip()]
    if not rows:
        return False
    mark = max(",;\t|", key=rows[0].count)
    cells = rows[0].count(mark)
    if name.lower().endswith((".csv", ".tsv")):
        return cells > 0
    quoted = rows[0].count('"') >= 4
    return cells >= 3 and quoted and len(rows) > 1
