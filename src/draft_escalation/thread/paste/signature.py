"""Tells a message's own words from its sign-off, its program's trace and its disclaimer."""

import re
from collections.abc import Sequence
from functools import cache

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.phrases import PhraseList, evened

_DELIMITER = re.compile(r"[-–—_]{2,3}")
_COMPANY = re.compile(r"\b(?:Inc|Ltd|Corp|Co|LLC|S\.A|S\.L|B\.V)\.$")
_MOST_ROWS = 14
_MOST_WORDS = 7
_LONGEST = 90
_OPENING = 120
_MARKS = re.compile(r"[\W_]{0,4}")
_SIGNS = re.compile(r"[~\W_]{0,3}")
_BEHIND = re.compile(r"[\s,.!:;–—-]{0,4}(.{0,40})")


class Endings(Record):
    """Sign-offs (whole rows), traces and disclaimers (beginnings of rows)."""

    sign_offs: tuple[str, ...]
    traces: tuple[str, ...]
    disclaimers: tuple[str, ...]


@cache
def _endings() -> tuple[PhraseList, PhraseList]:
    """Sign-offs, and what begins a trace or a disclaimer."""
    endings = read_table("draft_escalation.thread.paste", "signature.toml", Endings)
    return PhraseList(endings.sign_offs), PhraseList((*endings.traces, *endings.disclaimers))


def signature_rows(rows: Sequence[str], author: str | None) -> list[int]:
    """Gives which of a message's non-blank rows are its signature; never all of them."""
    begins = _endings()[1]
    found = {index for index, row in enumerate(rows) if begins.opening(row[:_OPENING], _MARKS)}
    start = _start(rows, author, found)
    found.update(range(start, len(rows)))
    return sorted(found) if len(found) < len(rows) else []


def _start(rows: Sequence[str], author: str | None, aside: set[int]) -> int:
    """Where the closing block begins: the highest delimiter, sign-off or own name above contact lines."""
    start = len(rows)
    for index in range(len(rows) - 1, max(len(rows) - 1 - _MOST_ROWS, 0), -1):
        row = rows[index]
        if _DELIMITER.fullmatch(row) or _signs_off(row) or _is_name(row, author):
            start = index
        elif index not in aside and not _contact(row):
            break
    return start


def _signs_off(row: str) -> bool:
    """Whether the row is a sign-off, perhaps with a name behind it."""
    said = _endings()[0].opening(row, _SIGNS) if len(row) <= _LONGEST else None
    match = _BEHIND.fullmatch(evened(row)[said:]) if said else None
    return bool(match and (not match[1] or (match[1][:1].isupper() and match[1].count(" ") < 3)))


def _is_name(row: str, author: str | None) -> bool:
    bare = row.strip(" .,!~-–—").lower()
    return bool(author and bare and " " not in bare and bare in re.split(r"[\W_]+", author.lower()))


def _contact(row: str) -> bool:
    """A name, a title, a company, a number, an address: short, and no sentence."""
    return (
        len(row) <= _LONGEST
        and row.count(" ") <= _MOST_WORDS
        and (not row.endswith((".", "?", "!", ":", ";")) or bool(_COMPANY.search(row)))
        and not row.startswith((">", "-", "*", "•"))
    )
