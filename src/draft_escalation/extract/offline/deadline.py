"""By when it must be done, where somebody in the thread sets a limit."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.phrases import spoken_plainly
from draft_escalation.extract.offline.times import Dated, day_or_time, year_from
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.dates import TimeMention, find_times

_NEAR = 40
_ABSOLUTE = re.compile(
    r"\d{4}|\d\s?(?:st|nd|rd|th)?\W{0,3}(?:[^\W\d_]{3,10})|[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}[./]\d{1,2}"
)
_SPAN = timedelta(days=370)
_DAY_OF_MONTH = re.compile(
    r"(?<!\w)(?:the|le|el|den|dem|zum|del)\s(\d{1,2})(?:st|nd|rd|th|\.(?=\s|$))?(?![\w:.,/]\d|\w)",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"(?:\s[^\W\d_][\w'-]{0,20}){1,5},?(?:\s(?:on|at|of|am|um|le|à|el|a))?\s{1,2}")
"""A few words between "before" and the time of what they name: "before the harbour run on …"."""
_POINTED_HOUR = re.compile(r",?\s(?:at\s|um\s|à\s)?([01]?\d|2[0-3])[.h]([0-5]\d)(?![\w.]\d|\w)")
_COUNTED = re.compile(r"in\s\d", re.IGNORECASE)


class _Limits(Record):
    """deadline.toml: words before a time and events on it that set a limit; promises and pasts."""

    before: tuple[str, ...]
    events: tuple[str, ...]
    wanted: tuple[str, ...]
    aside: tuple[str, ...]


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives the latest limit that somebody set, with its date; none where a time is no limit.

    Where its message has no time of its own, a date without a year takes the thread's.
    """
    latest = next((fact for spoken in reversed(view.spoken) if (fact := _limit(spoken, view))), None)
    return (latest,) if latest else ()


@cache
def _table() -> _Limits:
    return read_table(__package__, "cues/deadline.toml", _Limits)


@cache
def _words(name: str) -> Listed:
    return Listed(getattr(_table(), name), patterns=True)


def _limit(spoken: Spoken, view: View) -> Fact | None:
    text = spoken.text
    if not spoken_plainly(spoken) or not _may_limit(text) or _words("aside").search(text):
        return None
    dated = Dated(spoken.message.sent_at) if spoken.message.sent_at else year_from(view, spoken)
    found = (*find_times(text, dated.when), *_days_of_month(text, spoken.message.sent_at))
    for mention in (_with_hour(one, text) for one in found):
        known = mention if not dated.line or _ABSOLUTE.search(mention.text) else mention._replace(when=None)
        if _limits(known, text) and _ahead(known, dated.when if known.when else spoken.message.sent_at):
            return _fact(known, text, spoken, dated)
    return None


def _with_hour(mention: TimeMention, text: str) -> TimeMention:
    """A day with the hour behind it, where it is written with a point: "tomorrow 12.00"."""
    match = _POINTED_HOUR.match(text, mention.end)
    if match is None or mention.when is None or mention.precision in {"minute", "hour"}:
        return mention
    when = mention.when.replace(hour=int(match[1]), minute=int(match[2]))
    return mention._replace(
        end=match.end(), text=text[mention.start : match.end()], when=when, precision="minute"
    )


def _days_of_month(text: str, sent: datetime | None) -> Iterator[TimeMention]:
    """The next day of that number: "before the 28th"."""
    for match in _DAY_OF_MONTH.finditer(text) if sent else ():
        day = int(match[1])
        later = (sent + timedelta(days=ahead) for ahead in range(32)) if sent else ()
        if when := next((one for one in later if one.day == day), None):
            at = when.replace(hour=0, minute=0, second=0, microsecond=0)
            yield TimeMention(match.start(), match.end(), match[0], at, "day", certain=True)


def _may_limit(text: str) -> bool:
    return any(_words(name).search(text) for name in ("before", "events", "wanted"))


def _limits(mention: TimeMention, text: str) -> bool:
    """Whether the words right before or at the beginning of a time make it a limit."""
    lead = text[max(0, mention.start - _NEAR) : mention.end]
    opening = len(lead) - (mention.end - mention.start)
    for match in _words("before").finditer(lead):
        between = lead[match.end() : opening]
        if opening - match.end() <= 4 or (mention.certain and _LEADS_ON.fullmatch(between)):
            return True
    if _COUNTED.match(mention.text):
        return bool(_words("wanted").search(text))
    return mention.certain and bool(_words("events").search(lead))


def _ahead(mention: TimeMention, sent: datetime | None) -> bool:
    """Whether the time lies ahead of the message, and not out of all reach."""
    if mention.when is None or sent is None:
        return mention.when is not None or sent is None
    when = mention.when if mention.when.tzinfo else mention.when.replace(tzinfo=sent.tzinfo)
    sent = sent if sent.tzinfo else sent.replace(tzinfo=when.tzinfo)
    return sent - timedelta(days=1) < when < sent + _SPAN


def _fact(mention: TimeMention, text: str, spoken: Spoken, dated: Dated) -> Fact:
    words = _said(mention, text)
    if mention.when is None:
        return spoken.fact(words)
    basis = f'from "{words.rstrip(" .")}"'
    if not dated.line:
        return Fact(state="inferred", text=day_or_time(mention), lines=(spoken.line.id,), basis=basis)
    exact = mention.precision in {"minute", "hour"}
    day = day_or_time(mention) if exact else f"{mention.when:%Y-%m-%d}"
    basis = f"{basis}, the year from another date of the thread"
    return Fact(state="inferred", text=day, lines=(spoken.line.id, dated.line), basis=basis)


def _said(mention: TimeMention, text: str) -> str:
    """The time with the word that makes it a limit: "by Friday", "go-live is on 2 May"."""
    lead = text[max(0, mention.start - _NEAR) : mention.start]
    found = [match.start() for name in ("before", "events") for match in _words(name).finditer(lead)]
    start = mention.start - len(lead) + min(found) if found else mention.start
    return text[start : mention.end]
