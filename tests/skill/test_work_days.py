"""Days off and the zone of the team."""

import builtins
from datetime import UTC, date, datetime
from typing import Any

import pytest

from draft_escalation.errors import UserError
from draft_escalation.skill import work_days
from draft_escalation.skill.policy import BusinessHours, policy
from draft_escalation.skill.work_days import is_work_day, where_hours_hold


def _hours(**changed: object) -> BusinessHours:
    return policy().business_hours.model_copy(update=changed)


DAYS: list[tuple[dict[str, object], str, bool]] = [
    ({}, "2026-06-01", True),
    ({}, "2026-06-06", False),
    ({"weekdays": (6, 0, 1)}, "2026-06-07", True),
    ({"holidays": (date(2026, 6, 1),)}, "2026-06-01", False),
    ({}, "2026-12-25", True),
    ({"country": "DE"}, "2026-12-25", False),
    ({"country": "DE"}, "2026-06-04", True),
    ({"country": "DE", "subdivision": "BY"}, "2026-06-04", False),
    ({"country": "US"}, "2026-07-03", False),
    ({"country": "SA", "weekdays": (6, 0, 1, 2, 3)}, "2026-09-23", False),
]


@pytest.mark.parametrize(("hours", "day", "works"), DAYS)
def test_whether_the_team_works(hours: dict[str, object], day: str, works: bool) -> None:
    """Weekdays, own days off, public holidays of country and state, also those moved to a weekday."""
    assert is_work_day(date.fromisoformat(day), _hours(**hours)) is works


@pytest.mark.parametrize(
    ("hours", "named"), [({"country": "XX"}, "XX"), ({"country": "DE", "subdivision": "ZZ"}, "DE, ZZ")]
)
def test_an_unknown_place_is_one_line(hours: dict[str, object], named: str) -> None:
    """It names the place and how to write one."""
    with pytest.raises(UserError, match=f"no public holidays are known for {named}; write ISO codes"):
        is_work_day(date(2026, 6, 1), _hours(**hours))


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named; a team without a country does not need it."""
    real = builtins.__import__

    def lacking(name: str, *rest: Any, **more: Any) -> Any:
        if name == "holidays":
            raise ImportError(name)
        return real(name, *rest, **more)

    work_days._public_holidays.cache_clear()
    monkeypatch.setattr(builtins, "__import__", lacking)

    assert is_work_day(date(2026, 6, 1), _hours())
    with pytest.raises(UserError, match=r"pip install 'draft-escalation\[calendar\]'"):
        is_work_day(date(2026, 6, 1), _hours(country="AT"))


def test_the_clock_of_the_team() -> None:
    """An aware time is moved there; a naive one, and a team without zone, stay."""
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)

    assert where_hours_hold(noon, _hours(zone="Europe/Berlin")).isoformat() == "2026-06-01T14:00:00+02:00"
    assert where_hours_hold(noon, _hours()) is noon
    naive = noon.replace(tzinfo=None)
    assert where_hours_hold(naive, _hours(zone="Europe/Berlin")) is naive


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc", ""])
def test_an_unknown_zone_is_one_line(zone: str) -> None:
    """It shows how to write one."""
    with pytest.raises(UserError, match="no such time zone; write an IANA name"):
        where_hours_hold(datetime(2026, 6, 1, tzinfo=UTC), _hours(zone=zone))
