"""Cuts a paste into posts: each with its header, its body rows, and what only the tool wrote."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from draft_escalation.thread.paste.chrome import is_button, is_day, is_rule
from draft_escalation.thread.paste.fields import Fields, read_fields
from draft_escalation.thread.paste.find import find_heads
from draft_escalation.thread.paste.heads import Head, opens_note, take_apart
from draft_escalation.thread.paste.rows import Row, rows_of
from draft_escalation.thread.paste.signature import signature_rows

Kind = Literal["header", "body", "chrome", "signature"]
_CLOSING_ROWS = 6


@dataclass
class Post:
    """One contribution: its head (None where the paste has none) and its rows with what each is.

    `day` is the date divider that it stands under; `nested` tells a quoted copy of an earlier mail, and
    `parent` is the post that quotes it; `signed` is who wrote a post without a head, by its signature.
    """

    head: Head | None
    rows: list[tuple[Row, Kind]] = field(default_factory=list)
    day: str | None = None
    nested: bool = False
    parent: "Post | None" = None
    signed: str | None = None

    @property
    def author(self) -> str | None:
        """Who wrote it, as the paste says."""
        return self.head.author if self.head else self.signed


@dataclass
class Paste:
    """A paste taken apart: what stands at its top, and its posts in the order of the text."""

    top: list[tuple[Row, Kind]]
    fields: Fields
    posts: list[Post]
    structured: bool


def cut(text: str) -> Paste:
    """Takes a pasted text apart; the rows of top and posts tile it."""
    rows = rows_of(text)
    heads = find_heads(rows)
    first = heads[0].first if heads else len(rows)
    fields = read_fields(rows[:first], certain=bool(heads) and heads[0].shape not in {"mail", "wrote"})
    top: list[tuple[Row, Kind]] = [(row, _plain_kind(row)) for row in rows[: fields.rows]]
    cutter = _Cutter(rows, heads, fields.rows)
    cutter.run()
    posts = cutter.posts
    for post in posts:
        _settle(post)
    _sign(posts, fields)
    if posts and all(kind == "chrome" or row.blank for row, kind in top):
        posts[0].rows[:0], top = [(row, "chrome") for row, _ in top], []
    return Paste(top, fields, posts, structured=any(not head.event for head in heads))


class _Cutter:
    """Walks the rows once and gives each to a post, keeping the posts that are open by their depth of `>`."""

    def __init__(self, rows: Sequence[Row], heads: Sequence[Head], start: int) -> None:
        self.rows, self.start = rows, start
        self.heads = {head.first: head for head in heads}
        self.loose = any(head.stamp and not head.stamp.has_date for head in heads)
        self.posts: list[Post] = []
        self.open: list[tuple[int, Post]] = []
        self.day = next((row.words for row in rows[:start] if is_day(row.words)), None)

    def run(self) -> None:
        at = self.start
        while at < len(self.rows):
            head = self.heads.get(at)
            if head is None:
                self._row(self.rows[at])
                at += 1
            else:
                self._head(head)
                at = head.last + 1

    def _head(self, head: Head) -> None:
        depth = self.rows[head.first].depth
        while self.open and (
            self.open[-1][0] > depth
            or (self.open[-1][0] == depth and not head.event and not self._marked(head))
        ):
            self.open.pop()
        parent = self.posts[-1] if self.posts and head.quoted else None
        post = Post(head, day=self.day, nested=head.shape == "wrote" or depth > 0, parent=parent)
        self.posts.append(post)
        kind: Kind = "body" if head.shape == "event" else "header"
        post.rows.extend((row, kind) for row in self.rows[head.first : head.last + 1])
        if not head.event:
            self.open.append((depth + 1 if self._marked(head) else depth, post))

    def _marked(self, head: Head) -> bool:
        """Whether the quote below is marked with `>`: the text after it is the quoting post's again."""
        if head.shape != "wrote":
            return False
        below = next((row for row in self.rows[head.last + 1 : head.last + 4] if not row.blank), None)
        return below is not None and below.depth > self.rows[head.first].depth

    def _row(self, row: Row) -> None:
        if row.blank and self.posts:
            self.posts[-1].rows.append((row, "body"))
            return
        while len(self.open) > 1 and self.open[-1][0] > row.depth:
            self.open.pop()
        if self.loose and self._marks_time(row):
            return
        if not self.open:
            post = Post(None)
            self.posts.append(post)
            self.open.append((row.depth, post))
        if opens_note(row.words):
            self._note(row)
        self.open[-1][1].rows.append((row, _plain_kind(row)))

    def _note(self, row: Row) -> None:
        """What follows is for colleagues: the whole message, or a further one by the same author."""
        depth, post = self.open[-1]
        if post.head is None:
            return
        inside = post.head._replace(visibility="internal", role=post.head.role or "agent")
        if inside.role == "customer" or is_rule(
            row.words[:3] + row.words[-3:]
        ):  # anybody may have written it
            inside = inside._replace(author=None, role="agent", shape="note", stamp=None, address="")
        inline = post.head.body_at is not None
        if inline or any(kind == "body" and not one.blank for one, kind in post.rows):
            post = Post(inside._replace(body_at=None, first=0, last=0), [], self.day)
            self.posts.append(post)
            self.open[-1] = (depth, post)
        else:
            post.head = inside

    def _marks_time(self, row: Row) -> bool:
        """A chat's date divider, or the bare time of a further message by the same author."""
        if len(row.words) > 50 or not self.open:
            return False
        parts = take_apart(row.words)
        if parts.name or parts.stamp is None or parts.labels or parts.verb:
            return False
        post = self.open[-1][1]
        if parts.stamp.has_date and not parts.stamp.has_time:
            self.day = parts.stamp.text
            post.rows.append((row, "chrome"))
        elif parts.stamp.has_time and post.head:
            again = Post(
                post.head._replace(stamp=parts.stamp, body_at=None, first=0, last=0),
                [(row, "header")],
                self.day,
            )
            self.posts.append(again)
            self.open[-1] = (self.open[-1][0], again)
        else:
            return False
        return True


def _plain_kind(row: Row) -> Kind:
    return "chrome" if is_rule(row.words) or is_day(row.words) else "body"


def _sign(posts: Sequence[Post], fields: Fields) -> None:
    """Names the author of posts without a head: who signs it, or the reporter whom the fields name."""
    authors = {post.head.author for post in posts if post.head and post.head.author}
    for post in posts:
        if post.head is None:
            closing = [row.words.strip(" ,.!-–—") for row, _ in post.rows if not row.blank][-_CLOSING_ROWS:]
            signers = [name for name in authors if any(line in {name, name.split()[0]} for line in closing)]
            reporters = [
                name for name in authors if any(value.startswith(name) for value in fields.customers)
            ]
            post.signed = next(iter(signers if len(signers) == 1 else reporters), None)


def _settle(post: Post) -> None:
    """Marks the buttons at both ends of a post, and its signature; what has a head keeps a line."""
    body = [index for index, (row, kind) in enumerate(post.rows) if kind == "body" and not row.blank]
    least = 1 if post.head else 0
    for end in (-1, 0):
        while len(body) > least and is_button(post.rows[body[end]][0].words):
            index = body.pop(end)
            post.rows[index] = (post.rows[index][0], "chrome")
    for index in signature_rows(
        [post.rows[i][0].words for i in body], post.head.author if post.head else None
    ):
        post.rows[body[index]] = (post.rows[body[index]][0], "signature")
    _blanks(post)


def _blanks(post: Post) -> None:
    """Blank rows are what the row above them is; after a header in line with its text they are text."""
    inline = post.head is not None and post.head.body_at is not None
    for index, (row, _) in enumerate(post.rows):
        above = post.rows[index - 1][1] if index else "body"
        if row.blank and index:
            post.rows[index] = (row, "body" if inline and above == "header" else above)
