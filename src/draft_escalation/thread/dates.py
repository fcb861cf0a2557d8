"""Times as people and tools write them: header time stamps, and times inside prose."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class TimeMention:
    """A time said in prose: half-open span, words, what it means (None without a reference), how exact."""

    start: int
    end: int
    text: str
    when: datetime | None
    precision: Literal["minute", "hour", "day", "week", "month"]
    certain: bool


def read_stamp(words: str, *, day_first: bool | None = None) -> datetime | None:
    """Gives the moment that a header's time stamp names, None where it is not a whole date."""
    try:
        return datetime.fromisoformat(words.strip().removesuffix(" UTC"))
    except ValueError:
        return None


def find_times(text: str, reference: datetime | None, *, day_first: bool | None = None) -> list[TimeMention]:
    """Gives the times that a text speaks of, in order."""
    return []
