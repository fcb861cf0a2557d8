"""The words that pasted threads use around their messages (words.toml), as patterns."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.alternation import alternation
from draft_escalation.thread.model import Role, Visibility

_WORD = re.compile(r"[^\W\d_]+")


class Label(Record):
    """A badge beside an author: who speaks, who may read."""

    words: tuple[str, ...]
    role: Role | None = None
    visibility: Visibility | None = None


class MailKeys(Record):
    """Header keys of mails, the frames of `On … wrote:`, and what stands above a quoted mail.

    `automatic` are the keys that tell whether a program wrote it.
    """

    from_: tuple[str, ...]
    date: tuple[str, ...]
    subject: tuple[str, ...]
    other: tuple[str, ...]
    automatic: tuple[str, ...]
    wrote: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


class Names(Record):
    """What is never a person, and what may stand in lower case within a name."""

    never: frozenset[str]
    days: frozenset[str]
    of_a_day: frozenset[str]
    particles: frozenset[str]


class Fields(Record):
    """Keys of a ticket's own fields, which of them name whom, and headings above the messages (`body`)."""

    keys: frozenset[str]
    customer: frozenset[str]
    agent: frozenset[str]
    company: frozenset[str]
    subject: frozenset[str]
    body: frozenset[str]


class Chrome(Record):
    """Whole lines that only the tool wrote."""

    buttons: tuple[str, ...]


class Event(Record):
    """What the tool records between messages, and what a chat says itself."""

    phrases: tuple[str, ...]
    stubs: frozenset[str]
    notices: tuple[str, ...]


class Style(Record):
    """A kind of paste and what gives it away."""

    name: str
    marks: tuple[str, ...]


class Words(Record):
    """The whole table."""

    verbs: tuple[str, ...]
    joints: tuple[str, ...]
    near_days: tuple[str, ...]
    greetings: tuple[str, ...]
    label: tuple[Label, ...]
    mail: MailKeys
    names: Names
    chrome: Chrome
    event: Event
    fields_: Fields
    style: tuple[Style, ...]


@cache
def words() -> Words:
    """The table, read once."""
    return read_table("draft_escalation.thread.paste", "words.toml", Words)


class Phrases:
    """Many phrases as patterns of the few that a text may hold: of those whose every word it holds."""

    def __init__(self, phrases: Iterable[str], frame: str = "{}") -> None:
        self._frame = frame
        self._by_first: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for phrase in sorted(set(phrases)):
            first, *others = _WORD.findall(phrase.lower())
            self._by_first.setdefault(first, []).append((phrase, frozenset(others)))

    def pattern_for(self, tokens: frozenset[str]) -> re.Pattern[str] | None:
        """The pattern for a text of these words, None where it can hold no phrase."""
        held = frozenset(
            phrase
            for first in self._by_first.keys() & tokens
            for phrase, others in self._by_first[first]
            if others <= tokens
        )
        return _framed(held, self._frame) if held else None

    def stands_in(self, text: str) -> bool:
        """Whether a phrase stands in a short text."""
        pattern = self.pattern_for(tokens_of(text))
        return bool(pattern and pattern.search(text))


@lru_cache(maxsize=1024)
def _framed(phrases: frozenset[str], frame: str) -> re.Pattern[str]:
    return re.compile(frame.format(any_of(phrases)), re.IGNORECASE)


def tokens_of(text: str) -> frozenset[str]:
    """The words of a short text, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def any_of(phrases: Iterable[str]) -> str:
    """An alternation, longest first, so that the longer phrase wins; blanks match any white space."""
    longest_first = sorted(
        {" ".join(phrase.split()) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)
    )
    signs = (
        tuple(r"\s{1,3}" if sign == " " else re.escape(sign) for sign in phrase) for phrase in longest_first
    )
    return f"(?:{alternation(signs)})"
