"""The times that a brief names itself."""

from datetime import datetime

import pytest

from draft_escalation.brief.model import Fact
from draft_escalation.followups.moments import clock_like, deadline_at, last_update_at
from draft_escalation.skill.policy import policy

NOW = datetime.fromisoformat("2026-06-01T09:00")
HOURS = policy().business_hours

UPDATES = [
    ("Apr 13, 2026, 11:40 — Yusra: we look into it by 2026-04-20", "2026-04-13T11:40"),
    ("13 April 2026 — told them", "2026-04-13T17:00"),
    ("9:20 AM — Mateo: we come back to them", None),
    ("we told them that it takes a while", None),
]


@pytest.mark.parametrize(("text", "when"), UPDATES)
def test_when_the_customer_last_heard(text: str, when: str | None) -> None:
    """Its own date; a date alone is the end of that work day; a clock time alone is none."""
    found = last_update_at((Fact(text=text),), NOW, HOURS)

    assert found == (when and datetime.fromisoformat(when))


def test_the_time_of_the_message_counts_first() -> None:
    """It is the record's, the words are the writer's."""
    at = datetime.fromisoformat("2026-04-13T11:40")

    assert last_update_at((Fact(text="13 April 2026 — told them", at=at),), NOW, HOURS) == at


@pytest.mark.parametrize(
    ("text", "when"),
    [("2026-06-03 12:00", "2026-06-03T12:00"), ("2026-06-03", "2026-06-03T17:00"), ("by noon", None)],
)
def test_the_deadline(text: str, when: str | None) -> None:
    """Its date and time."""
    assert deadline_at(Fact(text=text), NOW, HOURS) == (when and datetime.fromisoformat(when))


def test_silence_has_no_time() -> None:
    """Nor does a proposal without words."""
    assert deadline_at(Fact(state="silent"), NOW, HOURS) is None
    assert last_update_at((Fact(state="silent"),), NOW, HOURS) is None


CLOCKS = [
    ("2026-06-01T10:00", "2026-06-01T09:00", "2026-06-01T10:00"),
    ("2026-06-01T10:00", "2026-06-01T09:00+00:00", "2026-06-01T10:00+00:00"),
    ("2026-06-01T10:00+02:00", "2026-06-01T09:00+00:00", "2026-06-01T08:00+00:00"),
    ("2026-06-01T10:00+02:00", "2026-06-01T09:00", "2026-06-01T10:00"),
]


@pytest.mark.parametrize(("when", "like", "read"), CLOCKS)
def test_two_clocks_are_brought_together(when: str, like: str, read: str) -> None:
    """A time without zone is read on the clock it is compared with."""
    found = clock_like(datetime.fromisoformat(when), datetime.fromisoformat(like))

    assert found.isoformat() == datetime.fromisoformat(read).isoformat()
