"""Words of time (times.toml) as tables and as alternations for regular expressions."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.alternation import alternation


class Phrase(Record):
    """Words for a day near the message's own; `days` is None for words that only look like one."""

    say: str
    days: int | None = None
    hour: int | None = None


class StampWords(Record):
    """Words that may accompany a header's time stamp."""

    filler: tuple[str, ...]


class TimeWords(Record):
    """The table times.toml."""

    months: dict[str, tuple[str, ...]]
    weekdays: dict[str, tuple[str, ...]]
    zones: dict[str, float]
    us_zones: dict[str, float]
    stamp: StampWords
    units: dict[str, str]
    numbers: dict[str, int]
    cues: dict[str, str]
    phrase: tuple[Phrase, ...]


@cache
def words() -> TimeWords:
    """The table, read once."""
    return read_table("draft_escalation.thread", "times.toml", TimeWords)


@cache
def months() -> dict[str, int]:
    """Every form of every month's name, lower case, to its number (1 to 12)."""
    return _numbered(words().months, first=1)


@cache
def weekdays() -> dict[str, int]:
    """Every form of every weekday's name, lower case, to its number (Monday 0)."""
    return _numbered(words().weekdays, first=0)


@cache
def units() -> dict[str, str]:
    """Every form of every unit's name to the unit."""
    return {form: name for name, forms in words().units.items() for form in forms.split("|")}


def unit_of(said: str) -> str:
    """The unit that a word names (minute, hour, day, business_day, week, month, year), else a quarter."""
    return units().get(" ".join(said.lower().split()), "quarter")


def _numbered(table: dict[str, tuple[str, ...]], *, first: int) -> dict[str, int]:
    return {
        form: number
        for forms in table.values()
        for number, row in enumerate(forms, first)
        for form in row.split("|")
    }


def either(*forms: str) -> str:
    """An alternation of forms (each may hold several, apart by `|`), the longest first; blanks stretch."""
    each = {form for row in forms for form in row.split("|")}
    ordered = sorted(each, key=lambda form: (-len(form), form))
    return alternation(tuple(map(_pattern, form)) for form in ordered)


def _pattern(sign: str) -> str:
    return {" ": r"\s{1,3}", "'": "['’]"}.get(sign, re.escape(sign))


def zone_of(name: str, day: datetime) -> tzinfo | None:
    """The zone that a header or sentence names (UTC, Z, CEST, PT, +02:00, GMT-3), or None."""
    name = name.strip(" ()").lower()
    if name in words().zones:
        return timezone(timedelta(hours=words().zones[name]))
    if name in words().us_zones:
        return timezone(timedelta(hours=words().us_zones[name] + _us_summer(day)))
    match = re.fullmatch(r"(?:utc|gmt)?\s?([-+−])(\d{1,2}):?(\d{2})?", name)
    if not match or int(match[2]) > 14:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(offset if match[1] == "+" else -offset)


def _us_summer(day: datetime) -> bool:
    """Whether summer time holds in the United States: second Sunday of March to first Sunday of November."""
    march, november = datetime(day.year, 3, 8), datetime(day.year, 11, 1)
    begins = march + timedelta(days=(6 - march.weekday()) % 7, hours=2)
    ends = november + timedelta(days=(6 - november.weekday()) % 7, hours=2)
    return begins <= day.replace(tzinfo=None) < ends
