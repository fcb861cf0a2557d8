"""When each post was written, and which came first."""

import itertools
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from draft_escalation.thread.calendar_words import weekdays
from draft_escalation.thread.dates import read_stamp
from draft_escalation.thread.paste.posts import Post
from draft_escalation.thread.paste.stamps import clock_of, date_of
from draft_escalation.thread.paste.words import any_of

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_ANY_YEAR = 2000


def times_of(posts: Sequence[Post]) -> list[datetime | None]:
    """Gives the time of each post, None where the paste does not tell it.

    A time of day takes its date from the divider above it, a day without a year the year of another stamp.
    """
    stamps = [post.head.stamp.text if post.head and post.head.stamp else "" for post in posts]
    days = [post.day or "" for post in posts]
    day_first = decide_day_first([*stamps, *days])
    year = _year(stamps, days)
    return [
        _when(stamp, day, day_first=day_first, year=year) for stamp, day in zip(stamps, days, strict=True)
    ]


def decide_day_first(stamps: Sequence[str]) -> bool:
    """Whether 11/04/2016 means 11 April, decided over all stamps: a day over 12, a weekday, a sound order."""
    numeric = [(stamp, int(match[1]), int(match[2])) for stamp in stamps if (match := _NUMERIC.search(stamp))]
    if any(first > 12 for _, first, _ in numeric):
        return True
    if any(second > 12 for _, _, second in numeric):
        return False
    for stamp, _, _ in numeric:
        weekday = _weekday(stamp)
        reads = [read_stamp(_bare(stamp), day_first=side) for side in (True, False)]
        fits = [when is not None and when.weekday() == weekday for when in reads]
        if weekday is not None and fits[0] != fits[1]:
            return fits[0]
    return _disorder(numeric, day_first=True) <= _disorder(numeric, day_first=False)


def _disorder(numeric: Sequence[tuple[str, int, int]], *, day_first: bool) -> int:
    times = [read_stamp(_bare(stamp), day_first=day_first) for stamp, _, _ in numeric]
    known = [when.replace(tzinfo=None) for when in times if when]
    ups = sum(a < b for a, b in itertools.pairwise(known))
    downs = sum(a > b for a, b in itertools.pairwise(known))
    return min(ups, downs)


@cache
def _weekdays() -> tuple[re.Pattern[str], dict[str, int]]:
    return re.compile(rf"({any_of(weekdays())})\b", re.IGNORECASE), weekdays()


def _weekday(stamp: str) -> int | None:
    pattern, by_name = _weekdays()
    match = pattern.match(stamp.strip())
    return by_name[match[1].lower()] if match else None


def _bare(stamp: str) -> str:
    """The stamp without its weekday."""
    return _weekdays()[0].sub("", stamp, count=1).lstrip("., ") if _weekday(stamp) is not None else stamp


def _year(stamps: Sequence[str], days: Sequence[str]) -> int | None:
    return next((int(match[1]) for text in (*stamps, *days) if (match := _YEAR.search(text))), None)


def _when(stamp: str, day: str, *, day_first: bool, year: int | None) -> datetime | None:
    if not stamp:
        return None
    if when := read_stamp(stamp, day_first=day_first):
        return when
    clock, date = clock_of(stamp), date_of(stamp) or day
    if not clock or not date:
        return None
    if year is not None and not _YEAR.search(date) and not _NUMERIC.search(date):
        date = f"{date.rstrip(',. ')}{'/' if '/' in date else ' '}{year}"
    return read_stamp(f"{_bare(date)} {clock}", day_first=day_first)


def order_of(posts: Sequence[Post], times: Sequence[datetime | None]) -> list[int]:
    """Gives the indices of the posts, oldest first: by time where it is known, else as they stand."""
    naive = any(when is not None and when.tzinfo is None for when in times)
    plain = [when and (when.replace(tzinfo=None) if naive else when.astimezone(UTC)) for when in times]
    known = [when for when in plain if when]
    ups = sum(a < b for a, b in itertools.pairwise(known))
    downs = sum(a > b for a, b in itertools.pairwise(known))
    falling = downs > ups or (ups == downs and _quoting(posts))
    indices = list(range(len(posts)))
    if falling:
        indices.reverse()
    keys: dict[int, datetime] = {}
    last: datetime | None = None
    for index in indices:
        last = max(last, plain[index] or last) if last else plain[index]
        keys[index] = plain[index] or last or _earliest(known)
    return sorted(indices, key=keys.__getitem__) if known else indices


def _quoting(posts: Sequence[Post]) -> bool:
    """Whether the posts are a chain of mails that quote each other: the newest stands first."""
    return any(post.parent is not None for post in posts)


def _earliest(known: Sequence[datetime]) -> datetime:
    return min(known, default=datetime(_ANY_YEAR, 1, 1))
