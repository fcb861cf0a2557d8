"""The deadline's text as a time: when it is, and what it leaves open."""

import re
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from draft_escalation.ground.values import values_in
from draft_escalation.thread.dates import find_times

_AREA = re.compile(r"\b[A-Z][a-z]{2,20}/[A-Z][A-Za-z_]{2,30}\b|\b(?:local time|[A-Z][a-z]{2,20} time)\b")
_BETWEEN_ZONES = timedelta(hours=14)
"""How far apart two clocks may be that name no zone."""


class Deadline(NamedTuple):
    """`when` is None where the text names no date of its own; `missing`: which of date, time, zone lack."""

    when: datetime | None
    missing: tuple[str, ...]


@lru_cache(maxsize=256)
def read_deadline(text: str, as_of: datetime | None) -> Deadline:
    """Reads a deadline: a date without a year near `as_of`, one without a time to the end of its day."""
    kinds = {value.kind for value in values_in(text)}
    near = (as_of or datetime(2000, 1, 1)).replace(tzinfo=None)
    said = [mention.when for mention in find_times(text, near) if mention.when]
    zoned = any(when.tzinfo for when in said) or _AREA.search(text)
    named = {"date": "date" in kinds, "time": "time" in kinds, "zone": bool(zoned)}
    when = next(iter(said), None) if named["date"] else None
    if when and not named["time"]:
        when = datetime.combine(when.date(), time.max, when.tzinfo)
    return Deadline(when, tuple(name for name, stands in named.items() if not stands))


def surely_after(one: datetime, other: datetime) -> bool:
    """Whether one time is after another in whichever zone a time without a zone may be."""
    if (one.tzinfo is None) == (other.tzinfo is None):
        return one > other
    return one.replace(tzinfo=None) > other.replace(tzinfo=None) + _BETWEEN_ZONES
