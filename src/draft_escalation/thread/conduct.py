"""What somebody's words tell about their side of the desk (roles.toml)."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Message
from draft_escalation.thread.paste.words import any_of
from draft_escalation.thread.phrases import PhraseList, evened

_MOST_CUES = 4
_SHOP_TALK = 2
_OFTEN, _FOR_EACH_OWN, _UNNAMED = 3, 3, 2
_READ_AT_MOST = 20_000
_WORD_REACH = 40
_READ_START = 200
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{1,80}[\"”“»]")


class RoleWords(Record):
    """The words of roles.toml."""

    agent: tuple[str, ...]
    customer: tuple[str, ...]
    notes: tuple[str, ...]
    inside: tuple[str, ...]
    relayed: tuple[str, ...]
    spoken_of: tuple[str, ...]
    tools: frozenset[str]
    own: tuple[str, ...]
    others: frozenset[str]
    shop: tuple[str, ...]
    greetings: tuple[str, ...]
    reader: tuple[str, ...]


@cache
def _words() -> RoleWords:
    return read_table("draft_escalation.thread", "roles.toml", RoleWords)


@cache
def _cues(name: str) -> PhraseList:
    return PhraseList(getattr(_words(), name))


@cache
def _whole(name: str) -> PhraseList:
    """The words of a list, not as beginnings of longer ones."""
    return PhraseList(getattr(_words(), name), whole=True)


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(
        rf"@([\w.-]{{2,40}})|{any_of(_words().greetings)},?\s([^\W\d_][\w-]{{1,30}})", re.IGNORECASE
    )


def leaning(messages: Sequence[Message]) -> int:
    """How many cues more of an agent than of a customer somebody's messages hold; below 0 for a customer."""
    read = 0
    agent: set[str] = set()
    customer: set[str] = set()
    for message in messages:
        if read > _READ_AT_MOST:
            break
        text = _said(message)
        read += len(text)
        agent.update(phrase for _, phrase in _cues("agent").hits(text))
        customer.update(phrase for _, phrase in _cues("customer").hits(text))
    return min(len(agent), _MOST_CUES) - min(len(customer), _MOST_CUES)


def _said(message: Message) -> str:
    """A message's own words: what stands in quotes is a screen's or somebody else's."""
    text = " ".join(line.text for line in message.body)[:_READ_AT_MOST]
    return evened(_QUOTED.sub(" ", text))


def _all_said(messages: Iterable[Message]) -> str:
    return " ".join(map(_said, messages))[:_READ_AT_MOST]


def notes(message: Message) -> bool:
    """Whether a message speaks of the customer as of somebody else, as a note for colleagues does."""
    if message.author is None:
        return any(_cues("notes").hits(evened(line.text)) for line in message.body)
    starts = (evened(line.text.lstrip()[:_READ_START]).lower() for line in message.body)
    return any(line.startswith(_cues("notes").phrases) and not line.startswith("the ") for line in starts)


def answers(message: Message) -> bool:
    """Whether a message speaks to its reader, as an answer to the customer does and a note does not."""
    text = _said(message).strip().lower()
    greets = text.startswith(tuple(f"{word} " for word in _words().greetings))
    return greets or bool(_whole("reader").hits(text)) or bool(_cues("agent").hits(text))


def of_others(messages: Sequence[Message]) -> bool:
    """Whether somebody tells of other people's trouble, not of their own: "they say", "his account".

    Who is not named says more of their own, and quotes more, in notes of a call.
    """
    text = _all_said(messages)
    others = sum(word in _words().others for word in _WORD.findall(text.lower()))
    weight = _FOR_EACH_OWN if any(message.author for message in messages) else _UNNAMED
    return others >= _OFTEN and others > weight * len(_whole("own").hits(text))


def relays(message: Message) -> bool:
    """Whether a message passes on what somebody else said, and nothing of the author's own, or talks shop."""
    text = evened(" ".join(line.text for line in message.body)[:_READ_AT_MOST])
    if _whole("inside").hits(text):
        return True
    if _whole("own").hits(text):
        return False
    named = any(_names(text[:at]) for at, _ in _whole("spoken_of").hits(text))
    return named or bool(_whole("relayed").hits(text))


def _names(before: str) -> bool:
    """Whether a text ends in a name of more than one word: of a company, a person, a place."""
    words = before[-_WORD_REACH:].split()[-2:]
    return len(words) > 1 and words[-1][0].isupper() and words[-1].lower() not in _words().tools


def talk_shop(opener: Sequence[Message], room: Sequence[Message]) -> bool:
    """Whether colleagues speak among themselves: of tickets and customers, to none of them.

    `opener` are the messages of whoever began, `room` those of all.
    """
    if any(message.visibility != "unknown" for message in room):
        return False
    if any(_cues("customer").hits(_said(message)) for message in opener):
        return False
    shop = {phrase for _, phrase in _whole("shop").hits(_all_said(room))}
    return len(shop) >= _SHOP_TALK or of_others(opener)


def mentioned(messages: Iterable[Message]) -> set[str]:
    """Whom messages address, in small letters: @mentions, and the names after a greeting or a thank-you."""
    words = " ".join(line.text for message in messages for line in message.body)[:_READ_AT_MOST]
    return {(mention or name).lower().strip(".-") for mention, name in _addressed().findall(words)}
