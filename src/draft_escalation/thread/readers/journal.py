"""A ServiceNow journal: one text of many entries, each behind a line with time, author and kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from draft_escalation.thread.html import html_to_text
from draft_escalation.thread.model import Visibility
from draft_escalation.thread.readers.foreign import moment
from draft_escalation.thread.stamps import read_stamp

_HEAD = re.compile(
    r"^(?P<at>\d[\w/.:, -]{9,35}?) - (?P<who>[^\n()]{1,120}(?:\([^\n()]{1,60}\)[^\n()]{0,60})?)"
    r" \((?P<kind>[^\n()]{1,60})\)[ \t\r]*$",
    re.MULTILINE,
)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_CODE = re.compile(r"\[code\](.{0,100000}?)\[/code\]", re.DOTALL | re.IGNORECASE)
_NUMBERS = re.compile(r"(\d\d?)([/.-])(\d\d?)\2\d{4}")
_WORK = ("work", "arbeit", "travail", "trabajo", "lavoro", "werk", "trabalho")
_COMMENT = ("comment", "kommentar", "comentario", "comentário", "commento", "opmerking", "reply")


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of a journal; without author and time where text stands before the first header."""

    author: str | None
    text: str
    visibility: Visibility
    sent_at: datetime | None = None
    sent_words: str | None = None


def notes_of(journal: str, name: str) -> Iterator[Note]:
    """The entries of a journal in its own order; `name` is the field that it stands in."""
    text = _BREAK.sub("\n", journal)
    heads = list(_HEAD.finditer(text))
    before = text[: heads[0].start() if heads else None].strip()
    if before:
        yield Note(None, code_to_text(before), _visibility(name, ""))
    day_first = _day_first([head["at"] for head in heads])
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=bool(heads)):
        body = text[head.end() : end].strip()
        at = head["at"].strip()
        sent_at = moment(at)[0] if day_first is None else read_stamp(at, day_first=day_first)
        yield Note(head["who"].strip(), code_to_text(body), _visibility(name, head["kind"]), sent_at, at)


def code_to_text(text: str) -> str:
    """The text with what stands as HTML between `[code]` marks as text."""
    return _CODE.sub(lambda found: html_to_text(found[1]), _BREAK.sub("\n", text))


def _visibility(name: str, kind: str) -> Visibility:
    low = kind.lower()
    if name == "work_notes" or any(word in low for word in _WORK):
        return "internal"
    if name == "comments" or any(word in low for word in _COMMENT):
        return "public"
    return "unknown"


def _day_first(stamps: Sequence[str]) -> bool | None:
    """Whether the day stands before the month, where one of the stamps tells; the order is one a journal."""
    for stamp in stamps:
        if found := _NUMBERS.search(stamp):
            if int(found[1]) > 12:
                return True
            if int(found[3]) > 12:
                return False
    return None
