"""Times inside prose, resolved against the message's own time: an own small grammar, words in times.toml."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache
from typing import Literal

from draft_escalation.thread import time_math
from draft_escalation.thread.calendar_words import Phrase, either, months, weekdays, words, zone_of
from draft_escalation.thread.stamps import clock_of, find_stamps, time_pattern

Precision = Literal["minute", "hour", "day", "week", "month"]
CLOSE_OF_DAY = time(17)
"""When a day ends for work: what "by Friday" and "end of day" mean where no hour is said."""
_JOIN_AT_MOST = 14
_PAST_BEFORE = 40
_VAGUE = frozenset(
    {"a couple of", "couple of", "a few", "few", "several", "ein paar", "quelques", "unos", "unas"}
)


@dataclass(frozen=True)
class TimeMention:
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


@dataclass(frozen=True)
class _Found:
    """A day (of the week: `weekday`), a clock time (`clock`), or both; `deadline` where the words say by when."""

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
    if not stamps and not _may_hold_times(text):
        return []
    days = [found for match in _days().finditer(text) if (found := _day(match, text, reference, day_first))]
    clocks = [found for match in _clocks().finditer(text) if (found := _clock(match, reference))]
    return [_mention(text, found) for found in _joined(text, _apart([*stamps, *days, *clocks]), reference)]


def _stamp(start: int, end: int, when: datetime, text: str, reference: datetime | None) -> _Found:
    if when.tzinfo is None and reference is not None:
        when = when.replace(tzinfo=reference.tzinfo)
    return _Found(start, end, when, "minute" if ":" in text[start:end] else "day")


def _mention(text: str, found: _Found) -> TimeMention:
    said = text[found.start : found.end]
    return TimeMention(found.start, found.end, said, found.when, found.precision, found.certain)


@cache
def _keys() -> frozenset[str]:
    forms = [*months(), *weekdays(), *words().units.values(), words().cues["close"]]
    forms += [phrase.say for phrase in words().phrase]
    return frozenset(form.split()[-1].rpartition("'")[2] for row in forms for form in row.split("|"))


_WORD = re.compile(r"[^\W\d_]{1,30}")
_DATE_AFTER = re.compile(r"[.,]?\s?(?:\d|at\b)")
_DIGITS = re.compile(r"\d[:./]\d|\d\s?[ap]\.?m|\d\s?(?:Uhr|h)|\bEO[DWM]\b")


def _may_hold_times(text: str) -> bool:
    return bool(_DIGITS.search(text)) or not _keys().isdisjoint(_WORD.findall(text.lower()))


@cache
def _days() -> re.Pattern[str]:
    cue = {name: either(forms) for name, forms in words().cues.items()}
    table = words()
    full = either(
        *(
            form
            for row in table.weekdays.values()
            for forms in row
            for form in forms.split("|")[:1] + ["sonnabend"]
        )
    )
    full_months = either(*(forms.split("|")[0] for row in table.months.values() for forms in row))
    unit = either(*table.units.values())
    period = either(
        *(table.units[name] for name in ("day", "week", "month", "year")),
        "quarter|quartals|quartal|trimestre",
    )
    number = rf"\d{{1,3}}|{either(*table.numbers)}"
    suffix = r"(?:st|nd|rd|th|er|\.|º)?"
    return re.compile(
        rf"""(?<![\w@#/.:-])(?:
          (?P<skip>{either(*(p.say for p in table.phrase if p.days is None))})
        | (?:(?:(?P<cin>{cue["in"]})|(?P<pre_ago>{cue["pre_ago"]})|(?P<cfor>{cue["for"]}))\s{{1,3}})?
          (?P<n>{number})(?:\s{{0,3}}(?:to|-|–|bis|à|a)\s{{0,3}}(?P<n2>\d{{1,3}}))?[\s-]{{0,2}}(?:full\s|volle\s)?(?P<unit>{unit})(?:\s{{1,3}}(?P<ago>{cue["ago"]}))?
        | (?:(?:(?P<by>{cue["by"]})|(?P<since>{cue["since"]})|(?P<on>{cue["on"]}))\s{{1,3}})?(?:
            (?P<phrase>{either(*(p.say for p in table.phrase if p.days is not None))})
          | (?P<end>{cue["end"]})\s{{0,3}}(?:(?:{cue["of"]})\s{{1,3}}){{0,2}}
            (?:(?P<emonth>{full_months})|(?:(?:(?P<elast>{cue["last"]})|(?P<enext>{cue["next"]}))\s{{1,3}})?(?P<eperiod>{period}|[dwm]))
          | (?P<close>{cue["close"]})
          | (?:(?:(?P<last>{cue["last"]})|(?P<next>{cue["next"]})|(?P<this>{cue["this"]}))\s{{1,3}})?
            (?:(?P<weekday>{full})|(?P<short>(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun))\b\.?)
            (?:\s{{1,3}}(?:(?P<after_last>{cue["after_last"]})|(?P<after_next>{cue["after_next"]})))?
          | (?:(?P<plast>{cue["last"]})|(?P<pnext>{cue["next"]})|(?P<pthis>{cue["this"]}))\s{{1,3}}(?P<period>{period})
          | (?P<d1>\d\d?){suffix}\s{{1,2}}(?:of\s|de\s)?(?P<m1>{either(*months())})\b\.?
          | (?P<m2>{either(*months())})\b\.?\s{{1,2}}(?P<d2>\d\d?)(?:st|nd|rd|th)?(?![:.,]?\d)
          | (?P<n_d>\d\d?)\.(?P<n_m>\d\d?)\.(?!\d)
          | (?P<s1>\d\d?)/(?P<s2>\d\d?)(?![\d/%])
          | (?P<month>{full_months})
          )
        )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _clocks() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.:/+-]){time_pattern()}", re.VERBOSE | re.IGNORECASE)


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
    match: re.Match[str], text: str, reference: datetime | None, day_first: bool | None
) -> _Found | None:  # noqa: FBT001
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
        unit = _unit(part["period"])
        when = time_math.period(reference, unit, step)
        return _Found(*span, when, _precision(unit), certain=not by, deadline=by)
    if part["month"]:
        return _month(part, span, reference)
    return _dated(part, span, text, reference, day_first)


def _counted(part: dict[str, str | None], span: tuple[int, int], reference: datetime | None) -> _Found | None:
    said = " ".join((part["n2"] or part["n"] or "").lower().split())
    number, unit = int(said) if said.isdigit() else words().numbers[said], _unit(part["unit"] or "")
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
        unit = {"d": "day", "w": "week", "m": "month"}.get(said.lower()) or _unit(said)
        first = time_math.period(reference, unit, 1 if part["enext"] else -1 if part["elast"] else 0)
        if unit == "day":
            return _Found(*span, time_math.at(first, CLOSE_OF_DAY), deadline=True, clock=CLOSE_OF_DAY)
    return _Found(*span, time_math.at(time_math.last_day(first, unit), CLOSE_OF_DAY), "day", deadline=True)


def _weekday(
    part: dict[str, str | None], span: tuple[int, int], text: str, reference: datetime | None
) -> _Found | None:
    number = weekdays()[(part["weekday"] or part["short"] or "").rstrip(".").lower()]
    cued = any(part[cue] for cue in ("by", "since", "on", "last", "next", "this"))
    if part["short"] and not cued and not _DATE_AFTER.match(text, span[1]):
        return None
    before = text[max(0, span[0] - _PAST_BEFORE) : span[0]].lower()
    past = part["last"] or part["after_last"] or part["since"]
    told = not past and not part["by"] and not _past_words().isdisjoint(_WORD.findall(before))
    upcoming = part["next"] or part["after_next"]
    when = time_math.weekday(reference, number, past=bool(past or told), next_week=bool(upcoming))
    by = bool(part["by"])
    certain = bool(past or part["this"] or by) and not upcoming
    return _Found(
        *span, time_math.at(when, CLOSE_OF_DAY) if by else when, certain=certain, deadline=by, weekday=True
    )


@cache
def _past_words() -> frozenset[str]:
    return frozenset(words().cues["past_words"].split("|"))


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
        if name.islower() and (len(name) <= 3 or (part["m2"] and name in {"march", "august"})):  # noqa: PLR2004
            return None
    elif part["n_d"]:
        day, month = int(part["n_d"]), int(part["n_m"] or 0)
        if not cue and len(text[span[0] : span[1]]) < len("02.04."):
            return None
    else:
        first, second = int(part["s1"] or 0), int(part["s2"] or 0)
        if not cue:
            return None
        month, day = (second, first) if day_first or first > 12 else (first, second)  # noqa: PLR2004
        certain = day_first is not None or max(first, second) > 12  # noqa: PLR2004
    if not time_math.exists(month, day):
        return None
    when = time_math.nearest(reference, month, day)
    by = bool(part["by"])
    return _Found(*span, time_math.at(when, CLOSE_OF_DAY) if by else when, certain=certain, deadline=by)


@cache
def _units() -> dict[str, str]:
    return {form: name for name, forms in words().units.items() for form in forms.split("|")}


def _unit(said: str) -> str:
    return _units().get(" ".join(said.lower().split()), "quarter")


def _precision(unit: str) -> Precision:
    known: dict[str, Precision] = {"minute": "minute", "hour": "hour", "week": "week", "month": "month"}
    return known.get(unit, "month" if unit in {"year", "quarter"} else "day")


def _apart(found: list[_Found]) -> list[_Found]:
    """In order; of two that overlap the one that begins first, then the longer."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(
        rf"[\s,(]{{0,3}}(?:(?:{either(words().cues['join'])})\s{{1,2}})?[\s(]{{0,2}}", re.IGNORECASE
    )


def _joined(text: str, found: list[_Found], reference: datetime | None) -> list[_Found]:
    """A day and a clock time side by side become one moment: "Friday 5 pm", "EOD tomorrow"."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if (
            before
            and before.weekday
            and not one.clock
            and text[before.end : one.start].strip() in {"", ",", "."}
        ):
            joined[-1] = replace(one, start=before.start, deadline=before.deadline)
            continue
        if (
            before
            and one.start - before.end <= _JOIN_AT_MOST
            and (before.clock is None) != (one.clock is None)
        ):
            if _joiner().fullmatch(text[before.end : one.start]) and "minute" not in {
                _whole(before),
                _whole(one),
            }:
                joined[-1] = _merge(before, one)
                continue
        joined.append(one)
    return joined


def _whole(found: _Found) -> str:
    """The precision of something that no clock time can be added to any more."""
    return "" if found.clock else ("minute" if found.precision in {"minute", "week", "month"} else "")


def _merge(one: _Found, other: _Found) -> _Found:
    day, clock = (other, one.clock) if one.clock else (one, other.clock)
    exact = (one.clock and one.precision == "minute") or (other.clock and other.precision == "minute")
    when = time_math.at(day.when, clock) if clock else day.when
    if clock and clock.tzinfo and day.when:
        when = datetime.combine(day.when.date(), clock)
    said_day = day.certain or day.precision == "hour" or (day.weekday and not exact)
    return _Found(one.start, other.end, when, "minute" if exact else "day", certain=said_day, deadline=True)
