"""The words that pasted threads use around their messages (words.toml), as patterns."""

import re
from collections.abc import Iterable
from functools import cache

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Role, Visibility

_WORD = re.compile(r"[^\W\d_]+")


class Label(Record):
    """A badge beside an author: who speaks, who may read."""

    words: tuple[str, ...]
    role: Role | None = None
    visibility: Visibility | None = None


class MailKeys(Record):
    """Header keys of mails, the frames of `On … wrote:`, and what stands above a quoted mail."""

    from_: tuple[str, ...]
    date: tuple[str, ...]
    subject: tuple[str, ...]
    other: tuple[str, ...]
    wrote: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


class Names(Record):
    """What is never a person, and what may stand in lower case within a name."""

    never: frozenset[str]
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
    """Many phrases as one pattern that is only tried on a text which holds the first word of one of them."""

    def __init__(self, phrases: Iterable[str], frame: str = "{}") -> None:
        listed = sorted(set(phrases))
        self.first = frozenset(match.group() for phrase in listed if (match := _WORD.search(phrase)))
        self.pattern = re.compile(frame.format(any_of(listed)), re.IGNORECASE)

    def may_hold(self, tokens: frozenset[str]) -> bool:
        """Whether a text of these words may hold a phrase."""
        return not self.first.isdisjoint(tokens)


def tokens_of(text: str) -> frozenset[str]:
    """The words of a short text, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def any_of(phrases: Iterable[str]) -> str:
    """An alternation, longest first, so that the longer phrase wins; blanks match any white space."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"\s{1,3}".join(map(re.escape, phrase.split())) for phrase in longest_first) + ")"
