"""The dates that relative words mean: "this morning", "since Monday"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, time
from functools import lru_cache
from typing import NamedTuple

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.assemble import written
from draft_escalation.thread.dates import TimeMention, find_stamps, find_times

_READABLE = 4_000
_ABSOLUTE = re.compile(r"\d{4}-\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")

_DATE = re.compile(
    r"\d{4}|\d\s?(?:st|nd|rd|th)?\W{0,3}(?:[^\W\d_]{3,10})|[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}[./]\d{1,2}"
)
_NO_DATE = re.compile(
    r"(?<!\w)(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|uhr|(?:mon|diens|donners|frei|sams|sonn)tag"
    r"|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo)(?!\w)",
    re.IGNORECASE,
)
"""Words that make no date of the number beside them: "Friday 9"."""


def resolved(spoken: Spoken, *, past: bool) -> Iterator[Fact]:
    """Gives the date that a line's first certain time means, inferred; `past`: none after the message."""
    sent = spoken.message.sent_at
    if sent is None:
        return
    for mention in find_times(spoken.text, sent):
        if mention.when is None or not mention.certain or _ABSOLUTE.search(mention.text):
            continue
        when = mention.when.replace(tzinfo=sent.tzinfo) if mention.when.tzinfo is None else mention.when
        if not past or (sent.tzinfo is None) != (when.tzinfo is None) or when <= sent:
            yield Fact(
                state="inferred",
                text=day_or_time(mention),
                lines=(spoken.line.id,),
                basis=f'from "{mention.text}"',
            )
            return


def day_or_time(mention: TimeMention) -> str:
    """A resolved time as the brief writes it: the day alone where the words name no hour."""
    if mention.when is None:
        return mention.text
    midnight = mention.precision not in {"minute", "hour"} and mention.when.time() == time(0)
    return f"{mention.when:%Y-%m-%d}" if midnight else written(mention.when)


def names_a_date(words: str) -> bool:
    """Gives whether the words of a time name a date: "24 April", no mere weekday or hour."""
    return _DATE.search(_NO_DATE.sub("", words)) is not None


class Dated(NamedTuple):
    """A time to read others by, and the line that it stands in where it is not the message's own."""

    when: datetime | None
    line: str = ""


def year_from(view: View, spoken: Spoken) -> Dated:
    """Gives the nearest time before a line that carries a year, else the first after it."""
    dated = _dated(view)
    before = bisect_right(dated, spoken.message.number, key=lambda one: one[0])
    return dated[max(before - 1, 0)][1] if dated else Dated(None)


@lru_cache(maxsize=2)
def _dated(view: View) -> tuple[tuple[int, Dated], ...]:
    """The first time with a year of each message that has one, by the message's number."""
    found: list[tuple[int, Dated]] = []
    for message in sorted(view.thread.messages, key=lambda one: one.number):
        if message.sent_at:
            found.append((message.number, Dated(message.sent_at, message.lines[0].id)))
            continue
        said = (
            (when, line.id) for line in message.lines for _, _, when in find_stamps(line.text[:_READABLE])
        )
        if first := next(said, None):
            found.append((message.number, Dated(*first)))
    return tuple(found)
