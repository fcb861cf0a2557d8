"""Where the words of a thread show a signal, line by line, with regard to who speaks and how.

A statement counts; a question, a denial and a supposition do not, unless the cue says so.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from draft_escalation.skill.cues import Cue, CueBook, straighten
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Line, Message, Thread

Speaker = Literal["customer", "staff", "record"]
Turn = Literal["asked", "negated", "supposed"]

_FILES = "cues"
_CLAUSE = re.compile(r"[,;:()–—.!?\n]|\b(?:but|aber|mais|pero)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLASS = re.compile(r"(?<![^\s|])@([a-z_]{1,20})")
_NEGATION_REACH = 3
_CLAUSE_REACH = 200


class SignalCue(Cue):
    """Phrases that show a signal, or a turn of the thread that other tables name.

    They count when a speaker of `by` says them, and are a mere claim when one of `claimed_by` does. A
    ticket's own fields are a record where `by` knows one, and else the customer's words (the subject).
    `even_if` lists the turns of speech in which they count all the same. `answers`: not in the
    message that opens the thread, unless that is all there is: staff's notes.
    """

    shows: str
    by: tuple[Speaker, ...] = ("customer", "staff")
    claimed_by: tuple[Speaker, ...] = ()
    even_if: tuple[Turn, ...] = ()
    answers: bool = False


class _Cues(Record):
    cue: tuple[SignalCue, ...]


class _Classes(Record):
    """Words that stand for one another in the phrases of the cues, joined by `|`."""

    words: dict[str, str]


class Speech(Record):
    """Words that turn a statement (speech.toml), numbers in words, and units of time in days."""

    asks: frozenset[str]
    negations: frozenset[str]
    suppositions: frozenset[str]
    numbers: dict[str, int]
    days: dict[str, int]


class Sighting(NamedTuple):
    """One line that shows `name`. `place` is its place in the thread; `words` are those that fired."""

    name: str
    place: int
    line: Line
    message: Message
    speaker: Speaker
    claimed: bool = False
    words: str = ""


@cache
def speech() -> Speech:
    """The words of speech.toml."""
    return read_table(__package__, f"{_FILES}/speech.toml", Speech)


@cache
def _cues() -> dict[str, SignalCue]:
    names = sorted(entry.name for entry in files(__package__).joinpath(_FILES).iterdir())
    tables = [name for name in names if name.startswith("say_") and name.endswith(".toml")]
    cues = [cue for name in tables for cue in read_table(__package__, f"{_FILES}/{name}", _Cues).cue]
    return {f"{number}": _spelt(cue) for number, cue in enumerate(cues)}


def _spelt(cue: SignalCue) -> SignalCue:
    """The cue with the classes of words.toml spelt out: `@see` is any word of that class."""
    say, unless = ([_CLASS.sub(_members, phrase) for phrase in phrases] for phrases in (cue.say, cue.unless))
    return cue.model_copy(update={"say": tuple(say), "unless": tuple(unless)})


def _members(match: re.Match[str]) -> str:
    return _classes().words[match.group(1)]


@cache
def _classes() -> _Classes:
    return read_table(__package__, f"{_FILES}/words.toml", _Classes)


@cache
def _book() -> CueBook:
    return CueBook(_cues())


def shown() -> frozenset[str]:
    """Every name that some cue shows."""
    return frozenset(cue.shows for cue in _cues().values())


@lru_cache(maxsize=2)
def sightings(thread: Thread) -> tuple[Sighting, ...]:
    """Every line that shows something, in the order of the messages; kept for the thread at hand."""
    found: list[Sighting] = []
    customers = any(message.role == "customer" for message in thread.messages)
    place, answer = 0, _noted(thread)
    for message in thread.messages:
        speaker = _speaker(message, customers=customers)
        for line in message.body:
            place += 1
            if not {"log", "code"}.intersection(line.flags):
                found += _in_line(line, message, speaker, place, answer=answer)
        answer = answer or message.id != "m0"
    return tuple(found)


def _noted(thread: Thread) -> bool:
    """Whether one message of staff tells the whole matter, beginning and end."""
    spoken = [message for message in thread.messages if message.role != "system" and message.id != "m0"]
    return len(spoken) == 1 and spoken[0].role != "customer"


def _speaker(message: Message, *, customers: bool) -> Speaker:
    """Whose word it is. Who cannot be told is staff in an internal note and where no customer speaks."""
    if message.role in {"customer", "agent"}:
        return "customer" if message.role == "customer" else "staff"
    if message.role == "system" or message.id == "m0":
        return "record"
    return "staff" if message.visibility == "internal" or not customers else "customer"


def _in_line(
    line: Line, message: Message, speaker: Speaker, place: int, *, answer: bool
) -> Iterator[Sighting]:
    text = straighten(line.text)
    for name, hit in _book().hits(text).items():
        cue = _cues()[name]
        who = "customer" if speaker == "record" and "record" not in cue.by else speaker
        claimed = who in cue.claimed_by
        if cue.answers and not answer:
            continue
        if (claimed or who in cue.by) and turn(text, hit.start, hit.end, cue.even_if) is None:
            yield Sighting(cue.shows, place, line, message, who, claimed, text[hit.start : hit.end])


def turn(text: str, start: int, end: int, allowed: tuple[Turn, ...]) -> Turn | None:
    """What keeps the words of a half-open span of a line from being a plain statement; None for nothing.

    `allowed` names the turns that do not count against them.
    """
    clause = _CLAUSE.split(text[max(0, start - _CLAUSE_REACH) : start])[-1]
    before = _WORD.findall(clause)
    if "negated" not in allowed and any(_negates(word) for word in before[-_NEGATION_REACH:]):
        return "negated"
    if "supposed" not in allowed and any(word in speech().suppositions for word in map(_uncapped, before)):
        return "supposed"
    if "asked" not in allowed and _asked(text, before, text[start:end], end):
        return "asked"
    return None


def _negates(word: str) -> bool:
    return word.lower() in speech().negations or word.lower().endswith("n't")


def _uncapped(word: str) -> str:
    """The word in small letters, except the month."""
    return word if word == "May" else word.lower()


def _asked(text: str, before: list[str], span: str, end: int) -> bool:
    """Whether the words are asked: their clause opens like a question, or ends in the question mark."""
    if not text.rstrip(" \n\t\"')").endswith("?"):
        return False
    opening = (before or _WORD.findall(span) or [""])[0].lower()
    return opening in speech().asks or (
        "?" in (_CLAUSE.findall(text[end : end + _CLAUSE_REACH]) or ["?"])[0] and opening != "why"
    )
