"""Slack workspace exports: a folder a channel with a file a day, `users.json` beside them; zipped or not.

A thread is all messages of one `thread_ts`, over all days of its channel; what was written beside threads is
one ticket a channel and day. A file of the API's `conversations.replies` is a channel of its own. Guests and
members of another workspace are customers, members are staff: a guess where `users.json` is not there.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, moment, record, records, said, spoken
from draft_escalation.thread.readers.reader import Broken, BundleFormat, Fields, Part, System, texts
from draft_escalation.thread.ticket import Entry, Ticket

_MESSAGE = re.compile(rb'"ts"\s{0,9}:\s{0,9}"\d{9,11}\.\d{6}"')
_HEAD = 1 << 14
_LISTS = {
    "users.json", "org_users.json", "channels.json", "groups.json", "dms.json", "mpims.json", "lists.json",
    "integration_logs.json", "canvases.json", "file_conversations.json", "huddle_transcripts.json",
}  # fmt: skip
_ENTITY = re.compile(r"<([@#!]?)([^<>|]{1,2000})(?:\|([^<>]{0,2000}))?>")
_NOISE = (
    "channel_",
    "group_",
    "bot_add",
    "bot_remove",
    "pinned_item",
    "tombstone",
    "huddle_thread",
    "file_comment",
)


@dataclass
class _People:
    """Users by id, and the workspace that most of them belong to."""

    users: dict[str, Fields] = field(default_factory=dict)

    def name(self, message: Fields) -> str | None:
        id_ = first(message, "user", "bot_id")
        profile = record(message.get("user_profile"))
        known = self.users.get(id_, {})
        own = record(known.get("profile"))
        named = first(own, "display_name", "real_name") or first(known, "real_name", "name")
        return (
            named
            or first(profile, "display_name", "real_name", "name")
            or first(message, "username")
            or id_
            or None
        )

    def role(self, message: Fields) -> tuple[Role, bool]:
        """Customer, staff or system, and whether that is a guess."""
        subtype = first(message, "subtype")
        if subtype.startswith(_NOISE) or subtype == "bot_message" or message.get("bot_id"):
            return "system", False
        known = self.users.get(first(message, "user")) or record(message.get("user_profile"))
        if known.get("is_restricted") or known.get("is_ultra_restricted") or known.get("is_stranger"):
            return "customer", False
        here, there = first(message, "team"), first(message, "user_team", "source_team")
        if here and there and here != there:
            return "customer", False
        return "agent", not self.users


def _claims(parts: Sequence[Part]) -> Sequence[Part]:
    days = [part for part in parts if part.name.lower().endswith(".json") and _MESSAGE.search(_head(part))]
    if not days:
        return ()
    names = {part.name for part in days}
    return [part for part in parts if part.name in names or part.name.rpartition("/")[2].lower() in _LISTS]


def _head(part: Part) -> bytes:
    try:
        with part.open() as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return b""


def _tickets(parts: Sequence[Part]) -> Iterator[Ticket | Broken]:
    people = _People()
    channels: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        folder, _, name = part.name.rpartition("/")
        if name.lower() in {"users.json", "org_users.json"}:
            people.users.update((first(user, "id"), user) for user in _read(part) if isinstance(user, dict))
        elif name.lower() not in _LISTS:
            channels[folder or name.removesuffix(".json")].append(part)
    for channel, days in sorted(channels.items()):
        yield from _channel(channel.rpartition("/")[2], sorted(days, key=lambda part: part.name), people)


def _read(part: Part) -> list[Any]:
    with part.open() as file:
        value = json.loads(file.read().decode("utf-8-sig", "replace"))
    held = value.get("messages") if isinstance(value, dict) else value
    return held if isinstance(held, list) else [value]


def _channel(channel: str, days: Sequence[Part], people: _People) -> Iterator[Ticket | Broken]:
    threads: dict[str, dict[str, Fields]] = defaultdict(dict)
    for part in days:
        try:
            messages = list(records(_read(part)))
        except (ValueError, RecursionError, OSError) as error:
            yield Broken(part.name, f"not JSON: {str(error).split(': line', maxsplit=1)[0]}")
            continue
        day = part.name.rpartition("/")[2].removesuffix(".json")
        for number, message in enumerate(messages):
            inside = first(message, "thread_ts") or (
                first(message, "ts") if message.get("reply_count") else ""
            )
            threads[inside or day].setdefault(first(message, "ts") or f"{day} {number}", message)
    for id_, said_ in sorted(threads.items()):
        if any(not first(message, "subtype").startswith(_NOISE) for message in said_.values()):
            yield _ticket(channel, id_, said_, people)


def _ticket(channel: str, id_: str, messages: Mapping[str, Fields], people: _People) -> Ticket:
    opens = _text(next(iter(messages.values())), people).split("\n")[0]
    return Ticket(
        id=f"{channel}-{id_}",
        subject=opens[:120] or None,
        fields=(("Channel", f"#{channel}"),),
        entries=tuple(_entry(message, people) for message in messages.values()),
        unread=tuple(
            f"message {ts}: no text"
            for ts, one in messages.items()
            if not (_text(one, people) or _files(one))
        ),
    )


def _entry(message: Fields, people: _People) -> Entry:
    sent_at, sent_words = moment(message.get("ts"))
    role, guessed = people.role(message)
    return Entry(
        author=people.name(message),
        role=role,
        text=_text(message, people),
        sent_at=sent_at,
        sent_words=sent_words,
        files=_files(message),
        guessed=guessed,
    )


def _files(message: Fields) -> tuple[str, ...]:
    return tuple(
        filter(
            None, (first(one, "name", "title", "url_private") for one in records(message.get("files") or []))
        )
    )


def _text(message: Fields, people: _People) -> str:
    """The message as people read it: names for ids, labels for links, `&lt;` as `<`."""

    def shown(match: re.Match[str]) -> str:
        kind, target, label = match.groups()
        if kind == "@":
            return "@" + (label or people.name({"user": target}) or target)
        if kind == "#":
            return "#" + (label or target)
        if kind == "!":
            return label or "@" + target.partition("^")[0]
        return target.removeprefix("mailto:") if not label or label == target else f"{label} ({target})"

    words = "\n".join(filter(None, (said(message.get("text")) or _blocks(message), *_cards(message))))
    return _ENTITY.sub(shown, words).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _blocks(held: Fields) -> str:
    """The words of blocks, which stand for a text that is empty."""
    return "\n".join(spoken(held.get("blocks"), "text"))


def _cards(message: Fields) -> Iterator[str]:
    """What an app attaches: lines above it, its title, text and fields; else what stands for it."""
    for card in records(message.get("attachments") or []):
        named = (
            ": ".join(texts((one.get("title"), one.get("value"))))
            for one in records(card.get("fields") or [])
        )
        lines = texts((card.get("pretext"), card.get("title"), card.get("text"), *named))
        yield "\n".join(lines) or _blocks(card) or first(card, "fallback")


SYSTEM = System(bundles=(BundleFormat("Slack export", _claims, _tickets),))
