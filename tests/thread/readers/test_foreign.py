"""Values as foreign systems write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.readers.foreign import first, html, listed, moment, records, said

NINE = datetime(2026, 4, 13, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2026-04-13T09:00:00Z", NINE),
        ("2026-04-13T11:00:00.000+0200", NINE),
        ("2026-04-13 09:00:00 UTC", NINE),
        ("Mon, 13 Apr 2026 09:00:00 +0000", NINE),
        (1776070800, NINE),
        ("1776070800.000200", NINE),
        (1776070800000, NINE),
        (1776070800000000, NINE),
        ("2026-04-13 09:00", NINE.replace(tzinfo=None)),
        ("2026-04-13T09:00:00-05:00", NINE.replace(tzinfo=timezone(timedelta(hours=-5)))),
    ],
)
def test_times_are_read_as_they_are_meant(value: object, when: datetime) -> None:
    """With the zone that stands there, naive where none does."""
    assert moment(value)[0] == when


@pytest.mark.parametrize("value", [None, "", "soon", True, [], {}])
def test_what_is_no_time_is_none(value: object) -> None:
    """Its words are kept where there are any."""
    assert moment(value)[0] is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.text())))
def test_no_value_raises(value: object) -> None:
    """Whatever an export holds."""
    moment(value)
    said(value)
    html(value)
    listed(value)
    list(records(value))


def test_the_first_value_that_says_something_is_taken() -> None:
    """Empty ones and records are passed over."""
    assert first({"a": " ", "b": {"x": 1}, "c": " yes "}, "a", "b", "c") == "yes"
    assert first(None, "a") == ""
