"""Which statements of a brief a customer may read: what they wrote, or were told, themselves.

A statement counts only where every line that bears it stands in a public message of the customer or of
support. What rests on an internal note, on the ticket's own fields or on no line at all stays inside; so does
what names who speaks for a customer: it is said about them, or about another customer.
"""

import re
from collections.abc import Iterable

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact
from draft_escalation.thread.model import Message, Thread
from draft_escalation.validate.statements import is_said

_SPEAKERS = frozenset({"customer", "agent"})


def tellable(facts: Iterable[Fact], document: Document) -> tuple[Fact, ...]:
    """The stated statements that a customer may read, once each; nothing inferred."""
    told: dict[str, Fact] = {}
    for fact in facts:
        if is_said(fact) and fact.state == "stated" and _may_be_told(fact, document.thread):
            told.setdefault(" ".join(fact.text.lower().split()).rstrip("."), fact)
    return tuple(told.values())


def customer_says(fact: Fact, document: Document) -> bool:
    """Whether a line of the customer bears a statement."""
    thread = document.thread
    return thread is not None and any(
        message.role == "customer" for line in fact.lines if (message := _message(line, thread))
    )


def _may_be_told(fact: Fact, thread: Thread | None) -> bool:
    speakers = {one.author or "" for one in thread.messages if one.role == "customer"} if thread else set()
    if thread is None or not fact.lines or not speakers:
        return False
    messages = [_message(line, thread) for line in fact.lines]
    public = all(one and one.visibility == "public" and one.role in _SPEAKERS for one in messages)
    return public and not any(_names(fact.text, name) for name in speakers)


def _names(text: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def internal_news(document: Document) -> tuple[str, ...]:
    """The internal messages after the last public one of support: what a person must weigh telling."""
    messages = document.thread.messages if document.thread else ()
    news: list[str] = []
    for message in messages:
        if message.role == "agent" and message.visibility == "public":
            news = []
        elif message.visibility == "internal":
            news.append(message.id)
    return tuple(news)


def _message(line: str, thread: Thread) -> Message | None:
    return thread.messages_by_id.get(line.partition(".")[0])
