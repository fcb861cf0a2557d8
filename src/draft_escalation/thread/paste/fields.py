"""What stands above the first message: the ticket's own fields and title, or a message without a header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from draft_escalation.thread.paste.chrome import is_button, is_day, is_rule
from draft_escalation.thread.paste.heads import take_apart
from draft_escalation.thread.paste.rows import Row
from draft_escalation.thread.paste.words import any_of, words

_FIELD = re.compile(
    r"[*_•\-]{0,3}\s?([^\W\d_][\w /.'’-]{0,28}?#?)[*_]{0,2}\s?(?::|#(?=\d)|\s-\s(?=\S)|\t)"
    r"[*_]{0,2}\s{0,9}(.{0,300})"
)
_LINK = re.compile(r"<?https?://\S{1,400}>?")
_NUMBERED = re.compile(
    r"(?:ticket|case|issue|incident)\s(?:no\.?\s|#)?[\w-]{1,20}\s?[:–—|-]\s(.{3,200})", re.IGNORECASE
)
_CELL = re.compile(r"\s{2,9}(?=\S)|\t|\s[·|•]\s")
_NUMBER = re.compile(r"\[?#\d{1,9}\]?(?:\s?[:–—-])?\s{1,9}(?=\S)")
_CRUMB = re.compile(
    r"[\w.-]{1,60}\s?/\s?[\w.-]{1,60}|(?-i:(?:[A-Z][\w.-]{0,30}\s{1,3}){0,5}[A-Z][A-Z0-9]{1,9}-\d{1,7})"
    r"|.{1,40}\s>\s.{1,40}\s>(?:\s[^\s>]{1,20}){0,2}|\w{2,20}\s(?:conversation|ticket|case|chat|thread)\s#?\d{1,20}"
    r"|.{1,80}\s[—–|-]\s.{0,60}\b(?:community|forums?|help cent(?:er|re)|portal)|.{0,80}\s[›»→]\s.{0,80}",
    re.IGNORECASE,
)
_TITLE = 160
_LONGEST = 330
_SHORT = 70


@dataclass
class Fields:
    """What the top of a paste says: how many rows it takes, the subject, and who is who."""

    rows: int = 0
    subject: str | None = None
    customers: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    companies: list[str] = field(default_factory=list)


def read_fields(rows: Sequence[Row], *, certain: bool) -> Fields:
    """Gives the fields at the top of `rows`, which end before the first message (or with the text).

    Where no header follows (`certain` is false), only named fields count: a first line may be the message.
    """
    found = Fields()
    title: str | None = None
    known = 0
    for index, row in enumerate(rows):
        if (
            row.blank
            or is_rule(row.words)
            or is_day(row.words)
            or _LINK.fullmatch(row.words)
            or is_button(row.words)
        ):
            continue
        if row.words.strip("#*_: ").lower() in words().fields_.body:
            found.rows = index + 1
            break
        first, *others = _cells(row.words)
        if sum([_note(cell, found, near=known > 0 or certain) for cell in others]):
            known += 1
        if _note(first, found, near=known > 0 or certain):
            known += 1
        elif title is None and (certain or _framed(rows, index)) and _heading(first, _TITLE):
            title = _titled(first)
        elif not (certain and _heading(first, _SHORT)):
            break
        found.rows = index + 1
    else:
        found.rows = len(rows) if certain else found.rows
    while 0 < found.rows < len(rows) and rows[found.rows].blank:
        found.rows += 1
    found.subject = found.subject or title
    return found


def _cells(row: str) -> list[str]:
    """What stands in a row before its fields, and each field; the row where none follow each other."""
    bounds = [match.span() for match in _CELL.finditer(row[:_LONGEST])]
    for at, (end, start) in enumerate(bounds):
        if is_field(row[start : bounds[at + 1][0] if at + 1 < len(bounds) else len(row)].strip()):
            return [row[:end], *_cells(row[start:])]
    return [row]


def _titled(row: str) -> str | None:
    """A title without the ticket's number; None where the row only says where in the tool we are."""
    bare = row.strip("*_= ")
    bare = re.sub(r"\s#\d{1,9}$", "", _NUMBER.sub("", bare, count=1))
    return None if _CRUMB.fullmatch(bare) else " ".join(bare.strip("#*_= ").split()) or None


def _framed(rows: Sequence[Row], index: int) -> bool:
    """Whether an underline, a link or a field follows: then the first line is a title."""
    following = next((row.words for row in rows[index + 1 : index + 4] if row.words), "")
    return following.startswith("===") or bool(_LINK.fullmatch(following)) or is_field(following)


def is_field(row: str) -> bool:
    """Whether the row is one of a ticket's own fields: a known key and its value."""
    match = _FIELD.fullmatch(row) if len(row) <= _LONGEST else None
    return bool(match and match[2] and match[1].strip().lower() in words().fields_.keys)


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().greetings)}\b", re.IGNORECASE)


def _heading(row: str, longest: int) -> bool:
    return (
        len(row) <= longest
        and not _greeting().match(row)
        and not (row.endswith((".", "!")) and row.count(" ") > 3)
    )


def _note(row: str, found: Fields, *, near: bool) -> bool:
    match = _FIELD.fullmatch(row) if len(row) <= _LONGEST else None
    if match is None:
        return False
    key, value = match[1].strip().lower(), match[2].strip()
    table = words().fields_
    if titled := _NUMBERED.fullmatch(row):
        found.subject = found.subject or titled[1]
        return True
    if key not in table.keys:
        return near and ":" in row and key.count(" ") < 3 and len(value) <= _SHORT
    if key in table.subject and not found.subject and value:
        found.subject = value
    if key in table.customer and value:
        staff = take_apart(value).role == "agent"  # `Reporter: Ana (support)` files it for somebody
        (found.agents if staff else found.customers).append(value)
    if key in table.agent and value:
        found.agents.append(value)
    if key in table.company and value:
        found.companies.append(value)
    return True
