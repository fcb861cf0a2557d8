"""Time stamps as ticket systems and mail programs write them, in English, German, French and Spanish."""

import re
from datetime import datetime
from functools import cache

from draft_escalation.thread.calendar_words import either, months, weekdays, words, zone_of

_LONGEST_STAMP = 100
_NOON = 12
_BASIC = re.compile(r"\d{8}T\d{4}(?:\d\d)?(?:Z|[+-]\d{4})?")
_NAMED_ZONE = re.compile(r"\([A-Za-z .]{2,40}\)")


def read_stamp(words: str, *, day_first: bool | None = None) -> datetime | None:
    """Gives the moment that a header's time stamp names, None where the words are not a whole date.

    Aware where the words give a zone, naive where they do not; midnight where they give no time of day.
    `day_first` decides 05/04/2026; without it a weekday beside it decides, else the clock: 12 hours with
    am or pm reads the month first, 24 hours the day.
    """
    if len(words) > _LONGEST_STAMP:
        return None
    if _BASIC.fullmatch(words.strip()):
        return _basic(words.strip())
    match = _grammar().search(words)
    if match is None:
        return None
    rest = _NAMED_ZONE.sub("", words[: match.start()] + " " + words[match.end() :])
    clock = None if match["h"] else _time().search(rest)
    if clock:
        rest = rest[: clock.start()] + rest[clock.end() :]
    return (
        None
        if _foreign(rest)
        else _moment({**match.groupdict(), **(clock.groupdict() if clock else {})}, day_first)
    )


def find_stamps(text: str, *, day_first: bool | None = None) -> list[tuple[int, int, datetime]]:
    """Gives the whole dates in a text as half-open spans with the moments they name, in order."""
    found = ((match, _moment(match.groupdict(), day_first)) for match in _grammar().finditer(text))
    return [(match.start(), match.end(), moment) for match, moment in found if moment]


@cache
def time_pattern() -> str:
    """A time of day with its zone, as the named groups h, mi, s, half, zone of a verbose pattern."""
    named = either(*words().zones, *words().us_zones)
    return rf"""
        (?P<h>\d{{1,2}})
        (?: (?:[:hH.]|\sh\s)(?P<mi>\d\d)(?!\d)(?:[:.](?P<s>\d\d)(?!\d)(?:[.,]\d{{1,9}})?)?
            (?:[\s\u202f]{{0,2}}(?P<half>[ap]\.?\s?m\b\.?))?
          | [\s\u202f]{{0,2}}(?P<half_only>[ap]\.?m\b\.?)
          | \s?(?P<uhr>Uhr\b|o['’]clock|h\b(?!\w)) )
        (?:\s?Uhr\b|\s?hrs?\b)?
        (?:[\s\u202f]{{0,2}}\(?(?P<zone>(?:UTC|GMT)?\s?[+−-]\d\d?:?(?:\d\d)?(?!\d)(?!-\d)|(?:{named})\b)\)?)?
    """


@cache
def _time() -> re.Pattern[str]:
    return re.compile(time_pattern(), re.VERBOSE | re.IGNORECASE)


@cache
def _grammar() -> re.Pattern[str]:
    month, day = either(*months()), r"(?:st|nd|rd|th|er|º|ª|\.)?"
    weekday = rf"(?:(?P<weekday>{either(*weekdays())})\.?,?\s{{1,3}}(?:(?:den|the|le|el)\s)?)?"
    join = r"(?:[\s.,/-]{1,3}|\s(?:de|del|of)\s)"
    date = rf"""(?:
        (?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)(?!\d)
      | (?P<n1>\d\d?)(?P<sep>[-/.])\s?(?P<n2>\d\d?)(?P=sep)\s?(?P<y2>(?:19|20)\d\d|\d\d)(?![\d.])
      | (?P<d3>\d\d?){day}{join}(?P<m3>{month})\b{join}(?P<y3>(?:19|20)\d\d|\d\d(?![\d:]))
      | (?P<m4>{month})\b\.?\s{{1,2}}(?P<d4>\d\d?){day}(?:,?\s{{1,2}}|\sde\s)(?P<y4>(?:19|20)\d\d)(?!\d)
      | (?P<y6>(?:19|20)\d\d)年(?P<m6>\d\d?)月(?P<d6>\d\d?)日
    )"""
    ctime = rf"""(?P<m5>{month})\s{{1,2}}(?P<d5>\d\d?)\s(?P<clock>\d\d:\d\d(?::\d\d)?)\s
        (?P<zone5>[A-Z]{{2,5}}\s)?(?P<y5>\d{{4}})"""
    link = (
        r"(?:T|,?[\s\u202f]{1,3}(?:(?:[-–—|·•@]|at|um|à|a\slas?|kl\.?|le|um\s?ca\.)\s{0,2})?|\s?,\s?|[_/·])"
    )
    return re.compile(
        rf"(?<![\w./-])(?=\w)(?=[^\d\n]{{0,24}}\d){weekday}(?:{ctime}|{date}(?:{link}{time_pattern()})?)",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _allowed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(*words().stamp.filler, *weekdays())})\b|[\W_]", re.IGNORECASE)


def _foreign(rest: str) -> bool:
    """Whether anything but fillers stands around the date: then it is prose, or two stamps."""
    return bool(_allowed().sub("", rest).strip())


def _basic(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _moment(part: dict[str, str | None], day_first: bool | None) -> datetime | None:  # noqa: FBT001
    clock = _ctime_clock(part) if part["clock"] else clock_of(part)
    try:
        day = _day(part, day_first)
        moment = day.replace(hour=clock[0], minute=clock[1], second=clock[2]) if clock else day
    except ValueError:
        return None
    name = part["zone"] or part["zone5"]
    return moment.replace(tzinfo=zone_of(name, moment)) if name else moment


def clock_of(part: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Hour, minute, second that the groups of `time_pattern` name, None where they name none.

    Raises ValueError for an hour that no clock shows (13 pm).
    """
    if part["h"] is None:
        return None
    hour, half = int(part["h"]), part["half"] or part["half_only"]
    if half:
        if not 1 <= hour <= _NOON:
            raise ValueError(f"{hour} {half} is no hour")
        hour = hour % _NOON + (_NOON if half[0].lower() == "p" else 0)
    return hour, int(part["mi"] or 0), min(int(part["s"] or 0), 59)


def _ctime_clock(part: dict[str, str | None]) -> tuple[int, int, int]:
    hour, minute, *second = (part["clock"] or "").split(":")
    return int(hour), int(minute), int(second[0]) if second else 0


def _day(part: dict[str, str | None], day_first: bool | None) -> datetime:  # noqa: FBT001
    for i in "16345":
        year, month, day = part[f"y{i}"], part[f"m{i}"], part[f"d{i}"]
        if year and month and day:
            number = int(month) if month.isdigit() else months()[month.lower()]
            return datetime(_year(year), number, int(day))
    if part["sep"] == "." and len(part["y2"] or "") == 2 and len(f"{part['n1']}{part['n2']}") < 4:
        raise ValueError("a version, not a date")
    first, second, year_ = int(part["n1"] or 0), int(part["n2"] or 0), _year(part["y2"] or "")
    readings = [(second, first), (first, second)]
    if day_first is None:
        day_first = _likely_day_first(part, year_)
    if not day_first:
        readings.reverse()
    return datetime(year_, *next((reading for reading in readings if reading[0] <= _NOON), readings[0]))


def _likely_day_first(part: dict[str, str | None], year: int) -> bool:
    first, second = int(part["n1"] or 0), int(part["n2"] or 0)
    if part["weekday"] and first <= _NOON and second <= _NOON:
        wanted = weekdays()[part["weekday"].lower()]
        by_day = datetime(year, second, first).weekday() == wanted
        if by_day != (datetime(year, first, second).weekday() == wanted):
            return by_day
    return part["sep"] != "/" or not (part["half"] or part["half_only"])


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)
