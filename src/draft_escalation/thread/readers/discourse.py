"""Discourse topics (`/t/ID.json`): posts of HTML, staff by their flags, whispers for the team alone."""

from collections.abc import Iterator

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, html, listed, moment, records, said
from draft_escalation.thread.readers.reader import Fields, Side, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_MODERATOR_ACTION, _SMALL_ACTION, _WHISPER = 2, 3, 4


def _is_topic(one: Fields) -> bool:
    return isinstance(one.get("post_stream"), dict) and "posts" in one["post_stream"]


def _ticket(one: Fields, _side: Side) -> Ticket:
    posts = list(records(one["post_stream"]["posts"]))
    return Ticket(
        id=said(one.get("id")),
        subject=first(one, "title", "fancy_title") or None,
        fields=(
            ("Topic", said(one.get("id"))),
            ("Tags", listed(one.get("tags"), "name")),
            ("State", "closed" if one.get("closed") else ""),
        ),
        entries=tuple(map(_entry, posts)),
        unread=tuple(_cut(one, len(posts))),
    )


def _cut(one: Fields, there: int) -> Iterator[str]:
    stream = one["post_stream"].get("stream")
    if isinstance(stream, list) and len(stream) > there:
        yield f"posts: {there} of {len(stream)} are in the export"


def _entry(post: Fields) -> Entry:
    sent_at, sent_words = moment(post.get("created_at"))
    kind = post.get("post_type")
    gone = "\n[deleted]" if post.get("deleted_at") or post.get("user_deleted") else ""
    return Entry(
        author=first(post, "name", "username", "display_username") or "unknown author",
        role=_role(post),
        text=(first(post, "raw") or html(post.get("cooked")) or first(post, "action_code")) + gone,
        visibility="internal" if kind == _WHISPER else "public",
        sent_at=sent_at,
        sent_words=sent_words,
    )


def _role(post: Fields) -> Role:
    if post.get("post_type") in {_MODERATOR_ACTION, _SMALL_ACTION}:
        return "system"
    return "agent" if post.get("staff") or post.get("moderator") or post.get("admin") else "customer"


SYSTEM = System(tickets=(TicketFormat("Discourse topic", _is_topic, _ticket),))
