"""The calendar file, read back."""

import builtins
from datetime import datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact
from draft_escalation.errors import UserError
from draft_escalation.followups.calendar_file import calendar_file
from draft_escalation.followups.plan import plan
from draft_escalation.followups.table import what_to_say
from draft_escalation.skill.policy import policy
from followups.cases import drafted, typed

NOW = datetime.fromisoformat("2026-06-01T12:00+00:00")
ODD = 'Fails; "a, b" \\n BEGIN:VEVENT\r\nEND:VCALENDAR\x00 Ümläut 🖨'


def _written(document: Document, as_of: datetime = NOW) -> str:
    return calendar_file(document, plan(document, as_of, policy()), policy())


def _events(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_every_follow_up_is_an_event_with_a_reminder() -> None:
    """Time, words and an alarm before it."""
    document = drafted()
    planned = plan(document, NOW, policy())
    events = _events(_written(document))

    assert [event["DTSTART"].dt for event in events] == [row.at for row in planned.rows]
    for event, row in zip(events, planned.rows, strict=True):
        who = "Ask Engineering" if row.who == "team" else "Update Ana Torres"
        assert str(event["SUMMARY"]) == f"{who}: The label printer prints blank labels."
        assert str(event["DESCRIPTION"]).startswith(what_to_say(row, document, policy()))
        assert event["DTSTAMP"].dt == NOW
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(minutes=-10)


def test_the_same_input_gives_the_same_bytes() -> None:
    """And every event its own id."""
    first, second = _written(drafted()), _written(drafted())

    assert first == second
    ids = [str(event["UID"]) for event in _events(first)]
    assert len(ids) == len(set(ids))


def test_an_event_keeps_its_id_when_its_time_stays() -> None:
    """The deadline's event is the same, whenever it is planned."""
    deadline = {
        str(event["UID"]) for event in _events(_written(drafted())) if "Deadline" in event["DESCRIPTION"]
    }
    later = _events(_written(drafted(), NOW + timedelta(hours=5)))

    assert deadline <= {str(event["UID"]) for event in later}


def test_a_time_without_zone_floats() -> None:
    """Each calendar reads it on its own clock; lines are not longer than 75 bytes."""
    text = _written(typed(deadline="2026-06-02 12:00"), datetime.fromisoformat("2026-06-01T12:00"))

    assert all(event["DTSTART"].dt.tzinfo is None for event in _events(text))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_words_of_a_thread_stay_words() -> None:
    """No line of it becomes a line of the calendar."""
    document = typed("critical", deadline="2026-06-01 17:00 UTC")
    odd = document.model_copy(update={"brief": document.brief.model_copy(update={"summary": Fact(text=ODD)})})
    events = _events(_written(odd))

    assert len(events) == len(plan(odd, NOW, policy()).rows)
    assert str(events[0]["SUMMARY"]) == (
        'Ask Engineering: Fails; "a, b" \\n BEGIN:VEVENT END:VCALENDAR Ümläut 🖨'
    )


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    real = builtins.__import__

    def lacking(name: str, *rest: Any, **more: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(UserError, match=r"pip install 'draft-escalation\[calendar\]'"):
        _written(drafted())
