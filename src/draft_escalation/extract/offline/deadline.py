"""By when it must be done, where somebody in the thread sets a limit."""

import re
from datetime import datetime, timedelta
from functools import cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.phrases import spoken_plainly
from draft_escalation.extract.offline.times import day_or_time
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.dates import TimeMention, find_times

_NEAR = 40
_ABSOLUTE = re.compile(
    r"\d{4}|\d\s?(?:st|nd|rd|th)?\W{0,3}(?:[^\W\d_]{3,10})|[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}[./]\d{1,2}"
)
_SPAN = timedelta(days=370)


class _Limits(Record):
    """deadline.toml: words before a time and events on it that set a limit; promises and pasts."""

    before: tuple[str, ...]
    events: tuple[str, ...]
    aside: tuple[str, ...]


def find(view: View) -> tuple[Fact, ...]:
    """Gives the latest limit that somebody set, with its date; none where a time is no limit."""
    latest = next((fact for spoken in reversed(view.spoken) if (fact := _limit(spoken))), None)
    return (latest,) if latest else ()


@cache
def _table() -> _Limits:
    return read_table(__package__, "cues/deadline.toml", _Limits)


@cache
def _words(name: str) -> re.Pattern[str]:
    words = sorted(getattr(_table(), name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _limit(spoken: Spoken) -> Fact | None:
    text, sent = spoken.text, spoken.message.sent_at
    if not spoken_plainly(spoken) or not _may_limit(text) or _words("aside").search(text):
        return None
    for mention in find_times(text, sent):
        if _limits(mention, text) and _ahead(mention, sent):
            return _fact(mention, text, spoken)
    return None


def _may_limit(text: str) -> bool:
    return bool(_words("before").search(text) or _words("events").search(text))


def _limits(mention: TimeMention, text: str) -> bool:
    """Whether the words right before or at the beginning of a time make it a limit."""
    lead = text[max(0, mention.start - _NEAR) : mention.end]
    opening = len(lead) - (mention.end - mention.start)
    for match in _words("before").finditer(lead):
        if match.start() <= opening + 3 and opening - match.end() <= 4:
            return True
    return mention.certain and bool(_words("events").search(lead))


def _ahead(mention: TimeMention, sent: datetime | None) -> bool:
    """Whether the time lies ahead of the message, and not out of all reach."""
    if mention.when is None or sent is None:
        return mention.when is not None or sent is None
    when = mention.when if mention.when.tzinfo else mention.when.replace(tzinfo=sent.tzinfo)
    sent = sent if sent.tzinfo else sent.replace(tzinfo=when.tzinfo)
    return sent - timedelta(days=1) < when < sent + _SPAN


def _fact(mention: TimeMention, text: str, spoken: Spoken) -> Fact:
    words = _said(mention, text)
    if mention.when is None:
        return spoken.fact(words)
    return Fact(state="inferred", text=day_or_time(mention), lines=(spoken.line.id,), basis=f'from "{words}"')


def _said(mention: TimeMention, text: str) -> str:
    """The time with the word that makes it a limit: "by Friday", "go-live is on 2 May"."""
    lead = text[max(0, mention.start - _NEAR) : mention.start]
    found = [match.start() for name in ("before", "events") for match in _words(name).finditer(lead)]
    start = mention.start - len(lead) + min(found) if found else mention.start
    return text[start : mention.end]
