"""Who reads what support writes: mail to its own people is internal, an answer above a note is not."""

import re
from collections.abc import Iterator
from dataclasses import replace

from draft_escalation.thread.model import Message, Thread
from draft_escalation.thread.paste.heads import opens_note

_TO = re.compile(r"^[>\s]{0,12}(?:to|an|à|a|para)\s?:\s{0,4}(\S[^\n]{0,400})", re.IGNORECASE | re.MULTILINE)
_PASSED_ON = re.compile(
    r"^[>\s]{0,12}(?:subject|betreff|objet|asunto|oggetto)\s?:\s{0,4}(?:fwd?|wg|tr|rv)\s?:",
    re.IGNORECASE | re.MULTILINE,
)
_GREETING = re.compile(
    r"\s{0,8}(?:hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola|buongiorno|ciao)\s"
    r"((?-i:[A-ZÀ-Þ])[\w'-]{2,30}(?:(?:,|\s(?:and|und|et|y|&))\s(?-i:[A-ZÀ-Þ])[\w'-]{2,30}){0,3})\s?[,!\n–-]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,120}")
_WORD = re.compile(r"[^\W\d_]{3,40}")
_COMMON = frozenset({"mail", "gmail", "com", "example", "info", "the", "von", "van", "support", "customer"})
_ANYBODY = frozenset({"all", "there", "team", "everyone", "both", "zusammen", "tous", "todos"})


def with_own_mail(thread: Thread) -> Thread:
    """Gives the thread with the mails of support to colleagues marked as internal, and answers as public.

    A mail is one where it names recipients and none is a customer of the thread; where it is passed on; or
    where it greets others and speaks of the customer.
    """
    customers = frozenset(_names(thread))
    if not customers:
        return thread
    messages = tuple(_seen_by(message, customers) for message in thread.messages)
    return replace(thread, messages=messages) if messages != thread.messages else thread


def _names(thread: Thread) -> Iterator[str]:
    """The words of the customers' names and addresses."""
    for message in thread.messages:
        if message.role == "customer" and message.author and message.id != "m0":
            addresses = _ADDRESS.findall(_header(message).partition("\n")[0])
            yield from _words(" ".join((message.author, *addresses)))


def _seen_by(message: Message, customers: frozenset[str]) -> Message:
    if message.role == "agent" and message.visibility == "internal":
        return replace(message, visibility="public") if _greets(message, customers) else message
    return replace(message, visibility="internal") if _is_own(message, customers) else message


def _greets(message: Message, customers: frozenset[str]) -> bool:
    """Whether a message greets a customer of the thread and only a note below makes it internal."""
    match = _GREETING.match(_body(message))
    greeted = match is not None and not customers.isdisjoint(_words(match[1]))
    return greeted and any(opens_note(line.text) for line in message.body[1:])


def _is_own(message: Message, customers: frozenset[str]) -> bool:
    if message.role != "agent":
        return False
    header = _header(message)
    if to := _TO.findall(header):
        return customers.isdisjoint(_words(" ".join(to)))
    if _PASSED_ON.search(header):
        return True
    body = _body(message)
    match = _GREETING.match(body)
    greeted = frozenset(_words(match[1])) if match else frozenset[str]()
    others = bool(greeted) and greeted.isdisjoint(customers | _ANYBODY)
    return others and not customers.isdisjoint(_words(body))


def _body(message: Message) -> str:
    return "".join(line.text for line in message.lines if "header" not in line.flags)


def _header(message: Message) -> str:
    return "".join(line.text for line in message.lines if "header" in line.flags)


def _words(text: str) -> Iterator[str]:
    return (word for word in map(str.lower, _WORD.findall(text)) if word not in _COMMON)
