"""From the posts of a paste to numbered messages whose lines tile the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from draft_escalation.thread.lines import split_lines
from draft_escalation.thread.model import Flag, Line, Message, Visibility
from draft_escalation.thread.paste.order import order_of, times_of
from draft_escalation.thread.paste.posts import Kind, Paste, Post
from draft_escalation.thread.paste.quotes import Said, share_known
from draft_escalation.thread.paste.rows import Row

_COPY = 0.6
_SAME = 0.9
_LONG = 60
_FLAGS: dict[Kind, tuple[Flag, ...]] = {
    "header": ("header",),
    "chrome": ("chrome",),
    "signature": ("signature",),
    "body": (),
}


class Bit(NamedTuple):
    """A line before it is numbered. `marked` tells a line behind `>`."""

    start: int
    text: str
    flags: tuple[Flag, ...]
    marked: bool = False


@dataclass
class Draft:
    """A message before it is numbered: its post, its time, its lines."""

    post: Post
    at: datetime | None
    bits: list[Bit]

    @property
    def own(self) -> list[Bit]:
        """The lines that are not the tool's."""
        aside = {"header", "chrome", "signature", "quoted"}
        return [bit for bit in self.bits if not aside.intersection(bit.flags)]

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return self.post.author


def top_message(paste: Paste, text: str) -> Message | None:
    """The message m0 of a ticket's own fields, None where the paste has none."""
    bits = list(_bits(paste.top, text, None))
    if not any(bit.flags != ("chrome",) and bit.text.strip() for bit in bits):
        return None
    return Message("m0", None, "system", "unknown", None, None, _numbered("m0", bits))


def messages_of(paste: Paste, text: str) -> list[tuple[Post, Message]]:
    """Gives the messages, oldest first, with the posts that they came from; roles are not set yet.

    A quoted copy of a message that the paste also holds goes back, flagged, to the message that quotes it;
    a quote that is the only copy becomes a message of its own.
    """
    times = times_of(paste.posts)
    drafts = [
        Draft(post, when, list(_bits(post.rows, text, post.head.body_at if post.head else None)))
        for post, when in zip(paste.posts, times, strict=True)
    ]
    drafts = [drafts[index] for index in order_of(paste.posts, times)]
    drafts = _without_copies(drafts)
    _mark_quotes(drafts)
    usual = _usual_visibility(paste)
    return [(draft.post, _message(number, draft, usual)) for number, draft in enumerate(drafts, 1)]


def _usual_visibility(paste: Paste) -> Visibility:
    """Mails, tickets and forums are public unless they say otherwise; chats among colleagues need not be."""
    chat = any(
        post.head and post.head.stamp and not post.head.stamp.has_date and post.head.stamp.has_time
        for post in paste.posts
    )
    return "unknown" if chat or not paste.structured else "public"


def _bits(rows: Sequence[tuple[Row, Kind]], text: str, body_at: int | None) -> Iterator[Bit]:
    at = 0
    while at < len(rows):
        first = at
        row, kind = rows[at]
        if body_at is not None and row.start < body_at < row.end:
            if kind == "header":
                yield Bit(row.start, text[row.start : body_at], ("header",))
                rows = [*rows[:at], (row._replace(start=body_at), "body"), *rows[at + 1 :]]
            body_at = None
            continue
        while (
            at < len(rows)
            and rows[at][1] == kind
            and (at == first or rows[at - 1][0].end == rows[at][0].start)
        ):
            at += 1
        start, end = row.start, rows[at - 1][0].end
        if kind == "body":
            yield from _body(text[start:end], start)
        else:
            yield Bit(start, text[start:end], _FLAGS[kind])


def _body(body: str, start: int) -> Iterator[Bit]:
    for piece in split_lines(body):
        words = body[piece.start : piece.end]
        yield Bit(start + piece.start, words, piece.flags, marked=words.lstrip().startswith(">"))


def _without_copies(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that only repeat others; their lines go to the post that quotes them."""
    if not any(map(_may_copy, drafts)):
        return drafts
    said = Said()
    for draft in drafts:
        if not _may_copy(draft):
            _remember(draft, said)
    kept: list[Draft] = []
    copies: list[Draft] = []
    for draft in drafts:
        if _may_copy(draft) and _is_copy(draft, said):
            copies.append(draft)
        else:
            kept.append(draft)
            _remember(draft, said)
    _give_back(copies, kept)
    return kept


def _may_copy(draft: Draft) -> bool:
    post = draft.post
    return post.parent is not None and (post.nested or bool(post.head and post.head.shape == "mail"))


def _is_copy(draft: Draft, said: Said) -> bool:
    """Whether nearly all was said before; a mail beside the others must be long enough to tell."""
    texts = [bit.text for bit in draft.own]
    if draft.post.nested:
        return share_known(texts, said) >= _COPY
    return sum(map(len, texts)) >= _LONG and share_known(texts, said) >= _SAME


def _remember(draft: Draft, said: Said) -> None:
    for bit in draft.own:
        said.add(bit.text, draft.author)


def _give_back(copies: Sequence[Draft], kept: Sequence[Draft]) -> None:
    """Moves the lines of copies, flagged, to the nearest post above that stays."""
    homes = {id(draft.post): draft for draft in kept}
    for draft in sorted(copies, key=lambda copy: copy.bits[0].start):
        home = homes.get(id(draft.post.parent), kept[0])
        homes[id(draft.post)] = home
        home.bits.extend(bit._replace(flags=_quoted(bit.flags)) for bit in draft.bits)
    for draft in kept:
        draft.bits.sort(key=lambda bit: bit.start)


def _quoted(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    kept = tuple(flag for flag in flags if flag not in {"header", "quoted"})
    return ("quoted", *kept)


def _mark_quotes(drafts: Sequence[Draft]) -> None:
    """Flags the lines that repeat what another author said in an earlier message."""
    said = Said()
    authors = {draft.author for draft in drafts}
    for draft in drafts:
        names = [_attributes(bit.text, authors) for bit in draft.bits]
        bits = [
            _judged(bit._replace(marked=bit.marked or named), said, draft.author)
            for bit, named in zip(draft.bits, [False, *names], strict=False)
        ]
        draft.bits = [
            bit._replace(flags=_quoted(bit.flags)) if named and "quoted" in below.flags else bit
            for bit, named, below in zip(bits, names, [*bits[1:], *bits[-1:]], strict=True)
        ]
        _remember(draft, said)


def _judged(bit: Bit, said: Said, author: str | None) -> Bit:
    if {"header", "chrome", "signature", "quoted"}.intersection(bit.flags):
        return bit
    return (
        bit._replace(flags=_quoted(bit.flags)) if said.repeats(bit.text, author, marked=bit.marked) else bit
    )


def _attributes(text: str, authors: set[str | None]) -> bool:
    """Whether a line only names whom the quote below is by: `ana:`, `@ana wrote:`."""
    bare = text.strip()
    name = bare.rstrip(":").removesuffix(" wrote").removesuffix(" said").lstrip("@> ")
    return bare.endswith(":") and name in authors


def _message(number: int, draft: Draft, usual: Visibility) -> Message:
    head = draft.post.head
    if head and head.author is None:
        usual = "unknown" if head.event else "internal" if head.shape.startswith("note") else usual
    return Message(
        f"m{number}",
        draft.author,
        "unknown",
        (head.visibility if head else None) or usual,
        draft.at,
        head.stamp.text if head and head.stamp else None,
        _numbered(f"m{number}", draft.bits),
    )


def _numbered(message: str, bits: Sequence[Bit]) -> tuple[Line, ...]:
    header = next((bit for bit in bits if "header" in bit.flags), None)
    numbers = iter(range(1, len(bits) + 1))
    return tuple(
        Line(f"{message}.{0 if bit is header else next(numbers)}", bit.text, bit.start, bit.flags)
        for bit in bits
    )
