"""Finds the time stamps that headers carry; what they mean is read elsewhere (thread/dates.py)."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from draft_escalation.thread import calendar_words
from draft_escalation.thread.calendar_words import months, weekdays
from draft_escalation.thread.paste.words import any_of, tokens_of, words


class Stamp(NamedTuple):
    """A time stamp in a row: half-open span, words, and what it tells."""

    start: int
    end: int
    text: str
    has_date: bool
    has_time: bool


_TIME = (
    r"(?:(?:[01]?\d|2[0-4])(?::|\s?h\s?)[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:\s?[ap]\.?\s?m\b\.?)?"
    r"|\d{1,2}\s?[ap]m\b|\d{1,2}\.\d{2}(?=\sUhr))(?:\sUhr)?"
)
_MAYBE = re.compile(r"\d|\bnow\b|ago\b|instant|\bvor\s|\bhace\s|yesterday|today", re.IGNORECASE)
_FIGURES = re.compile(r"\d(?:[:h/.-]\d|\sh\s\d|\s?[ap]\.?\s?m\b)", re.IGNORECASE)
_AGE = re.compile(r"(?:^|[,·•|–—-]\s{1,3}|\s{2}|\t)\d{1,3}(?:m|h|d|w|mo|y)$", re.IGNORECASE)
"""How long ago, at the end of a forum's header: "ana, staff, 10d"; in prose it is a duration."""
_SINCE = frozenset({"ago", "now", "eben", "vor", "il", "instant", "hace"})


@cache
def _telling() -> frozenset[str]:
    """Words one of which stands in every stamp that is not written in figures alone."""
    return _SINCE | frozenset(months()) | tokens_of(" ".join(words().near_days))


def _may_hold(row: str) -> bool:
    return bool(_MAYBE.search(row)) and (
        bool(_FIGURES.search(row) or _AGE.search(row)) or not _telling().isdisjoint(tokens_of(row))
    )


@cache
def _day() -> str:
    """A pattern of what names a day."""
    month, weekday = any_of(months()), any_of(weekdays())
    number = (
        r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
        r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)|(?:\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.)(?=,?\s{1,2}\d{1,2}:\d))"
    )
    day_month = (
        rf"\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?[\s/-]{{1,2}}(?:de\s|of\s)?{month}\b\.?"
        rf"(?:,?[\s/-]{{1,2}}(?:del?\s)?(?:\d{{4}}|['’]?\d{{2}})(?![\d:h]|\sh\s?\d))?"
    )
    month_day = rf"{month}\b\.?\s{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?(?![\d:h])(?:,?\s{{1,2}}\d{{4}}(?![\d:]))?"
    near = any_of(words().near_days)
    return rf"(?:(?:{weekday}\b\.?,?\s{{1,2}})?(?:{number}|{day_month}|{month_day})|{near}\b)"


@cache
def _clock() -> str:
    """A pattern of a time of day with its zone."""
    gmt, named = (
        r"(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?",
        any_of(zone.upper() for zone in (*calendar_words.words().zones, *calendar_words.words().us_zones)),
    )
    zone = rf"(?:\s?{gmt}|\s?\({gmt}\)|Z\b|\s?[+-]\d{{2}}:?\d{{2}}\b|\s(?-i:{named})\b|\s\((?-i:{named})\))"
    return rf"(?:{_TIME}{zone}{{0,2}})"


@cache
def _stamp() -> re.Pattern[str]:
    weekday, date, clock = any_of(weekdays()), _day(), _clock()
    join = r"(?:,?\s{1,3}(?:(?:at|um|à|a\slas|a\sla|@|-|–|—|·|\|)\s{1,2})?|T|,)"
    back = r"(?:,?\s{1,3}(?:(?:on|am|le|el|·|-|–|—|\|)\s{1,2})?|,)"
    unit = r"(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week|month|year)s?\.?"
    ago = (
        rf"(?:(?:about|over|almost)\s)?(?:\d{{1,3}}|an?|one)\s{unit}\sago|just\snow|\d{{1,3}}(?:m|h|d|w|mo|y)\sago"
        r"|vor\s(?:\d{1,3}|eine[rmn])\s(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)(?:en|n|e)?\b|gerade\seben"
        r"|il\sy\sa\s(?:\d{1,3}|une?)\s(?:seconde|minute|heure|jour|semaine|mois|an)s?\b|à\sl['’]instant"
        r"|(?:(?<=[,·•|–—-]\s)|(?<=\s\s)|(?<=\t)|^)\d{1,3}(?:m|h|d|w|mo|y)$"
        r"|hace\s(?:\d{1,3}|una?)\s(?:segundo|minuto|hora|día|semana|mes|año)(?:e?s)?\b"
    )
    return re.compile(
        rf"(?<![\w./:-])(?:(?P<ago>{ago})|(?P<date>{date})(?:{join}(?P<clock>{clock}))?"
        rf"|(?:{weekday}\b\.?{join})?{clock}(?:{back}(?P<later>{date}))?)(?!\w|[-/:]\d|,\d{{3}}\b|\s\d{{1,2}}:\d)",
        re.IGNORECASE,
    )


@cache
def _only_clock() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){_clock()}", re.IGNORECASE)


@cache
def _only_day() -> re.Pattern[str]:
    return re.compile(_day(), re.IGNORECASE)


@lru_cache(maxsize=1024)
def find_stamps(row: str) -> tuple[Stamp, ...]:
    """Gives the time stamps in a (short) row of text, in order."""
    if not _may_hold(row):
        return ()
    return tuple(
        Stamp(
            match.start(),
            match.end(),
            match.group(),
            has_date=bool(match["date"] or match["later"]),
            has_time=not match["ago"] and (bool(match["clock"]) or not match["date"]),
        )
        for match in _stamp().finditer(row)
    )


def clock_of(stamp: str) -> str | None:
    """The part of a stamp that tells the time of day."""
    match = _only_clock().search(stamp)
    return match.group() if match else None


def date_of(stamp: str) -> str | None:
    """The part of a stamp that tells the day."""
    match = _only_day().search(stamp)
    return match.group() if match else None
