"""The values of a text: what a statement may only carry if the thread carries it too."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice

from draft_escalation.ground.forms import days_near
from draft_escalation.ground.moments import moments
from draft_escalation.ground.names import names
from draft_escalation.ground.quantities import quantities
from draft_escalation.ground.scan import has_digit
from draft_escalation.ground.shapes import shapes
from draft_escalation.ground.value import Kind, Value

__all__ = ["Kind", "Value", "values_in"]

_READERS: tuple[Callable[[str], Iterator[Value]], ...] = (shapes, moments, quantities, names)
_LAST_DAY = 31
_MOST_DAYS = 50
_SHORT = 1_000
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'"})
_COLOUR = re.compile(r"\x1b?\[(?:10?\d?|[02-9]|[2-49]\d)(?:;\d{1,3}){0,8}m(?!ins?\b|s?\])")
_ZONE = re.compile(
    r"\b(?:UTC|GMT)\s?[+−-]\d{1,2}(?::?\d\d)?(?![\d:])"
    r"|(?<=:\d\d)\s?\+\d\d:?\d\d(?![\d:])|(?<=:\d\d:\d\d)-\d\d:?\d\d(?![\d:])"
)
_LIST_NUMBER = re.compile(r"\s{0,20}\(?\d{1,2}[.)]\s")
_DAY = re.compile(
    r"\b(?:the|on|until|since|by|before) (\d{1,2})(?:st|nd|rd|th)\b"
    r"(?:(?:(?<=on the \d..)|(?<=on the \d\d..))"
    r"(?=\s(?:one|we|it|they|he|she|i|a|an|the|this|that|my|our|your|his|her|its|their)\b)|"
    r"(?!\s(?!of|and|or|at|to|but|so|is|was|if|when|because|for|in|by|since|until|after|before|as|with)[a-z]{2,30}))"
    r"|\b(?:dal|del|il|el|al|le|du|dès le) (\d{1,2})(?=\s?(?:$|[,.;)\n]))"
    r"|\b(?:bis|bis zum|bis am|zum|ab dem|vom) (\d{1,2})\."
    r"(?!\s?(?:\d|jan|feb|m[äa]r|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[zc]))",
    re.IGNORECASE,
)


def evened(text: str) -> str:
    """Gives the text with straight apostrophes, and with blanks for the codes that colour a terminal.

    Its length stays; a code counts as well where its escape character got lost (`[32mqueue_1`).
    """
    straight = text if text.isascii() else text.translate(_APOSTROPHES)
    return _COLOUR.sub(lambda code: " " * len(code[0]), straight) if "[" in straight else straight


def with_days(text: str, values: tuple[Value, ...], sent_at: datetime | None = None) -> tuple[Value, ...]:
    """Gives the values with the days that a text names without their month (`the 19th` → `19`).

    Where the time of the message is given, they are the whole dates nearest to it.
    """
    days = has_digit(text) and [
        Value(
            "date", match[0], _day_of(int(match[match.lastindex or 1]), sent_at), match.start(), match.end()
        )
        for match in islice(_DAY.finditer(text), _MOST_DAYS)
        if 0 < int(match[match.lastindex or 1]) <= _LAST_DAY and not _is_whole(match, values)
    ]
    if not days:
        return values
    taken = {place for day in days for place in range(day.start, day.end)}
    others = (value for value in values if value.start not in taken and value.end - 1 not in taken)
    return tuple(sorted((*others, *days), key=lambda value: value.start))


def _is_whole(match: re.Match[str], values: tuple[Value, ...]) -> bool:
    """Whether the day's month is told, `the 27th of August`."""
    return any(one.kind == "date" and one.start < match.end() and match.start() < one.end for one in values)


def _day_of(day: int, sent_at: datetime | None) -> str:
    return "|".join(f"{one:%Y-%m-%d}" for one in days_near(day, sent_at)) or f"{day:02}"


def values_in(text: str) -> tuple[Value, ...]:
    """Gives the values of a text in order; where two readings overlap, the more telling shape wins.

    The number of a list item is none, nor is the zone behind a time (`15:22 UTC+02:00`).
    """
    return _read_again(text) if len(text) < _SHORT else _read(text)


def _read(text: str) -> tuple[Value, ...]:
    taken = bytearray(len(text))
    for start, end in _set_aside(text) if has_digit(text) else ():
        taken[start:end] = b"\1" * (end - start)
    found: list[Value] = []
    for reader in _READERS:
        for value in reader(text):
            if taken.find(1, value.start, value.end) < 0:
                taken[value.start : value.end] = b"\1" * (value.end - value.start)
                found.append(value)
    return tuple(sorted(found, key=lambda value: value.start))


_read_again = lru_cache(maxsize=1_000)(_read)


def _set_aside(text: str) -> Iterator[tuple[int, int]]:
    """Where the number of a list item and the zones of times stand."""
    if head := _LIST_NUMBER.match(text):
        yield head.span()
    yield from (zone.span() for zone in _ZONE.finditer(text))
