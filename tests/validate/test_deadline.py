"""The deadline's text as a time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.validate.deadline import read_deadline, surely_after
from draft_escalation.validate.run import validate
from validate.cases import patched

_NOW = datetime(2026, 4, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "when", "missing"),
    [
        ("2026-04-17 17:00 UTC", "2026-04-17T17:00:00+00:00", ()),
        ("Friday 17 April 17:00 CET", "2026-04-17T17:00:00+01:00", ()),
        ("17 April 2026, 5pm", "2026-04-17T17:00:00", ("zone",)),
        ("17 April 2026", "2026-04-17T23:59:59.999999", ("time", "zone")),
        ("by Friday", None, ("date", "time", "zone")),
        ("17:00 UTC", None, ("date",)),
        ("asap", None, ("date", "time", "zone")),
    ],
)
def test_a_deadline_is_read_and_its_gaps_are_named(
    text: str, when: str | None, missing: tuple[str, ...]
) -> None:
    """Date, time and zone each stand in the text or are missing."""
    deadline = read_deadline(text, _NOW)

    assert deadline.when == (datetime.fromisoformat(when) if when else None)
    assert deadline.missing == missing


def test_times_without_a_zone_are_compared_with_room_for_any_zone() -> None:
    """What may be a matter of zones is not called late."""
    wall = _NOW.replace(tzinfo=None)

    assert surely_after(_NOW, _NOW - timedelta(minutes=1))
    assert not surely_after(_NOW, wall - timedelta(hours=13))
    assert surely_after(_NOW, wall - timedelta(hours=15))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text raises."""
    read_deadline(text, None)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("2026-04-13 14:00", "In which time zone is the deadline?"),
        ("by Friday", "What exactly is the deadline: date, time and zone?"),
        ("2026-04-17 17:00 UTC", "Can it wait until the deadline, or must somebody be at it earlier?"),
    ],
)
def test_what_is_asked_about_a_deadline_is_what_it_lacks(text: str, question: str) -> None:
    """Nobody is asked for a deadline that they gave."""
    found = validate(patched({"needed.deadline": f"{text} [m1.5]"})).findings
    assert question in {one.question for one in found if one.field == "needed.deadline"}
