"""The values of a whole thread, read once: what each line gives, and where a value stands."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from draft_escalation.ground.clauses import Clause, clauses
from draft_escalation.ground.forms import BY_TEXT, given, needed, of_moment, of_resolved
from draft_escalation.ground.nouns import noun_of
from draft_escalation.ground.outcome import Found
from draft_escalation.ground.per_thread import per_thread
from draft_escalation.ground.stems import content, stem
from draft_escalation.ground.value import Value
from draft_escalation.ground.values import evened, values_in, with_days
from draft_escalation.thread.dates import TimeMention, find_times
from draft_escalation.thread.model import Line, Message, Thread

_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_PLACE = re.compile(r"\b(?:the|our|my|their|your|a) (first|second|third|fourth|fifth)\b", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"\n(?:> ?)+")
_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile(r"(?<![\w@./-])[a-z]{2,30}(?![\w@/])")
_DIGITS_IN_ADDRESS = 3
_TO_COME = re.compile(r"\b(?:plan|expect|due|will|schedul|promis|by|until|before)\w{0,3}\b", re.IGNORECASE)
_LONG_NAME = 5
_MOST_VALUES = 100
_LONGEST = 4_000


@dataclass(frozen=True)
class LineValues:
    """One line: its values and what they give, its words in lower case, and its text without separators."""

    line: Line
    message: Message

    @cached_property
    def text(self) -> str:
        """The line's text with straight apostrophes, without codes of colour and marks of a wrapped quote.

        Of a huge one the beginning.
        """
        return _QUOTE_MARKS.sub(" ", evened(self.line.text[:_LONGEST]))

    @cached_property
    def folded(self) -> str:
        """The text with its white space folded."""
        return " ".join(self.text.split())

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The line's values."""
        return with_days(self.text, values_in(self.text), self.message.sent_at)

    @cached_property
    def nouns(self) -> tuple[tuple[Value, frozenset[str]], ...]:
        """The line's first values, each with what it counts."""
        return tuple((value, noun_of(self.text, value, self.values)) for value in self.values[:_MOST_VALUES])

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms that the line gives."""
        found = {form for value in self.values for form in given(value, self.message.sent_at)}
        found.update(f"number {_PLACES[match[1].lower()]}" for match in _PLACE.finditer(self.text))
        return frozenset(found)

    @cached_property
    def words(self) -> frozenset[str]:
        """The line's words in lower case; a header's include the author's."""
        said = self.text + (f" {self.message.author or ''}" if self.is_header else "")
        return frozenset(_WORD.findall(said.lower()))

    @cached_property
    def message_words(self) -> frozenset[str]:
        """The words of the author's name in lower case."""
        return frozenset(_WORD.findall((self.message.author or "").lower()))

    @cached_property
    def initials(self) -> str:
        """The first letters of the line's words: `md` stands for a managing director."""
        return "".join(word[0] for word in _WORD.findall(self.text.lower()))

    @cached_property
    def bare(self) -> str:
        """Lower case without separators inside words, for codes: `e 5012`, `e-5012` and `e5012` are one."""
        return re.sub(r"(?<=\w)[-_](?=\w)", "", self.text.lower())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the line's content words."""
        return content(self.text)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The line's clauses."""
        return clauses(self.text)

    @cached_property
    def resolved(self) -> list[tuple[str, frozenset[str]]]:
        """The times that the line speaks of, resolved against its message's: their words.

        And what they give.
        """
        return [
            (one.text, frozenset(form for when in self._meant(one) for form in of_resolved(when)))
            for one in self._times
            if one.when
        ]

    def _meant(self, time: TimeMention) -> list[datetime]:
        """What a weekday alone may mean in a line that speaks of what is to come: the next one as well."""
        sent, when = self.message.sent_at, time.when
        if (
            sent is None
            or when is None
            or time.certain
            or time.precision != "day"
            or when.date() >= sent.date()
        ):
            return [when] if when else []
        return [when, when + timedelta(days=7)] if _TO_COME.search(self.text) else [when]

    @cached_property
    def moments(self) -> list[datetime]:
        """The moments that the line speaks of."""
        return [one.when for one in self._times if one.when]

    @cached_property
    def _times(self) -> list[TimeMention]:
        return find_times(self.text, self.message.sent_at)

    @property
    def is_header(self) -> bool:
        """Whether this is the line with author and time."""
        return self.line.id.endswith(".0")

    def bears(self, value: Value) -> bool:
        """Whether the line gives the value; a header also by its message's time."""
        if (
            self.is_header
            and self.message.sent_at
            and not needed(value).isdisjoint(of_moment(self.message.sent_at))
        ):
            return True
        if len(self.line.text) > _LONGEST and _stands_in(self._whole, value.text.lower()):
            return True
        if value.kind == "name":
            return self._names(value.norm)
        if needed(value) & self.forms or _without_year(value) & self.forms:
            return True
        if value.kind == "number" and len(value.norm) >= _DIGITS_IN_ADDRESS:
            return any(one.kind == "url" and _stands_in(one.norm, value.norm) for one in self.values)
        return value.kind in BY_TEXT and self._holds(value)

    def _names(self, name: str) -> bool:
        parts = _WORD.findall(name)
        if 1 < len(name) < _LONG_NAME and name in self.initials:
            return True
        return all(part in self.words or self._inflected(part) for part in parts)

    def _inflected(self, name: str) -> bool:
        return len(name) >= _LONG_NAME and any(
            word.startswith(name) or (len(word) >= _LONG_NAME and name.startswith(word))
            for word in self.words
        )

    def _holds(self, value: Value) -> bool:
        if value.kind == "url":
            return any(_within(value.norm, one.norm) for one in self.values if one.kind == "url")
        where = self.bare if value.kind == "code" else self.text.lower()
        return _stands_in(where, value.norm.lstrip("@"), whole=value.kind == "version")

    @cached_property
    def _whole(self) -> str:
        return self.line.text.lower()


class ThreadValues:
    """The lines of a thread with their values; lines are read when they are first asked for."""

    def __init__(self, thread: Thread) -> None:
        self.messages = thread.messages
        self.subject = thread.subject or ""
        self.found: dict[Hashable, Found] = {}
        self._by_id = {
            line.id: LineValues(line, message) for message in thread.messages for line in message.lines
        }
        self._order = list(self._by_id)
        stamped = [(m.sent_at, m.lines[0].id) for m in thread.messages if m.sent_at and m.lines]
        self.last = stamped[-1] if stamped else None
        self._place = {id_: place for place, id_ in enumerate(self._order)}

    @cached_property
    def _authors(self) -> frozenset[str]:
        return frozenset(word for one in self.messages for word in _WORD.findall((one.author or "").lower()))

    def knows_name(self, word: str) -> bool:
        """Whether a capitalised word is the name of an author, or of somebody whom a line names.

        A word that the thread writes small as well, in any of its forms, is none.
        """
        if word.lower() in self._authors:
            return True
        return not self.writes_small(word) and any(
            value.kind == "name" and value.text == word
            for line in self.all()
            if word in line.line.text
            for value in line.values
        )

    def writes_small(self, word: str) -> bool:
        """Whether a word that is no author's name stands small in the thread, in one of its forms."""
        return word[1:].islower() and word.lower() not in self._authors and stem(word) in self._small

    @cached_property
    def _small(self) -> frozenset[str]:
        """The stems of the words that the thread writes small."""
        return frozenset(stem(word) for line in self.all() for word in _SMALL.findall(line.text))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The currencies that the thread names."""
        amounts = (one.norm for line in self.all() for one in line.values if one.kind == "amount")
        return frozenset(norm.split()[0] for norm in amounts)

    def get(self, ids: Iterable[str]) -> list[LineValues]:
        """The lines with these ids; unknown ids are passed over."""
        return [self._by_id[id_] for id_ in ids if id_ in self._by_id]

    def headers(self, ids: Iterable[str]) -> list[Message]:
        """The messages of these lines."""
        return list({line.message.id: line.message for line in self.get(ids)}.values())

    def near(self, ids: Iterable[str], reach: int = 3) -> list[LineValues]:
        """Headers of the cited messages, and the lines of the same message within `reach`, in order."""
        found: dict[str, None] = {}
        for line in self.get(ids):
            found[f"{line.message.id}.0"] = None
            place = self._place[line.line.id]
            for id_ in self._order[max(place - reach, 0) : place + reach + 1]:
                if id_.partition(".")[0] == line.message.id:
                    found[id_] = None
        return self.get(found)

    def all(self) -> Iterator[LineValues]:
        """All lines, message by message."""
        return iter(self._by_id.values())

    def where(self, test: Callable[[LineValues], bool]) -> Iterator[LineValues]:
        """The lines that pass a test."""
        return filter(test, self._by_id.values())


@per_thread
def thread_values(thread: Thread) -> ThreadValues:
    """The values of a thread, built once for as long as the thread lives."""
    return ThreadValues(thread)


def _without_year(value: Value) -> frozenset[str]:
    """A date that carries a year meets one whose year nothing tells."""
    if value.kind != "date":
        return frozenset()
    return frozenset(f"date ?-{norm[-5:]}" for norm in value.norm.split("|"))


def _within(address: str, other: str) -> bool:
    """Whether an address is another one, or its beginning up to a mark."""
    return other.startswith(address) and not other[len(address) : len(address) + 1].isalnum()


def _stands_in(where: str, sought: str, *, whole: bool = False) -> bool:
    """Whether it stands in a text between marks; `whole` for versions, which a point may carry on."""
    at = where.find(sought)
    while at >= 0:
        end = at + len(sought)
        if not (where[max(at - 1, 0) : at].isalnum() or where[end : end + 1].isalnum()):
            return not (whole and _goes_on(where, at, end))
        at = where.find(sought, at + 1)
    return False


def _goes_on(where: str, start: int, end: int) -> bool:
    """Whether a version found in a text is a part of a longer one."""
    before, after = where[max(start - 2, 0) : start], where[end : end + 2]
    return bool(re.fullmatch(r"\d\.", before)) or bool(re.fullmatch(r"\.\d", after))
