"""Times in headers and in prose, in four languages; what only looks like a time is none."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.dates import find_stamps, find_times, read_stamp

MONDAY = datetime(2026, 4, 13, 15, 22, tzinfo=UTC)

STAMPS = [
    ("2026-04-13 15:22 UTC", "2026-04-13T15:22+00:00"),
    ("2026-04-13T15:22:01.123Z", "2026-04-13T15:22:01+00:00"),
    ("2026-04-13T15:22:01+02:00", "2026-04-13T15:22:01+02:00"),
    ("20260413T152201Z", "2026-04-13T15:22:01+00:00"),
    ("2026/04/13 15:22", "2026-04-13T15:22"),
    ("Mon, 13 Apr 2026 15:22:01 +0200", "2026-04-13T15:22:01+02:00"),
    ("Mon, 13 Apr 2026 15:22:01 +0200 (Central European Summer Time)", "2026-04-13T15:22:01+02:00"),
    ("Mon Apr 13 15:22:01 2026", "2026-04-13T15:22:01"),
    ("On Mon, Apr 13, 2026 at 3:22 PM", "2026-04-13T15:22"),
    ("Apr 13, 2026 at 3:22\u202fPM", "2026-04-13T15:22"),
    ("3:22 PM, Apr 13, 2026", "2026-04-13T15:22"),
    ("13/Apr/26 3:22 PM", "2026-04-13T15:22"),
    ("4/13/26, 3:22 PM", "2026-04-13T15:22"),
    ("04/05/2026 3:22 PM", "2026-04-05T15:22"),
    ("04/05/2026 15:22", "2026-05-04T15:22"),
    ("Sat, 05/04/2014 - 08:32", "2014-04-05T08:32"),
    ("[13.04.26, 15:22:01]", "2026-04-13T15:22:01"),
    ("Am Mo., 13. Apr. 2026 um 15:22 Uhr", "2026-04-13T15:22"),
    ("Montag, 13. April 2026 15:22 MESZ", "2026-04-13T15:22+02:00"),
    ("Le lun. 13 avr. 2026 à 15:22", "2026-04-13T15:22"),
    ("lundi 13 avril 2026 à 15h22", "2026-04-13T15:22"),
    ("13 de abril de 2026, 15:22", "2026-04-13T15:22"),
    ("El lun, 13 abr 2026 a las 15:22", "2026-04-13T15:22"),
    ("April 13th, 2026 3:22pm PT", "2026-04-13T15:22-07:00"),
    ("Jan 13, 2026 3:22pm PT", "2026-01-13T15:22-08:00"),
    ("13 April 2026 15:22 (GMT+2)", "2026-04-13T15:22+02:00"),
    ("2026-04-13 15:22 EST", "2026-04-13T15:22-05:00"),
    ("12:05 AM 13 Apr 2026", "2026-04-13T00:05"),
    ("2026-04-13", "2026-04-13T00:00"),
]
NO_STAMPS = [
    "Monday 3:22 PM",
    "Apr 13, 3:22 PM",
    "yesterday",
    "2026-02-30 10:00",
    "2026-04-13 25:00",
    "v4.0.2",
    "1.2.26",
    "10.0.0.1",
    "20260413",
    "We upgraded on 13 Apr 2026 at 15:22 and it broke",
    "",
]
SAID = [
    # absolute
    ("it began 2026-04-02 14:00 UTC", "2026-04-02 14:00 UTC", "2026-04-02T14:00+00:00", "minute", True),
    ("it began on 2 April", "on 2 April", "2026-04-02T00:00+00:00", "day", True),
    ("on April 2nd, 2026 all was well", "on April 2nd, 2026", "2026-04-02T00:00+00:00", "day", True),
    ("am 02.04. ging es los", "am 02.04.", "2026-04-02T00:00+00:00", "day", True),
    ("go-live 20 April at 9am", "20 April at 9am", "2026-04-20T09:00+00:00", "minute", True),
    ("Fri 17 Apr, 17:00 CET", "Fri 17 Apr, 17:00 CET", "2026-04-17T17:00+01:00", "minute", True),
    ("hasta el 2 de mayo", "hasta el 2 de mayo", "2026-05-02T17:00+00:00", "day", True),
    ("before 4/15 please", "before 4/15", "2026-04-15T17:00+00:00", "day", True),
    ("before 4/5 please", "before 4/5", "2026-04-05T17:00+00:00", "day", False),
    ("by April 17th, 2026", "by April 17th, 2026", "2026-04-17T17:00+00:00", "day", True),
    ("by Friday, 17 April", "by Friday, 17 April", "2026-04-17T17:00+00:00", "day", True),
    ("since March", "since March", "2026-03-01T00:00+00:00", "month", True),
    ("around 16:20 it died", "16:20", "2026-04-13T16:20+00:00", "minute", True),
    # weekdays
    ("we need it by Friday", "by Friday", "2026-04-17T17:00+00:00", "day", True),
    ("EOD Friday", "EOD Friday", "2026-04-17T17:00+00:00", "day", True),
    ("down since last Tuesday", "since last Tuesday", "2026-04-07T00:00+00:00", "day", True),
    ("it started on Friday", "on Friday", "2026-04-10T00:00+00:00", "day", False),
    ("next Friday works", "next Friday", "2026-04-24T00:00+00:00", "day", False),
    ("until Thursday 6 p.m. CEST", "until Thursday 6 p.m. CEST", "2026-04-16T18:00+02:00", "minute", True),
    ("bis Freitag", "bis Freitag", "2026-04-17T17:00+00:00", "day", True),
    ("avant le vendredi", "avant le vendredi", "2026-04-17T17:00+00:00", "day", True),
    ("antes del viernes", "antes del viernes", "2026-04-17T17:00+00:00", "day", True),
    # days and parts of days
    ("tomorrow 5 pm", "tomorrow 5 pm", "2026-04-14T17:00+00:00", "minute", True),
    ("morgen um 10 Uhr", "morgen um 10 Uhr", "2026-04-14T10:00+00:00", "minute", True),
    ("demain à 14h30", "demain à 14h30", "2026-04-14T14:30+00:00", "minute", True),
    ("failing since yesterday", "since yesterday", "2026-04-12T00:00+00:00", "day", True),
    ("depuis hier", "depuis hier", "2026-04-12T00:00+00:00", "day", True),
    ("desde ayer", "desde ayer", "2026-04-12T00:00+00:00", "day", True),
    ("this morning", "this morning", "2026-04-13T09:00+00:00", "hour", False),
    ("failed overnight", "overnight", "2026-04-13T00:00+00:00", "hour", False),
    ("by EOD", "by EOD", "2026-04-13T17:00+00:00", "day", True),
    # counted
    ("within 48 hours", "within 48 hours", "2026-04-15T15:22+00:00", "hour", True),
    ("in 2 business days", "in 2 business days", "2026-04-15T00:00+00:00", "day", True),
    ("in 5 business days", "in 5 business days", "2026-04-20T00:00+00:00", "day", True),
    ("3 days ago", "3 days ago", "2026-04-10T00:00+00:00", "day", True),
    ("down for two weeks", "for two weeks", "2026-03-30T00:00+00:00", "week", False),
    ("vor 3 Tagen", "vor 3 Tagen", "2026-04-10T00:00+00:00", "day", True),
    ("il y a 3 jours", "il y a 3 jours", "2026-04-10T00:00+00:00", "day", True),
    ("hace 3 días", "hace 3 días", "2026-04-10T00:00+00:00", "day", True),
    ("a couple of days ago", "a couple of days ago", "2026-04-11T00:00+00:00", "day", False),
    # periods
    ("by end of next week", "by end of next week", "2026-04-24T17:00+00:00", "day", True),
    ("end of the month", "end of the month", "2026-04-30T17:00+00:00", "day", True),
    ("bis Ende der Woche", "bis Ende der Woche", "2026-04-17T17:00+00:00", "day", True),
    ("last week it was fine", "last week", "2026-04-06T00:00+00:00", "week", True),
]
SILENT = [
    "We may leave, it may break.",
    "In May the rest will follow",
    "guten Morgen zusammen",
    "Good morning Ana",
    "every 5 minutes it retries",
    "it takes 30 seconds",
    "version 4.2. is out",
    "half of the users, 1/2, see 10.0.0.1",
    "localhost:8080",
    "The cat sat in the sun and we wed",
    "a ratio of 16.9",
    "ERR-2026-0413",
    "the call ended, 1h25min of it",
    "the march 2 may not help",
]


@pytest.mark.parametrize(("words", "expected"), STAMPS)
def test_a_header_stamp_is_read(words: str, expected: str) -> None:
    assert read_stamp(words) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("words", NO_STAMPS)
def test_what_is_no_whole_date_is_none(words: str) -> None:
    assert read_stamp(words) is None


def test_the_caller_decides_which_comes_first() -> None:
    assert read_stamp("04/05/2026 3:22 PM", day_first=True) == datetime(2026, 5, 4, 15, 22)
    assert read_stamp("04/05/2026 15:22", day_first=False) == datetime(2026, 4, 5, 15, 22)


def test_stamps_are_found_where_they_stand() -> None:
    text = "ana   2026-04-13 15:22 UTC\nyusra 2026-04-14 09:00 UTC"
    assert [text[a:b] for a, b, _ in find_stamps(text)] == ["2026-04-13 15:22 UTC", "2026-04-14 09:00 UTC"]


@pytest.mark.parametrize(("text", "words", "when", "precision", "certain"), SAID)
def test_a_time_in_prose_is_resolved(text: str, words: str, when: str, precision: str, certain: bool) -> None:
    (mention,) = find_times(text, MONDAY)
    assert (mention.text, mention.when) == (words, datetime.fromisoformat(when))
    assert (mention.precision, mention.certain) == (precision, certain)
    assert text[mention.start : mention.end] == words


BEHIND = [
    "I upgraded from 5.9 to 6.2 on Friday.",
    "We upgraded on Friday.",
    "On Friday the sync stopped and has not come back.",
    "Friday was our payroll run.",
    "It has been so since Friday, the audit is due.",
    "The report for Friday was wrong.",
    "The demo at noon on Friday went wrong.",
    "We had a call on Friday and will have another one.",
    "from Friday all the totals are doubled",
    "Am Freitag hatten wir Inventur.",
    "Der Server ist am Freitag ausgefallen.",
    "Nous avons livré vendredi.",
]
AHEAD = [
    "The go-live is planned for Friday.",
    "The import was planned for Friday.",
    "The import was for Friday.",
    "On Friday we will close the books.",
    "It failed, and on Friday we will have the audit.",
    "He called and said the board meets Friday.",
    "I spoke with Ana, she expects an answer on Friday.",
    "We were promised a fix for Friday.",
    "We have a meeting on Friday.",
    "Starting Friday we will print by hand.",
    "We'll be closed on Friday.",
    "Die Migration ist für Freitag geplant.",
    "Am Freitag ist Inventur.",
    "Vendredi nous allons livrer.",
]


@pytest.mark.parametrize(("texts", "day"), [(BEHIND, 10), (AHEAD, 17)])
def test_a_weekday_lies_where_its_clause_looks(texts: list[str], day: int) -> None:
    """Seen from Monday the 13th."""
    for text in texts:
        (mention,) = find_times(text, MONDAY)
        assert mention.when is not None
        assert (text, mention.when.day) == (text, day)


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert find_times(text, MONDAY) == []


def test_without_a_reference_only_whole_dates_are_known() -> None:
    assert [one.when for one in find_times("by Friday; within 2 hours; 5 pm; on 2 April", None)] == [None] * 4
    assert find_times("on 2026-04-02", None)[0].when == datetime(2026, 4, 2)


def test_times_are_in_the_zone_of_the_message() -> None:
    zone = timezone(timedelta(hours=-7))
    (mention,) = find_times("by tomorrow 5 pm", MONDAY.astimezone(zone))
    assert mention.when == datetime(2026, 4, 14, 17, tzinfo=zone)


@given(st.text() | st.text(st.sampled_from("0123456789 :/.-apmT+ZFriMay")), st.datetimes())
def test_any_text_is_read_without_an_error(text: str, reference: datetime) -> None:
    read_stamp(text)
    for mention in find_times(text, reference):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("bait", 'a1>-.:/@< \t\n"([{')
def test_a_megabyte_of_one_sign_holds_no_time(bait: str) -> None:
    text = bait * 1_000_000
    assert (read_stamp(text), find_stamps(text), find_times(text, MONDAY)) == (None, [], [])
