"""Phrases that cannot both hold (`the first time`, `happened before`): a statement must not carry the other one."""

import re
from collections.abc import Iterable
from functools import cache

from draft_escalation.ground.scan import any_of, words_of
from draft_escalation.ground.speech import CONDITIONS, speech
from draft_escalation.tables import Record, read_table

_GAP = r"(?:\s\w{1,20}){1,3}\s"
_REACH, _WORDS = 40, 4


class _Contraries(Record):
    """The rows of contraries.toml."""

    rows: tuple[tuple[str, str], ...]


def contrary(text: str, lines: Iterable[str]) -> str:
    """Gives the phrase of a statement whose lines have a phrase of the other side only, or "".

    A statement that has phrases of both sides, or that denies its own or sets a condition, is not looked at.
    """
    if not _any_phrase().search(text) or not words_of(text).isdisjoint(CONDITIONS):
        return ""
    told = " \n ".join(lines)
    for sides in _rows():
        for this, that in (sides, sides[::-1]):
            said = _undenied(this, text)
            if said and not that.search(text) and _undenied(that, told) and not _undenied(this, told):
                return said
    return ""


def _undenied(side: re.Pattern[str], text: str) -> str:
    """The first phrase of a side before which no denial stands close by, or ""."""
    for match in side.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()].lower().split()[-_WORDS:]
        if speech().negations.isdisjoint(before):
            return match[0]
    return ""


@cache
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = read_table(__package__, "contraries.toml", _Contraries).rows
    return tuple((_side(ones), _side(others)) for ones, others in rows)


@cache
def _any_phrase() -> re.Pattern[str]:
    rows = read_table(__package__, "contraries.toml", _Contraries).rows
    return _side(" | ".join(side for row in rows for side in row))


def _side(phrases: str) -> re.Pattern[str]:
    """Any of the phrases."""
    listed = any_of(phrases.split(" | ")).replace(r"\ …\ ", _GAP)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
