"""When the team works: which days are work days, and in which zone its hours are read."""

from collections.abc import Container
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from draft_escalation.errors import UserError
from draft_escalation.skill.policy import BusinessHours


def is_work_day(day: date, hours: BusinessHours) -> bool:
    """Whether the team works on a day: a weekday of its own, no day off, no public holiday of its country.

    Raises UserError where a country is set and is not known, or the extra `calendar` is not installed.
    """
    if day.weekday() not in hours.weekdays or day in hours.holidays:
        return False
    return hours.country is None or day not in _public_holidays(hours.country, hours.subdivision)


def where_hours_hold(when: datetime, hours: BusinessHours) -> datetime:
    """The time as the team's clock shows it; a naive time, or one of a team without a zone, stays as it is.

    Raises UserError where the zone is not one of the IANA names.
    """
    if when.tzinfo is None or hours.zone is None:
        return when
    return when.astimezone(_zone(hours.zone))


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UserError(
            f"business_hours.zone {name!r}: no such time zone; write an IANA name such as Europe/Berlin"
        ) from None


@cache
def _public_holidays(country: str, subdivision: str | None) -> Container[date]:
    try:
        import holidays
    except ImportError:
        raise UserError(
            f"public holidays of {country}: the library for them is not installed; "
            "pip install 'draft-escalation[calendar]'"
        ) from None
    try:
        return holidays.country_holidays(country, subdiv=subdivision)
    except NotImplementedError:
        place = f"{country}, {subdivision}" if subdivision else country
        raise UserError(
            f"business_hours: no public holidays are known for {place}; write ISO codes (DE and BY)"
        ) from None
