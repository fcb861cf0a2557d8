"""A ticket as an export gives it, and the thread that is made of it: the seam of every export reader.

A reader knows who wrote what, when and for whom; nothing of that is guessed again here.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from draft_escalation.thread.decode import whole
from draft_escalation.thread.lines import split_lines
from draft_escalation.thread.model import Flag, Line, Message, Reading, Role, Thread, Visibility
from draft_escalation.thread.paste.posts import Kind, Post, cut
from draft_escalation.thread.paste.quotes import Said

_AT_ONCE = timedelta(minutes=1)
_FLAGS: dict[Kind, tuple[Flag, ...]] = {
    "header": ("header",),
    "chrome": ("chrome",),
    "signature": ("signature",),
}


class Entry(NamedTuple):
    """One contribution to a ticket.

    `text` is plain: markup was converted by the reader. `sent_at` is naive where the export gives no zone;
    `sent_words` is the time as the export writes it. `files` are names or addresses of attachments.
    `guessed` tells a role that the export does not give.
    """

    author: str | None
    role: Role
    text: str
    visibility: Visibility = "public"
    sent_at: datetime | None = None
    sent_words: str | None = None
    address: str | None = None
    files: tuple[str, ...] = ()
    guessed: bool = False


class Ticket(NamedTuple):
    """A ticket of an export: its number, its fields as label and value, its entries in any order.

    `unread` names what the reader did not understand ("comments[3].body: a list"): said, not hidden.
    """

    id: str
    subject: str | None
    fields: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    unread: tuple[str, ...] = ()


class _Bit(NamedTuple):
    text: str
    flags: tuple[Flag, ...]


def thread_of(
    ticket: Ticket, *, source: str, style: str, staff: Sequence[str] = (), customer: Sequence[str] = ()
) -> Thread:
    """The thread of a ticket: fields in m0, entries oldest first, a second copy of an entry left out.

    `staff` and `customer` (names or domains) overrule the export's roles. `style` names the format
    ("Zendesk export") where the thread says how it was read.
    """
    ticket = _whole(ticket)
    entries = [_judged(entry, staff, customer) for entry in _in_time(_distinct(ticket.entries))]
    said, start = Said(), 0
    messages: list[Message] = []
    for number, entry in enumerate((None, *entries)):
        bits = _top(ticket) if entry is None else _bits(entry, said)
        lines = tuple(_numbered(f"m{number}", bits, start))
        if entry is None and not lines:
            continue
        start = lines[-1].end if lines else start
        messages.append(_message(number, entry, lines))
    reading = Reading(
        style=style,
        roles_guessed=tuple(
            dict.fromkeys(entry.author for entry in entries if entry.guessed and entry.author)
        ),
    )
    digest = hashlib.sha256("".join(_texts(messages)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Thread(digest, source, ticket.subject, tuple(messages), reading)


def _whole(ticket: Ticket) -> Ticket:
    return ticket._replace(
        subject=whole(ticket.subject or "") or None,
        fields=tuple((whole(label), whole(value)) for label, value in ticket.fields),
        entries=tuple(
            entry._replace(
                author=whole(entry.author or "") or None,
                text=whole(entry.text),
                sent_words=whole(entry.sent_words or "") or None,
                files=tuple(map(whole, entry.files)),
            )
            for entry in ticket.entries
        ),
    )


def _texts(messages: Sequence[Message]) -> Iterator[str]:
    return (line.text for message in messages for line in message.lines)


def _distinct(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries once each: many systems repeat the description as the first comment.

    The same words at another time are said again, and stay.
    """
    seen = dict[tuple[str, str | None], Entry]()
    for entry in entries:
        words = " ".join(entry.text.split())
        key = (words, entry.author)
        if not (words or entry.files) or (words and key in seen and _at_once(seen[key], entry)):
            continue
        seen[key] = entry
        yield entry


def _at_once(one: Entry, other: Entry) -> bool:
    """Whether two entries may be one: their times are alike, or one has none."""
    if one.sent_at is None or other.sent_at is None:
        return True
    zones = {one.sent_at.tzinfo is None, other.sent_at.tzinfo is None}
    return len(zones) == 1 and abs(one.sent_at - other.sent_at) <= _AT_ONCE


def _in_time(entries: Iterator[Entry]) -> list[Entry]:
    """Oldest first; an entry without a time stays behind the one before it."""
    timed: list[tuple[datetime, Entry]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for entry in entries:
        if entry.sent_at is not None:
            last = entry.sent_at if entry.sent_at.tzinfo else entry.sent_at.replace(tzinfo=UTC)
        timed.append((last, entry))
    return [entry for _, entry in sorted(timed, key=lambda pair: pair[0])]


def _judged(entry: Entry, staff: Sequence[str], customer: Sequence[str]) -> Entry:
    if entry.role == "system":
        return entry
    if any(_is(entry, name.lower()) for name in staff):
        return entry._replace(role="agent", guessed=False)
    if any(_is(entry, name.lower()) for name in customer):
        return entry._replace(role="customer", guessed=False)
    return entry


def _is(entry: Entry, name: str) -> bool:
    address = (entry.address or "").lower()
    return name == (entry.author or "").lower() or name == address or address.endswith(f"@{name}")


def _top(ticket: Ticket) -> Iterator[_Bit]:
    named = (("Subject", ticket.subject or ""), *ticket.fields)
    return (_Bit(f"{label}: {_one_line(value)}\n", ()) for label, value in named if value.strip())


def _bits(entry: Entry, said: Said) -> Iterator[_Bit]:
    who = ", ".join(filter(None, (_one_line(entry.author or "unknown author"), entry.sent_words)))
    note = " (internal note)" if entry.visibility == "internal" else ""
    yield _Bit(f"{who}{note}\n", ("header",))
    body = (
        [*_body(entry.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n")]
        if entry.text
        else []
    )
    for bit in body:
        repeats = not bit.flags and said.repeats(
            bit.text, entry.author, marked=bit.text.lstrip().startswith(">")
        )
        yield bit._replace(flags=("quoted",)) if repeats else bit
    for bit in body:
        said.add(bit.text, entry.author)
    for name in entry.files:
        yield _Bit(f"[attachment: {_one_line(name)}]\n", ())


def _body(text: str) -> Iterator[_Bit]:
    """The lines of an entry: its own words, quotes of earlier mails, signatures."""
    paste = cut(text)
    rows = [(row, kind, False) for row, kind in paste.top]
    rows += [(row, kind, _is_quote(post)) for post in paste.posts for row, kind in post.rows]
    rows.sort(key=lambda one: one[0].start)
    for (kind, quoted), group in groupby(rows, key=lambda one: one[1:]):
        span = [row for row, _, _ in group]
        words = text[span[0].start : span[-1].end]
        if kind in {"chrome", "signature"} or quoted:
            yield _Bit(words, ("quoted",) if quoted else _FLAGS[kind])
        else:
            yield from (_Bit(words[p.start : p.end], p.flags) for p in split_lines(words))


def _is_quote(post: Post) -> bool:
    return post.nested or (post.parent is not None and post.head is not None and post.head.quoted)


def _numbered(message: str, bits: Iterator[_Bit], start: int) -> Iterator[Line]:
    first = 1 if message == "m0" else 0
    for number, bit in enumerate(bits, first):
        yield Line(f"{message}.{number}", bit.text, start, bit.flags)
        start += len(bit.text)


def _message(number: int, entry: Entry | None, lines: tuple[Line, ...]) -> Message:
    if entry is None:
        return Message("m0", None, "system", "unknown", None, None, lines)
    return Message(
        f"m{number}", entry.author, entry.role, entry.visibility, entry.sent_at, entry.sent_words, lines
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
