"""When a statement says that something was."""

from datetime import datetime
from functools import lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.thread.dates import find_times


def time_of(fact: Fact, near: datetime | None) -> datetime | None:
    """The time that a statement names, else that of its first line's message; None where neither is known.

    A date without a year is read near `near`.
    """
    return fact.at or _named(fact.text, near.replace(tzinfo=None) if near else None)


@lru_cache(maxsize=256)
def _named(text: str, near: datetime | None) -> datetime | None:
    return next((mention.when for mention in find_times(text, near) if mention.when), None)
