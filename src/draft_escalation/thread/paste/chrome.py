"""Lines that only the tool wrote: buttons, separators, records of what happened between messages."""

import re
from functools import cache

from draft_escalation.thread.paste.mail import is_rule as is_mail_rule
from draft_escalation.thread.paste.stamps import find_stamps
from draft_escalation.thread.paste.words import any_of, tokens_of, words

_LONGEST = 160
_LONGEST_EVENT = 220
_MARKS = "\u200e\u200f\u202a\u202b\u202c"
_DAY = 50
_NUMBER = re.compile(r"\d{1,6}")
_COUNTED = re.compile(
    r"[\W_]{0,10}(?:message|comment|reply|post|e-?mail|nachricht|antwort|réponse|mensaje|respuesta)\s#?\d{1,4}"
    r"(?:\s?(?:of|/|von|de)\s?\d{1,4})?[\W_]{0,10}",
    re.IGNORECASE,
)
_DASHES = re.compile(r"[\s\-–—_=*~#+.·•|]{3,}+")
_REACTION = re.compile(
    r"(?::[\w+'-]{1,40}:|[\U0001f300-\U0001faff☀-➿❤️\u200d\U0001f3fb-\U0001f3ff]{1,8})\s{0,3}\d{1,4}"
    r"|(?:seen|read|delivered|gelesen|vu|visto)\s(?:by|at|on)\s.{1,60}|to:?\s.{1,90}show more"
    r"|to me(?:, .{1,80})?|last reply .{1,40}"
    r"|\d{1,5}\s(?:likes?|replies|reply|comments?|views?|people like this)(?:\s.{1,40})?",
    re.IGNORECASE,
)


@cache
def _buttons() -> frozenset[str]:
    return frozenset(words().chrome.buttons)


@cache
def _events() -> tuple[frozenset[str], tuple[tuple[frozenset[str], str], ...]]:
    """The longer words of all events, and for each event its words."""
    phrases = words().event.phrases
    by_words = tuple((tokens_of(phrase), phrase) for phrase in phrases)
    return frozenset(word for held, _ in by_words for word in held if len(word) > 3), by_words


@cache
def _event(phrase: str) -> re.Pattern[str]:
    """The record of an event; `…` stands for what the tool fills in."""
    known = any_of([phrase]).replace("…", r".{0,90}").replace(r"\s{1,3}.{0,90}", r"(?:\s.{0,90})?")
    return re.compile(known.replace(r".{0,90}\s{1,3}", r"(?:.{0,90}\s)?"), re.IGNORECASE)


def is_rule(row: str) -> bool:
    """Whether the row only separates: dashes, underscores, `-----Original Message-----`."""
    return (
        (bool(_DASHES.fullmatch(row[:200])) and len(row) < 200)
        or is_mail_rule(row)
        or bool(_COUNTED.fullmatch(row[:60]))
    )


def is_button(row: str) -> bool:
    """Whether the row is a button, a counter, a reaction or another trace of the tool."""
    if not row or len(row) > _LONGEST:
        return False
    return _NUMBER.sub("#", row.lower()) in _buttons() or bool(_REACTION.fullmatch(row))


def is_event(row: str) -> bool:
    """Whether the row records a change of a field, somebody's coming or going, or a breached target."""
    if not row or len(row) > _LONGEST_EVENT or row.endswith(("?", ":")):
        return False
    telling, events = _events()
    tokens = tokens_of(row)
    if telling.isdisjoint(tokens):
        return False
    bare = row.strip("-–—*_• ." + _MARKS)
    return any(held <= tokens and _event(phrase).fullmatch(bare) for held, phrase in events)


def is_notice(said: str) -> bool:
    """Whether a chat says this itself: that it is encrypted, or `<Media omitted>` for a picture."""
    bare = said.strip(" .\n" + _MARKS).lower()
    event = words().event
    return bare in event.stubs or bare.startswith(event.notices)


def is_day(row: str) -> bool:
    """Whether the row is a chat's date divider: a day, perhaps between dashes, and nothing else."""
    bare = row.strip("-–—_=• \t")
    stamps = find_stamps(bare) if 0 < len(bare) <= _DAY else []
    return len(stamps) == 1 and stamps[0].text == bare and stamps[0].has_date and not stamps[0].has_time
