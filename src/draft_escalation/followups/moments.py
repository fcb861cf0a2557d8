"""The two times that a brief names itself: when the customer last heard, and by when it must be done."""

from datetime import datetime

from draft_escalation.brief.model import Fact
from draft_escalation.skill.policy import BusinessHours
from draft_escalation.validate.deadline import read_deadline
from draft_escalation.validate.statements import is_said

_DATE_ENDS = " — "


def last_update_at(facts: tuple[Fact, ...], as_of: datetime, hours: BusinessHours) -> datetime | None:
    """When the customer last heard from support; None where no dated update is stated."""
    for fact in facts:
        if is_said(fact) and (when := fact.at or _dated(fact.text.split(_DATE_ENDS)[0], as_of, hours)):
            return when
    return None


def deadline_at(fact: Fact, as_of: datetime, hours: BusinessHours) -> datetime | None:
    """The deadline; None where its words name no date. A date alone ends with the work day."""
    return _dated(fact.text, as_of, hours) if is_said(fact) else None


def clock_like(when: datetime, like: datetime) -> datetime:
    """The time on the clock of `like`: a time that names no zone is read on that very clock."""
    if like.tzinfo is None:
        return when.replace(tzinfo=None)
    return when.replace(tzinfo=like.tzinfo) if when.tzinfo is None else when.astimezone(like.tzinfo)


def _dated(text: str, as_of: datetime, hours: BusinessHours) -> datetime | None:
    read = read_deadline(text, as_of)
    if read.when and "time" in read.missing:
        return datetime.combine(read.when.date(), hours.closes, read.when.tzinfo)
    return read.when
