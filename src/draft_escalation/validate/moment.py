"""When a statement says that something was."""

from datetime import datetime

from draft_escalation.brief.model import Fact
from draft_escalation.thread.dates import find_times


def time_of(fact: Fact, near: datetime | None) -> datetime | None:
    """The time that a statement names, else that of its first line's message; None where neither is known.

    A date without a year is read near `near`.
    """
    reference = near.replace(tzinfo=None) if near else None
    named = (mention.when for mention in find_times(fact.text, reference) if mention.when)
    return fact.at or next(named, None)
