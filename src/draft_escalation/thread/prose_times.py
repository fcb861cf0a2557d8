"""Times inside prose, resolved against the message's own time: an own small grammar, words in times.toml."""

import re
from datetime import datetime, time
from functools import cache
from typing import Literal, NamedTuple

from draft_escalation.thread import time_math
from draft_escalation.thread.calendar_words import Phrase, months, unit_of, weekdays, words, zone_of
from draft_escalation.thread.direction import direction
from draft_escalation.thread.stamps import clock_of, find_stamps
from draft_escalation.thread.time_grammar import (
    DATE_AFTER,
    clocks,
    days,
    joiner,
    may_hold_times,
)

Precision = Literal["minute", "hour", "day", "week", "month"]
CLOSE_OF_DAY = time(17)
"""When a day ends for work: what "by Friday" and "end of day" mean where no hour is said."""
_JOIN_AT_MOST = 14
_VAGUE = frozenset(
    {"a couple of", "couple of", "a few", "few", "several", "ein paar", "quelques", "unos", "unas"}
)


class TimeMention(NamedTuple):
    """A time said in prose: half-open span, words, what it means, how exact.

    `when` is None where there is no reference to resolve it against; a day is its midnight, or 17:00 where
    the words set a deadline ("by Friday", "EOD"); a week or month is its beginning, or 17:00 of its last
    (working) day after "end of". `certain` is false where the words allow another reading.
    """

    start: int
    end: int
    text: str
    when: datetime | None
    precision: Precision
    certain: bool


class _Found(NamedTuple):
    """A day (of the week: `weekday`), a clock time (`clock`), or both; `deadline`: the words say by when."""

    start: int
    end: int
    when: datetime | None = None
    precision: Precision = "day"
    certain: bool = True
    deadline: bool = False
    clock: time | None = None
    weekday: bool = False


def find_times(text: str, reference: datetime | None, *, day_first: bool | None = None) -> list[TimeMention]:
    """Gives the times that a text speaks of, in order, without overlap.

    Relative ones are resolved against `reference` (the message's own time) and in its zone; a time that
    names its own zone is in that zone. Knows English, German, French and Spanish.
    """
    stamps = [_stamp(*stamp, text, reference) for stamp in find_stamps(text, day_first=day_first)]
    if not stamps and not may_hold_times(text):
        return []
    named = [found for match in days().finditer(text) if (found := _day(match, text, reference, day_first))]
    shown = [found for match in clocks().finditer(text) if (found := _clock(match, reference))]
    return [
        TimeMention(one.start, one.end, text[one.start : one.end], one.when, one.precision, one.certain)
        for one in _joined(text, _apart([*stamps, *named, *shown]))
    ]


def _stamp(start: int, end: int, when: datetime, text: str, reference: datetime | None) -> _Found:
    if when.tzinfo is None and reference is not None:
        when = when.replace(tzinfo=reference.tzinfo)
    return _Found(start, end, when, "minute" if ":" in text[start:end] else "day")


def _clock(match: re.Match[str], reference: datetime | None) -> _Found | None:
    part = match.groupdict()
    said = match.group()
    exact = part["half"] or part["half_only"] or "uhr" in said.lower() or "clock" in said.lower()
    if not (exact or ":" in said or (part["mi"] and "h" in said.lower())):
        return None
    try:
        clock = time(*(clock_of(part) or ()))
    except ValueError:
        return None
    end = match.start() + len(said.rstrip(" ."))
    when = datetime.combine(reference.date(), clock, reference.tzinfo) if reference else None
    if part["zone"]:
        zone = zone_of(part["zone"], reference or datetime(2000, 1, 1))
        clock = clock.replace(tzinfo=zone)
        local = reference.astimezone(zone) if reference and reference.tzinfo else reference
        when = datetime.combine(local.date(), clock) if local else None
    return _Found(match.start(), end, when, "minute", clock=clock)


def _day(
    match: re.Match[str],
    text: str,
    reference: datetime | None,
    day_first: bool | None,  # noqa: FBT001
) -> _Found | None:
    """What one match of the day grammar says, None where it only looks like a time."""
    part = match.groupdict()
    span = match.span()
    if part["skip"]:
        return None
    if part["n"]:
        return _counted(part, span, reference)
    by = bool(part["by"])
    if part["phrase"]:
        return _phrased(part, span, reference, by=by)
    if part["close"]:
        when = time_math.at(reference, CLOSE_OF_DAY)
        return _Found(*span, when, deadline=True, clock=CLOSE_OF_DAY)
    if part["end"]:
        return _ended(part, span, reference)
    if part["weekday"] or part["short"]:
        return _weekday(part, span, text, reference)
    if part["period"]:
        step = 1 if part["pnext"] else -1 if part["plast"] else 0
        unit = unit_of(part["period"])
        when = time_math.period(reference, unit, step)
        return _Found(*span, when, _precision(unit), certain=not by, deadline=by)
    if part["month"]:
        return _month(part, span, reference)
    return _dated(part, span, text, reference, day_first)


def _counted(part: dict[str, str | None], span: tuple[int, int], reference: datetime | None) -> _Found | None:
    said = " ".join((part["n2"] or part["n"] or "").lower().split())
    number, unit = int(said) if said.isdigit() else words().numbers[said], unit_of(part["unit"] or "")
    future = bool(part["cin"])
    if not (future or part["pre_ago"] or part["cfor"] or part["ago"]):
        return None
    certain = not part["cfor"] and not part["n2"] and said not in _VAGUE
    when = time_math.shift(reference, unit, number if future and not part["ago"] else -number)
    return _Found(*span, when, _precision(unit), certain=certain)


def _phrased(
    part: dict[str, str | None], span: tuple[int, int], reference: datetime | None, *, by: bool
) -> _Found:
    phrase = _phrases()[" ".join((part["phrase"] or "").lower().replace("’", "'").split())]
    day = time_math.shift(reference, "day", phrase.days or 0)
    if phrase.hour is not None:
        return _Found(*span, time_math.at(day, time(phrase.hour)), "hour", certain=False)
    return _Found(*span, time_math.at(day, CLOSE_OF_DAY) if by else day, deadline=by)


@cache
def _phrases() -> dict[str, Phrase]:
    return {form: phrase for phrase in words().phrase for form in phrase.say.split("|")}


def _ended(part: dict[str, str | None], span: tuple[int, int], reference: datetime | None) -> _Found:
    if part["emonth"]:
        first = time_math.month_near(reference, months()[part["emonth"].lower()], ahead=True)
        unit: str = "month"
    else:
        said = part["eperiod"] or ""
        unit = {"d": "day", "w": "week", "m": "month"}.get(said.lower()) or unit_of(said)
        first = time_math.period(reference, unit, 1 if part["enext"] else -1 if part["elast"] else 0)
        if unit == "day":
            return _Found(*span, time_math.at(first, CLOSE_OF_DAY), deadline=True, clock=CLOSE_OF_DAY)
    return _Found(*span, time_math.at(time_math.last_day(first, unit), CLOSE_OF_DAY), "day", deadline=True)


def _weekday(
    part: dict[str, str | None], span: tuple[int, int], text: str, reference: datetime | None
) -> _Found | None:
    number = weekdays()[(part["weekday"] or part["short"] or "").rstrip(".").lower()]
    cued = any(part[cue] for cue in ("by", "since", "on", "last", "next", "this"))
    if part["short"] and not cued and not DATE_AFTER.match(text, span[1]):
        return None
    way = None if part["by"] else direction(text, *span)
    ahead = way == "ahead" and _open(part["since"])
    past = bool(part["last"] or part["after_last"] or (part["since"] and not ahead))
    told = not past and way == "past"
    upcoming = part["next"] or part["after_next"]
    when = time_math.weekday(reference, number, past=past or told, next_week=bool(upcoming))
    by = bool(part["by"])
    certain = bool(past or part["this"] or by) and not upcoming
    return _Found(
        *span, time_math.at(when, CLOSE_OF_DAY) if by else when, certain=certain, deadline=by, weekday=True
    )


def _open(cue: str | None) -> bool:
    """Whether words before a day may look ahead too: "from Monday on we will …"."""
    return " ".join((cue or "").lower().split()) in words().cues["open_since"].split("|")


def _month(part: dict[str, str | None], span: tuple[int, int], reference: datetime | None) -> _Found | None:
    """A month alone counts only after a cue, and in English and German only with its capital."""
    name = part["month"] or ""
    cue = part["by"] or part["since"]
    if not cue or (name[0].islower() and name.lower() in {"may", "march", "august", "april"}):
        return None
    when = time_math.month_near(reference, months()[name.lower()], ahead=bool(part["by"]))
    return _Found(*span, when, "month", deadline=bool(part["by"]))


def _dated(
    part: dict[str, str | None],
    span: tuple[int, int],
    text: str,
    reference: datetime | None,
    day_first: bool | None,  # noqa: FBT001
) -> _Found | None:
    """A day and a month without a year: in the year that brings it nearest to the reference."""
    cue = part["by"] or part["since"] or part["on"]
    certain = True
    name = part["m1"] or part["m2"]
    if name:
        day, month = int(part["d1"] or part["d2"] or 0), months()[name.lower()]
        if name.islower() and (len(name) <= 3 or (part["m2"] and name in {"march", "august"})):
            return None
    elif part["n_d"]:
        day, month = int(part["n_d"]), int(part["n_m"] or 0)
        if not cue and len(text[span[0] : span[1]]) < len("02.04."):
            return None
    else:
        first, second = int(part["s1"] or 0), int(part["s2"] or 0)
        if not cue:
            return None
        month, day = (second, first) if day_first or first > 12 else (first, second)
        certain = day_first is not None or max(first, second) > 12
    if not time_math.exists(month, day):
        return None
    when = time_math.nearest(reference, month, day)
    by = bool(part["by"])
    return _Found(*span, time_math.at(when, CLOSE_OF_DAY) if by else when, certain=certain, deadline=by)


def _precision(unit: str) -> Precision:
    known: dict[str, Precision] = {"minute": "minute", "hour": "hour", "week": "week", "month": "month"}
    return known.get(unit, "month" if unit in {"year", "quarter"} else "day")


def _apart(found: list[_Found]) -> list[_Found]:
    """In order; of two that overlap the longer, with the cue of the one that begins first."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end:
            kept[-1] = _extended(kept[-1], one)
    return kept


def _extended(before: _Found, one: _Found) -> _Found:
    """A date with the weekday or cue that stands before it; after "by" it is a deadline."""
    when = time_math.at(one.when, CLOSE_OF_DAY) if before.deadline and one.precision == "day" else one.when
    return one._replace(start=before.start, when=when, deadline=before.deadline or one.deadline)


def _joined(text: str, found: list[_Found]) -> list[_Found]:
    """A day and a clock time side by side become one moment: "Friday 5 pm", "EOD tomorrow"."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        between = text[before.end : one.start] if before else ""
        if before and _is_date_of(before, one, between):
            joined[-1] = _extended(before, one)
        elif before and _is_clock_of(before, one, between):
            joined[-1] = _merge(before, one)
        else:
            joined.append(one)
    return joined


def _is_date_of(before: _Found, one: _Found, between: str) -> bool:
    """Whether a weekday is followed by its date."""
    return (
        before.weekday and not one.clock and not between.strip(" ,.") and one.precision in {"day", "minute"}
    )


def _is_clock_of(before: _Found, one: _Found, between: str) -> bool:
    """Whether one of the two is a day and the other its clock time."""
    day = before if one.clock else one
    open_day = (before.clock is None) != (one.clock is None) and day.precision in {"day", "hour"}
    return open_day and len(between) <= _JOIN_AT_MOST and bool(joiner().fullmatch(between))


def _merge(one: _Found, other: _Found) -> _Found:
    day, clock = (other, one.clock) if one.clock else (one, other.clock)
    exact = (one.clock and one.precision == "minute") or (other.clock and other.precision == "minute")
    when = time_math.at(day.when, clock) if clock else day.when
    if clock and clock.tzinfo and day.when:
        when = datetime.combine(day.when.date(), clock)
    said_day = day.certain or day.precision == "hour" or (day.weekday and not exact)
    return _Found(one.start, other.end, when, "minute" if exact else "day", certain=said_day, deadline=True)
