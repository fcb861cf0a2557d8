"""Whose thread it is: what tells one customer of a batch from another."""

import re
from collections.abc import Iterator

from draft_escalation.extract.offline.fields import field_names
from draft_escalation.thread.desk import domain_of
from draft_escalation.thread.model import Message, Thread

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")


def customer_of(thread: Thread) -> str:
    """The organisation that the ticket names, else the customer's own mail domain, else who wrote first.

    "" where the thread names nobody: two such threads are not two customers.
    """
    first = [one for one in thread.messages if one.role == "customer"][:1]
    named = (*_organisations(thread), *map(_domain, first), *(one.author or "" for one in first))
    return next((" ".join(name.split()) for name in named if name.strip()), "")


def _organisations(thread: Thread) -> Iterator[str]:
    for message in thread.messages[:1]:
        for line in message.lines if message.id == "m0" else ():
            label, colon, value = line.text.partition(":")
            if colon and label.strip().lower() in field_names().organisation:
                yield value


def _domain(message: Message) -> str:
    header = next((line.text for line in message.lines if "header" in line.flags), "")
    found = _ADDRESS.search(header)
    return domain_of(found[0]) if found else ""
