"""Steps in the calendar from a message's own time. Without a reference every step leads to None."""

from calendar import monthrange
from datetime import datetime, time, timedelta

_SATURDAY = 5
_FRIDAY = 4
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def at(day: datetime | None, clock: time) -> datetime | None:
    """The day at a time of day, in the day's own zone."""
    return day and datetime.combine(day.date(), clock.replace(tzinfo=None), day.tzinfo)


def midnight(moment: datetime) -> datetime:
    """The day on which a moment falls."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def shift(reference: datetime | None, unit: str, number: int) -> datetime | None:
    """The reference moved by units; minutes and hours to the second, longer units to midnight."""
    if reference is None:
        return None
    try:
        if unit in {"minute", "hour"}:
            return reference + timedelta(minutes=number * (60 if unit == "hour" else 1))
        day = midnight(reference)
        if unit in _MONTHS:
            return _months_on(day, number * _MONTHS[unit])
        if unit == "business_day":
            return _business_days_on(day, number)
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    except (OverflowError, ValueError):
        return None


def period(reference: datetime | None, unit: str, step: int) -> datetime | None:
    """The first day of the reference's day, week, month, quarter or year, `step` periods on."""
    if reference is None:
        return None
    day = midnight(reference)
    if unit == "day":
        first = day
    elif unit == "week":
        first = day - timedelta(days=day.weekday())
    elif unit == "month":
        first = day.replace(day=1)
    elif unit == "year":
        first = day.replace(month=1, day=1)
    else:
        first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return shift(first, unit, step)


def last_day(first: datetime | None, unit: str) -> datetime | None:
    """The last day of the period that begins on `first`; of a week its Friday."""
    if first is None or unit == "day":
        return first
    if unit == "week":
        return first + timedelta(days=_FRIDAY)
    following = shift(first, unit, 1)
    return following and following - timedelta(days=1)


def weekday(reference: datetime | None, number: int, *, past: bool, next_week: bool) -> datetime | None:
    """The nearest such weekday: before the reference's day, or on it and after; or the one of next week."""
    if reference is None:
        return None
    day = midnight(reference)
    if next_week:
        return day + timedelta(days=7 - day.weekday() + number)
    if past:
        return day - timedelta(days=(day.weekday() - number - 1) % 7 + 1)
    return day + timedelta(days=(number - day.weekday()) % 7)


def exists(month: int, day: int) -> bool:
    """Whether some year has that day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]


def nearest(reference: datetime | None, month: int, day: int) -> datetime | None:
    """That day of the year, in the year that brings it nearest to the reference."""
    if reference is None:
        return None
    today = midnight(reference)
    years = (year for year in range(today.year - 1, today.year + 2) if 1 <= year <= 9999)
    days = [today.replace(year=y, month=month, day=day) for y in years if day <= monthrange(y, month)[1]]
    return min(days, key=lambda one: abs(one - today), default=None)


def month_near(reference: datetime | None, month: int, *, ahead: bool) -> datetime | None:
    """The first day of that month: the reference's own or the next one, or else the last one that began."""
    if reference is None:
        return None
    today = midnight(reference)
    first = today.replace(month=month, day=1)
    if ahead:
        return first if month >= today.month else shift(first, "year", 1)
    return first if month <= today.month else shift(first, "year", -1)


def _months_on(day: datetime, number: int) -> datetime:
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _business_days_on(day: datetime, number: int) -> datetime:
    step = timedelta(days=1 if number > 0 else -1)
    while number:
        day += step
        if day.weekday() < _SATURDAY:
            number -= 1 if number > 0 else -1
    return day
