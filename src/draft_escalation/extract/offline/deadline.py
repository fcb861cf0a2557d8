"""By when it must be done, where somebody in the thread sets a limit."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Literal

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import speaker, spoken_plainly
from draft_escalation.extract.offline.times import Dated, day_or_time, names_a_date, year_from
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.sightings import speech
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.dates import TimeMention, find_times

_NEAR = 40
_FAR = 80
_SHORTEST = 5
_SINCE = ("since", "from", "after", "seit", "nach", "depuis", "desde")
_FROM = ("from", "since", "ab ", "seit", "depuis", "desde")
_CLAUSE = re.compile(
    r"[;.!?](?=\s)|\s[–—-]\s|\b(?:but|aber|mais|pero)\b|,(?=\s(?:i|we|you|he|she|they|ich|wir|er|sie|je|nous)(?:'|\s))",
    re.IGNORECASE,
)
_SPAN = timedelta(days=370)
_DAY_OF_MONTH = re.compile(
    r"(?<!\w)(?:the|le|el|den|dem|zum|del)\s(\d{1,2})(?:st|nd|rd|th|\.(?=\s|$))?(?![\w:.,/]\d|\w)",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"(?:\s[^\W\d_][\w'-]{0,20}){1,5},?(?:\s(?:on|at|of|am|um|le|à|el|a))?\s{1,2}")
"""A few words between "before" and the time of what they name: "before the harbour run on …"."""
_POINTED_HOUR = re.compile(r",?\s(?:at\s|um\s|à\s)?([01]?\d|2[0-3])[.h]([0-5]\d)(?![\w.]\d|\w|\.,)")
_PART = re.compile(r"[;!?]\s|\.\s(?=[A-ZÀ-Þ])|,?\s(?:otherwise|or\selse|sonst|sinon|si\sno)\b")
_SPOKEN_HOUR = re.compile(
    r",?\s(?:by|before|at|um|bis|à|a\slas)\s(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r"(?![\d:.%]\d|\w|\s(?:minutes?|hours?|days?|weeks?|of|or|to|more|people|percent)\b)",
    re.IGNORECASE,
)
_HOURS, _LAST_OF_THE_MORNING = 24, 7
"""Before that hour, who names a bare hour for work means the afternoon."""
_NOON = r"(?:noon|mid-?day|mittag|midi|mediodía|mezzogiorno)(?!\w)"
_AT_NOON = re.compile(rf",?\s(?:(?:at|um|à|al|a)\s)?{_NOON}", re.IGNORECASE)
_NOON_ALONE = re.compile(rf"(?<![\w'’-]){_NOON}", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r",?\s(?P<the>(?:the|le|el|den|dem)\s)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?![\w:.,/]\d|\w|\s(?:uhr|am|pm|h)\b)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?<!\w)(?:(?:by|before)\sthen|bis\sdahin|d'ici\slà|para\sentonces|per\sallora)(?!\w)", re.IGNORECASE
)
_ELSES = frozenset({"else", "otherwise", "latest", "spätestens", "sonst", "sinon", "tard", "tardar", "si"})
_THENS = frozenset({"then", "dahin", "là", "entonces", "allora"})
_OR_ELSE = re.compile(
    r",?\s(?:(?:or\s)?else|otherwise|at\sthe\slatest|latest|spätestens|sonst|sinon|au\splus\stard|si\sno|a\smás\stardar)(?!\w)",
    re.IGNORECASE,
)
"""What makes a limit of the time before it: "20:04, else a penalty"."""
_BACK, _LAST_DAY = 2, 31
_COUNTED = re.compile(r"in\s\d", re.IGNORECASE)


_Weight = Literal["limit", "occasion", "promise"]


class _Limits(Record):
    """deadline.toml: words before a time and events on it that set a limit; promises and pasts.

    `occasions` are what somebody has to do or does on a day; `no_occasion` takes those back; `promises` are
    support's, to come back with an answer.
    """

    before: tuple[str, ...]
    events: tuple[str, ...]
    occasions: tuple[str, ...]
    wanted: tuple[str, ...]
    aside: tuple[str, ...]
    no_occasion: tuple[str, ...]
    promises: tuple[str, ...]


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives the latest limit that somebody set, with its date; none where a time is no limit.

    What has to happen on a day is one where nobody set another; when support promised to come back, where
    there is neither. Where its message has no time of its own, a date without a year takes the thread's.
    """
    weaker: dict[_Weight, Fact] = {}
    for place in range(len(view.spoken) - 1, -1, -1):
        for fact, weight in _in_line(place, view):
            if weight == "limit":
                return (fact,)
            weaker.setdefault(weight, fact)
    found = weaker.get("occasion") or weaker.get("promise")
    return (found,) if found else ()


@cache
def _table() -> _Limits:
    return read_table(__package__, "cues/deadline.toml", _Limits)


@cache
def _words(name: str) -> Listed:
    return Listed(getattr(_table(), name), patterns=True)


def _in_line(place: int, view: View) -> Iterator[tuple[Fact, _Weight]]:
    """Limits of a line, or support's promise; then what must happen on a day, and an undated noon."""
    spoken = view.spoken[place]
    text, sent = spoken.text, spoken.message.sent_at
    if not spoken_plainly(spoken) or not _may_limit(text):
        return
    dated = Dated(sent) if sent else year_from(view, spoken)
    found = list(_mentions(spoken, dated))
    if not found and _THENS.isdisjoint(runs(text)):
        return
    asides = [match.span() for match in _words("aside").finditer(text)]
    mentions = (one for one in found if not _set_aside(one, text, asides))
    ahead = [one for one in mentions if _ahead(one, dated.when if one.when else sent)]
    promised = _promised(spoken)
    weight: _Weight = "promise" if promised else "limit"
    for one in ahead:
        if _limits(one, text):
            undated = one.when is None and _NOON_ALONE.fullmatch(one.text)
            yield _fact(one, spoken, dated), "occasion" if undated and not promised else weight
    if not asides and (then := _by_then(place, view, dated)):
        yield then, weight
    if not promised:
        yield from ((_fact(one, spoken, dated), "occasion") for one in ahead if _occasion(one, spoken))


def _set_aside(mention: TimeMention, text: str, asides: list[tuple[int, int]]) -> bool:
    """Whether the sentence, or its part before "otherwise", says that a time in it is no limit."""
    ends = [match.start() for match in _PART.finditer(text)]
    start = max((end for end in ends if end < mention.start), default=0)
    stop = min((end for end in ends if end >= mention.end), default=len(text))
    return any(begin < stop and end > start for begin, end in asides)


def _mentions(spoken: Spoken, dated: Dated) -> Iterator[TimeMention]:
    """The times of a line, each with the day and the hour behind it."""
    text, sent = spoken.text, spoken.message.sent_at
    found = (*find_times(text, dated.when), *_days_of_month(text, sent), *_noons(text, sent))
    for mention in (_with_hour(_with_day(one, text, sent), text) for one in found):
        known = not dated.line or names_a_date(mention.text)
        yield mention if known else mention._replace(when=None)


def _promised(spoken: Spoken) -> bool:
    """Whether support says in a line when it will be back with an answer."""
    if speaker(spoken.message) != "staff" or _words("wanted").search(spoken.text):
        return False
    return _words("promises").search(spoken.text) is not None


def _by_then(place: int, view: View, dated: Dated) -> Fact | None:
    """The time that "by then" means: the last one before it, in its line or a line or two before."""
    spoken = view.spoken[place]
    match = None if _THENS.isdisjoint(runs(spoken.text)) else _THEN.search(spoken.text)
    if match is None:
        return None
    for other in reversed(view.spoken[max(0, place - _BACK) : place + 1]):
        if other.message is not spoken.message:
            return None
        said = [one for one in _mentions(other, dated) if other is not spoken or one.end <= match.start()]
        if said and _ahead(said[-1], dated.when if said[-1].when else spoken.message.sent_at):
            fact = _fact(said[-1], other, dated)
            return fact.model_copy(update={"lines": tuple(dict.fromkeys((*fact.lines, spoken.line.id)))})
    return None


def _noons(text: str, sent: datetime | None) -> Iterator[TimeMention]:
    """Noon of the message's day: "before noon"."""
    for match in _NOON_ALONE.finditer(text):
        at = sent.replace(hour=12, minute=0, second=0, microsecond=0) if sent else None
        yield TimeMention(match.start(), match.end(), match[0], at, "hour", certain=True)


def _with_day(mention: TimeMention, text: str, sent: datetime | None) -> TimeMention:
    """A weekday with the day of the month behind it that falls on it: "Friday the 21st", "viernes 27"."""
    match = _DAY_BEHIND.match(text, mention.end) if mention.precision == "day" else None
    if match is None:
        return mention
    whole = mention._replace(end=match.end(), text=text[mention.start : match.end()])
    if mention.when is None or sent is None:
        return whole if match["the"] else mention
    days = (mention.when + timedelta(days=ahead) for ahead in range(0, 32, 7))
    day = next((one for one in days if one.day == int(match["day"])), None)
    return whole._replace(when=day.replace(hour=0, minute=0)) if day else mention


def _with_hour(mention: TimeMention, text: str) -> TimeMention:
    """A day with the hour behind it: "tomorrow 12.00", "Friday noon", "today by five"."""
    clock = None if mention.precision in {"minute", "hour"} else _clock(text, mention.end)
    if clock is None:
        return mention
    hour, minute, end = clock
    when = mention.when.replace(hour=hour, minute=minute) if mention.when else None
    return mention._replace(end=end, text=text[mention.start : end], when=when, precision="minute")


def _clock(text: str, at: int) -> tuple[int, int, int] | None:
    """The hour and the minute that stand at a place, and where they end."""
    if match := _POINTED_HOUR.match(text, at):
        return int(match[1]), int(match[2]), match.end()
    if match := _AT_NOON.match(text, at):
        return 12, 0, match.end()
    match = _SPOKEN_HOUR.match(text, at)
    hour = _hour(match[1].lower()) if match else 24
    return (hour, 0, match.end()) if match and hour < _HOURS else None


def _hour(word: str) -> int:
    """The hour of the day that a bare hour means."""
    hour = int(word) if word.isdigit() else speech().numbers.get(word, 1)
    return hour + 12 if hour < _LAST_OF_THE_MORNING else hour


def _days_of_month(text: str, sent: datetime | None) -> Iterator[TimeMention]:
    """The next day of that number: "before the 28th"."""
    for match in _DAY_OF_MONTH.finditer(text):
        day = int(match[1])
        later = (sent + timedelta(days=ahead) for ahead in range(32)) if sent else ()
        when = next((one for one in later if one.day == day), None)
        if when or (sent is None and 0 < day <= _LAST_DAY):
            at = when.replace(hour=0, minute=0, second=0, microsecond=0) if when else None
            yield TimeMention(match.start(), match.end(), match[0], at, "day", certain=True)


def _may_limit(text: str) -> bool:
    names = ("before", "events", "wanted", "occasions")
    words = runs(text)
    return not (_THENS.isdisjoint(words) and _ELSES.isdisjoint(words)) or any(
        _words(name).may_stand_in(text) for name in names
    )


def _limits(mention: TimeMention, text: str) -> bool:
    """Whether the words right before or at the beginning of a time make it a limit."""
    lead = text[max(0, mention.start - _NEAR) : mention.end]
    opening = len(lead) - (mention.end - mention.start)
    for match in _words("before").finditer(lead):
        between = lead[match.end() : opening]
        if opening - match.end() <= 4 or (mention.certain and _LEADS_ON.fullmatch(between)):
            return True
    if mention.certain and _OR_ELSE.match(text, mention.end):
        return True
    if _COUNTED.match(mention.text):
        return bool(_words("wanted").search(text))
    return mention.certain and bool(_words("events").search(lead))


def _occasion(mention: TimeMention, spoken: Spoken) -> bool:
    """Whether something has to happen on that day or at that hour; what support plans itself is none."""
    text = spoken.text
    ours = speaker(spoken.message) == "staff" and spoken.message.visibility == "public"
    if (
        ours
        or mention.text.lower().startswith(_FROM)
        or mention.end - mention.start < _SHORTEST
        or _words("no_occasion").search(text)
    ):
        return False
    lead = _CLAUSE.split(text[max(0, mention.start - _FAR) : mention.start])[-1]
    return not lead.rstrip().lower().endswith(_SINCE) and _words("occasions").search(lead) is not None


def _ahead(mention: TimeMention, sent: datetime | None) -> bool:
    """Whether the time lies ahead of the message, and not out of all reach."""
    if mention.when is None or sent is None:
        return mention.when is not None or sent is None
    when = mention.when if mention.when.tzinfo else mention.when.replace(tzinfo=sent.tzinfo)
    sent = sent if sent.tzinfo else sent.replace(tzinfo=when.tzinfo)
    return sent - timedelta(days=1) < when < sent + _SPAN


def _fact(mention: TimeMention, spoken: Spoken, dated: Dated) -> Fact:
    words = _said(mention, spoken.text)
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
