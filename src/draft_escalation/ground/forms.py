"""How a value of a statement meets a value of the thread: the forms that one needs and the other gives.

A form is a short string (`number 41`, `time 15:22`). A value of a statement is borne where one of the forms
that it needs is among those that a line gives. Values known by their shape are looked up in the line's text.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from draft_escalation.ground.quantities import counts_of, plain
from draft_escalation.ground.value import Value

BY_TEXT = frozenset({"url", "email", "path", "identifier", "handle", "code", "version"})
_COUNTED = frozenset({"amount", "percent", "duration", "measure"})
_TRAILING_DIGITS = re.compile(r"\d{2,12}$")
_DECIMAL = re.compile(r"(\d{1,2}\.\d{1,2})\.?$")
_ROUND_RELEASE = re.compile(r"\d{1,4}\.\d{0,3}0")
_DAY_ALONE = 2
_NEAR = 20
_HALF_YEAR = 183


@lru_cache(maxsize=20_000)
def needed(value: Value) -> frozenset[str]:
    """The forms any of which bears a statement's value."""
    forms = frozenset(f"{value.kind} {norm}" for norm in value.norm.split("|"))
    return forms | {f"number {value.text}"} if _ROUND_RELEASE.fullmatch(value.text) else forms


def given(value: Value, sent_at: datetime | None) -> Iterator[str]:
    """The forms that a value of a line gives; a date without a year takes the one nearest to `sent_at`."""
    norms = value.norm.split("|")
    yield from (f"{value.kind} {norm}" for norm in norms)
    if value.kind in _COUNTED:
        yield from (f"number {plain(count)}" for count in counts_of(value))
    elif value.kind == "time" and value.text.isdecimal():
        yield f"number {plain(float(value.text))}"
    elif value.kind == "number":
        yield from (f"version {norm}" for norm in norms)
    elif value.kind == "version":
        yield from (f"number {norm}" for norm in norms)
    elif value.kind == "code" and (digits := _TRAILING_DIGITS.search(value.norm)):
        yield f"number {plain(float(digits[0]))}"
    elif value.kind == "date":
        if decimal := _DECIMAL.match(value.text):
            yield from (f"number {plain(float(decimal[1]))}", f"version {decimal[1]}")
        for norm in norms:
            yield from _of_day(norm, sent_at) if len(norm) > _DAY_ALONE else [f"date {norm}"]


def of_moment(moment: datetime, *, in_utc: bool = False) -> Iterator[str]:
    """The forms that a message's time gives, in its own zone; and in UTC, where that is asked for."""
    zoned = [moment, moment.astimezone(UTC)] if in_utc and moment.tzinfo else [moment]
    for one in zoned:
        yield f"time {one:%H:%M}"
        yield from of_date(one.date())


def of_resolved(moment: datetime) -> Iterator[str]:
    """The forms that a resolved relative time gives: its day, and its clock time unless that is midnight."""
    yield from of_date(moment.date())
    if (moment.hour, moment.minute) != (0, 0):
        yield f"time {moment:%H:%M}"


def days_near(day: int, sent_at: datetime | None) -> Iterator[date]:
    """What `the 19th` may be: that day of the message's month and of the months beside it."""
    for step in (-1, 0, 1) if sent_at else ():
        months = sent_at.year * 12 + sent_at.month - 1 + step if sent_at else 0
        whole = _day(months // 12, months % 12 + 1, day)
        if whole and sent_at and abs((whole - sent_at.date()).days) <= _NEAR:
            yield whole


@lru_cache(maxsize=5_000)
def of_date(day: date) -> tuple[str, ...]:
    """The forms of a calendar day."""
    return (
        f"date {day:%Y-%m-%d}",
        f"date {day:%m-%d}",
        f"weekday {day.weekday()}",
        f"month {day:%m}",
        f"number {day.year}",
        f"date {day:%d}",
    )


def _of_day(norm: str, sent_at: datetime | None) -> Iterator[str]:
    """`04-02` or `2026-04-02`."""
    month, day = (int(part) for part in norm.split("-")[-2:])
    yield from (f"month {month:02}", f"date {month:02}-{day:02}", f"date {day:02}")
    year = int(norm[:4]) if len(norm) > 5 else _nearest_year(month, day, sent_at)
    if year is None:
        yield f"date ?-{month:02}-{day:02}"
    elif (whole := _day(year, month, day)) is not None:
        yield from of_date(whole)


def _nearest_year(month: int, day: int, sent_at: datetime | None) -> int | None:
    if sent_at is None:
        return None
    for year in (sent_at.year, sent_at.year - 1, sent_at.year + 1):
        whole = _day(year, month, day)
        if whole and abs((whole - sent_at.date()).days) <= _HALF_YEAR:
            return year
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
