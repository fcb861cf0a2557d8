"""Which came first, and what 11/04/2016 means."""

import pytest

from draft_escalation.thread.paste.order import decide_day_first
from draft_escalation.thread.read import read_thread


@pytest.mark.parametrize(
    ("stamps", "day_first"),
    [
        (["11/04/2016 17:28"], True),
        (["11/04/2016 17:28", "13/04/2016 09:00"], True),
        (["11/04/2016 17:28", "04/13/2016 09:00"], False),
        (["Mon, 11/04/2016 - 17:28"], True),
        (["Fri, 11/04/2016 - 17:28"], False),
        (["11/04/2026 9:00", "12/04/2026 9:00", "01/05/2026 9:00"], True),
        (["04/11/2026 9:00", "04/12/2026 9:00", "05/01/2026 9:00"], False),
        ([], True),
    ],
)
def test_day_or_month_first(stamps: list[str], day_first: bool) -> None:
    """A day over 12, a weekday or a sound order decides over all stamps; else the day comes first."""
    assert decide_day_first(stamps) is day_first


@pytest.mark.parametrize("newest_first", [False, True])
def test_messages_are_numbered_from_the_oldest(newest_first: bool) -> None:
    """Whatever the order of the paste."""
    said = [f"Ana - 2026-04-{day} 09:00\nline of day {day}\n\n" for day in (13, 14, 15)]
    thread = read_thread("".join(reversed(said) if newest_first else said), source="test")
    assert [m.sent_at.day for m in thread.messages if m.sent_at] == [13, 14, 15]


def test_same_minute_keeps_the_order_of_the_paste() -> None:
    """Newest first or not, posts of one minute keep their sequence."""
    newest_first = "Ana - 2026-04-15 09:00\nc\n\nAna - 2026-04-14 09:00\nb\n\nYusra - 2026-04-14 09:00\na\n"
    assert [m.body[0].text.strip() for m in read_thread(newest_first, source="test").messages] == [
        "a",
        "b",
        "c",
    ]


def test_a_year_said_once_holds_for_the_others() -> None:
    """Notes that leave the year out take it from the thread's other stamps."""
    text = "Ana - 13 Apr 2026 15:22\nfails\n\nYusra - 13 Apr 16:10\nlooking into it\n"
    assert [m.sent_at and m.sent_at.year for m in read_thread(text, source="test").messages] == [2026, 2026]


def test_no_year_no_time() -> None:
    """A year is never invented; the words stay."""
    messages = read_thread(
        "Ana - 13 Apr 15:22\nfails\n\nYusra - 13 Apr 16:10\nwe look\n", source="test"
    ).messages
    assert [(m.sent_at, m.sent_words) for m in messages] == [(None, "13 Apr 15:22"), (None, "13 Apr 16:10")]
