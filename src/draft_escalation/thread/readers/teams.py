"""Microsoft Teams messages as Graph gives them: a post with its replies is one ticket, a chat is one.

Guests and people of mail alone are customers, members of the tenant are staff; what Teams itself tells is the
system's. Replies come newest first.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, html, moment, record, records, said, spoken
from draft_escalation.thread.readers.reader import Broken, BundleFormat, Fields, Part, System
from draft_escalation.thread.ticket import Entry, Ticket

_HEAD = 1 << 14
_GUESTS = {"emailUser", "guest", "anonymousGuest", "federatedUser"}
_MARKS = re.compile(r"</?(?:at|attachment)\b[^<>]{0,200}>")


def _claims(parts: Sequence[Part]) -> Sequence[Part]:
    return [part for part in parts if part.name.lower().endswith(".json") and _is_graph(part)]


def _is_graph(part: Part) -> bool:
    try:
        with part.open() as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    return b'"messageType"' in head and b'"createdDateTime"' in head


def _tickets(parts: Sequence[Part]) -> Iterator[Ticket | Broken]:
    posts: dict[str, list[Fields]] = defaultdict(list)
    for part in parts:
        try:
            with part.open() as file:
                value: Any = json.loads(file.read().decode("utf-8-sig", "replace"))
        except (ValueError, RecursionError, OSError) as error:
            yield Broken(part.name, f"not JSON: {str(error).split(': line', maxsplit=1)[0]}")
            continue
        for message in records(value.get("value", value) if isinstance(value, dict) else value):
            post = _post_of(message)
            posts[post].append(message)
            for one in records(message.get("replies") or []):
                posts[first(one, "replyToId") or post].append(one)
    for id_, messages in sorted(posts.items()):
        if not any(map(_speaks, messages)):
            continue
        yield Ticket(
            id=id_,
            subject=next((words for one in messages if (words := first(one, "subject"))), None),
            fields=(),
            entries=tuple(map(_entry, messages)),
            unread=()
            if any(id_ in {first(one, "id"), first(one, "chatId")} for one in messages)
            else ("the post itself is not in the export",),
        )


def _post_of(message: Fields) -> str:
    """The post that a message answers; its chat, which has no posts; else itself."""
    return first(message, "replyToId") or first(message, "chatId") or first(message, "id")


def _speaks(message: Fields) -> bool:
    return first(message, "messageType") == "message" and not message.get("deletedDateTime")


def _entry(message: Fields) -> Entry:
    sent_at, sent_words = moment(message.get("createdDateTime"))
    sender = record(message.get("from"))
    user = record(sender.get("user"))
    body = record(message.get("body"))
    content = said(body.get("content"))
    text = html(_MARKS.sub("", content)) if first(body, "contentType") == "html" else content
    return Entry(
        author=first(user, "displayName") or first(record(sender.get("application")), "displayName") or None,
        role=_role(message, user),
        text="[deleted]" if message.get("deletedDateTime") else "\n".join((text, *_cards(message))).strip(),
        sent_at=sent_at,
        sent_words=sent_words,
        files=tuple(
            filter(
                None, (first(one, "name", "contentUrl") for one in records(message.get("attachments") or []))
            )
        ),
        guessed=not first(user, "userIdentityType"),
    )


def _cards(message: Fields) -> Iterator[str]:
    """The words of the cards that an app sends in place of a text."""
    for one in records(message.get("attachments") or []):
        if first(one, "contentType").startswith("application/vnd.microsoft.card"):
            with suppress(ValueError, RecursionError):
                yield from spoken(json.loads(first(one, "content")), "title", "text", "value")


def _role(message: Fields, user: Fields) -> Role:
    if first(message, "messageType") != "message" or not user:
        return "system"
    return "customer" if first(user, "userIdentityType") in _GUESTS else "agent"


SYSTEM = System(bundles=(BundleFormat("Microsoft Teams export", _claims, _tickets),))
