"""Recognises the lines that open a message: an author and a time, in whatever order and dress."""

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from draft_escalation.thread.model import Role, Visibility
from draft_escalation.thread.paste.stamps import Stamp, find_stamps
from draft_escalation.thread.paste.words import Label, Phrases, any_of, tokens_of, words

Strength = Literal["sure", "likely", "maybe"]

_LONGEST = 160
_ASIDE_AT_MOST = 100
_RULED = frozenset("-–—=*_")
_INLINE = 120
_HOLE = "\x00"
_MAIL = re.compile(r"[<(\[]{0,2}(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})[>)\]]{0,2}")
_NUMBER = re.compile(r"^[#(]{0,2}\d{1,4}[.)]{0,2}(?=\s)|#\d{1,6}\b")
_FORUM_NAME = re.compile(r"(?<![\w/])u/(?=\w)")
_EDGE = " \t|·•—–-,:;()[]*_~#>@\"'“”…✓✔\u200b\u00a0"
_MARKS = "\u200e\u200f\u202a\u202b\u202c"
_ASIDE = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,40})\]|\|\s{0,3}([^|]{1,60})$")
_EMPLOYER = re.compile(
    r"(?<=\w)(?<![Mm]ail)(?<![Cc]hat)(?<![Rr]eply)\s(?:from|at|bei|chez)\s[A-Z][\w.&-]{1,30}(?:\s[A-Z][\w.&-]{1,30}){0,2}(?![\w@])"
)
_WORD = re.compile(r"[^\W_](?:[\w.'’&+-]|@(?=\w)){0,39}\.?")


_BADGE = re.compile(r"[\[(][A-Z][A-Z0-9 ]{1,14}[\])]|(?<=[\w*])\s{0,3}\([^()\x00]{1,60}\)")
_NAME_SHAPE = re.compile(r"\w+(?:[\s.'’-]{1,2}\w+){0,8}")
_BLANKS = re.compile(r"\s+")
_SPLIT = re.compile(r"[\x00\x01]|\s[-–—·|•/]\s|\s{2,}|\t|,\s")
_MOST_BLANKS = 24


class Head(NamedTuple):
    """What opens a message: the rows it takes (inclusive), who, when, and how sure that is.

    `body_at` is the character where the message begins on the same row, None where it begins on the next.
    `shape` is what the header looks like without its values: headers of one thread look alike. `quoted`
    heads open a copy of an earlier mail; `event` is a record that the tool made.
    """

    first: int
    last: int
    author: str | None
    stamp: Stamp | None
    shape: str
    strength: Strength
    address: str = ""
    body_at: int | None = None
    role: Role | None = None
    visibility: Visibility | None = None
    subject: str | None = None
    quoted: bool = False
    event: bool = False
    automatic: bool = False


class Parts(NamedTuple):
    """A row taken to pieces: what is left when stamps, addresses, badges and header words are out."""

    name: str
    stamp: Stamp | None
    address: str
    labels: tuple[Label, ...]
    verb: bool
    shape: str

    @property
    def bare(self) -> bool:
        """Whether nothing is left that could be a name."""
        return not self.name

    @property
    def role(self) -> Role | None:
        """The role that a badge gives."""
        roles = [label.role for label in self.labels if label.role]
        return "system" if "system" in roles else next(iter(roles), None)

    @property
    def visibility(self) -> Visibility | None:
        """Who may read, as a badge says."""
        return next((label.visibility for label in self.labels if label.visibility), None)


@cache
def _furniture() -> tuple[Phrases, Phrases, Phrases, dict[str, Label]]:
    table = words()
    labels = {word: label for label in table.label for word in label.words}
    frame = r"(?<![\w.@-]){}(?![\w@-]|\.\w)"
    return Phrases(table.verbs, frame), Phrases(table.joints, frame), Phrases(labels, frame), labels


@lru_cache(maxsize=4096)
def take_apart(row: str) -> Parts:
    """Takes a (short) row to pieces."""
    stamps = find_stamps(row)
    rest = row
    for one in reversed(stamps):
        rest = rest[: one.start] + _HOLE + rest[one.end :]
    rest = _FORUM_NAME.sub("", _EMPLOYER.sub("", rest))
    address = _MAIL.search(rest) if "@" in rest else None
    rest = _MAIL.sub(" ", rest) if address else rest
    rest, found, verb = _without_furniture(rest)
    shape = _BLANKS.sub(" ", _NAME_SHAPE.sub("N", _NUMBER.sub("#", rest.replace("\x01", " ")))).strip()
    joints = _furniture()[1].pattern_for(tokens_of(rest))
    rest = _BADGE.sub(" ", _NUMBER.sub(" ", rest))
    rest = joints.sub(" \x01 ", rest) if joints else rest
    names = [name for part in _SPLIT.split(rest) if (name := part.strip(_EDGE))]
    best = max(stamps, key=lambda one: (one.has_date, one.has_time), default=None)
    return Parts(" / ".join(names), best, address[1] if address else "", found, verb, shape)


def _without_furniture(rest: str) -> tuple[str, tuple[Label, ...], bool]:
    """A row without its verbs and badges, the badges found, and whether there was a verb."""
    verbs, _, labels, by_word = _furniture()
    alone = rest.strip(_EDGE + _HOLE).lower()
    if alone in by_word:
        return rest.lower().replace(alone, " "), (by_word[alone],), False
    tokens = tokens_of(rest)
    said: list[str] = []

    def note(match: re.Match[str]) -> str:
        said.append(" ".join(match.group().lower().split()))
        return " \x01 "

    verb = False
    for phrases in (verbs, labels):
        if pattern := phrases.pattern_for(tokens):
            rest = pattern.sub(note, rest)
        verb = verb or (phrases is verbs and bool(said))
    return rest, tuple(by_word[word] for word in said if word in by_word), verb


def person(name: str) -> bool:
    """Whether this could be somebody's name or login."""
    names = words().names
    if not 1 <= len(name) <= 60 or name.lower() in names.never or name.startswith(("http", "www.")):
        return False
    plain = _ASIDE.sub(" ", name).split()
    if not plain or len(plain) > 5 or not all(_WORD.fullmatch(word) for word in plain):
        return False
    if plain[0].lower() in names.never or not any(char.isalpha() for char in plain[0]):
        return False
    if plain[0].lower() in names.days:
        return len(plain) > 1 and all(
            word[0].isupper() and word.lower() not in names.of_a_day for word in plain
        )
    if len(plain) == 1:
        return len(plain[0]) > 1
    return all(not word[0].islower() or word in names.particles for word in plain) or (
        name.islower() and len(plain) == 2
    )


def whole_row(index: int, row: str) -> Head | None:
    """A row that is nothing but author and time (with badges, numbers, `commented`, separators)."""
    if len(row) > _LONGEST or row.count(" ") > _MOST_BLANKS or not find_stamps(row):
        return None
    parts = take_apart(row)
    if parts.stamp is None:
        return None
    name = parts.name if person(parts.name) or (parts.bare and parts.address) else _called(row, parts)
    if name is None:
        return None
    sure = parts.verb or (
        parts.stamp.has_date and parts.stamp.has_time and (row.startswith(("@", "#")) or row.endswith(":"))
    )
    return Head(
        index, index, name or None, parts.stamp, f"row {parts.shape}", "sure" if sure else "likely",
        address=parts.address, role=parts.role, visibility=parts.visibility,
    )  # fmt: skip


def _called(row: str, parts: Parts) -> str | None:
    """Whom a row names beside other words: `CUSTOMER (Ana, IT)  Mon 10:20`, `#3 ana, since 2022, …`."""
    stamp = parts.stamp
    if stamp is None:
        return None
    first = parts.name.partition(" / ")[0]
    if stamp.has_date and stamp.has_time and row[0] in "-–—#@=*" and person(first):
        return first
    words = _BADGE.sub(" ", row[: stamp.start] + row[stamp.end :]).strip(_EDGE)
    label = _furniture()[3].get(words.lower())
    return words if label and label.role else None


def opens_note(row: str) -> bool:
    """Whether a row says that what follows is for colleagues: `Internal note: …`, `--- mod note ---`."""
    note = _notes().match(row) if ":" in row[:_ASIDE_AT_MOST] or row[:1] in _RULED else None
    return bool(note and (row[note.end() - 1] == ":" or not row[note.end() :].strip(_EDGE + "=")))


@cache
def _notes() -> re.Pattern[str]:
    internal = {word for label in words().label if label.visibility == "internal" for word in label.words}
    telling = any_of(word for word in internal if " " in word or word.startswith(("intern", "hand")))
    return re.compile(
        rf"[*_\[(]{{0,3}}(?:{telling}|[^\W\d_]{{2,20}}['’]s\snotes?)[\])*_]{{0,3}}\s?(?:\([^()]{{1,60}}\)\s?)?:"
        rf"|[-–—=*_]{{3,90}}\s?(?:[^\W\d_]{{2,20}}\s){{0,2}}{any_of(internal)}\b[^\n]{{0,50}}?[-–—=*_]{{3,90}}$",
        re.IGNORECASE,
    )


_LEAD = re.compile(r"[\s\[(*_•|-]{0,6}\x00[\])*_]{0,3}\s{0,3}(?:[-–—|:·]\s{0,3})?")
_TURN = re.compile(r"[*_@\[]{0,3}([^\W_][^:\n\x00]{0,59}?)[*_\]]{0,3}\s?:[*_]{0,2}(?=\s)\s{0,4}(?=\S)")
_CELL = re.compile(
    r"<@?([^<>:\n\x00]{2,40})>\s{1,4}(?=\S)|([^|<>:\n\x00]{2,40}?)\s{0,4}(?:\||\t)\s{0,4}(?=\S)"
)
"""An author in a cell of a table or in angle brackets: `10:32 | ana | hello`, `10:32 <ana> hello`."""
_CONTACT = re.compile(r"([^:\n\x00]{2,60}):\s{1,4}(?=\S)")
_PHONE = re.compile(r"\+?\d[\d\s()./-]{5,20}\d")
_PICTURES = re.compile(r"[^\w\s.'’&+()/|,–-]{1,40}")
_BETWEEN = re.compile(r"\s[-–&+|/]\s|,\s|\s&\s")
_TRAIL = re.compile(
    r"[*_@•-]{0,3}\s?([^\W_][^:\n\x00\[(]{0,59}?)[*_]{0,2}\s{0,3}[,\[(-]{0,2}\s{0,2}\x00[\])]?\s{0,2}:[*_]{0,2}\s{1,4}(?=\S)"
)


def inline(index: int, row: str, offset: int) -> Head | None:
    """A row whose header is followed by the message itself: `[10:32] ana: hello`, `Ana (10:32): hello`."""
    stamps = find_stamps(row[:_INLINE])
    if not stamps:
        return None
    stamp = stamps[0]
    if stamp.start > 60:
        return None
    rest = row[: stamp.start] + _HOLE + row[stamp.end : stamp.end + 90]
    grown = len(stamp.text) - 1
    if trail := _TRAIL.match(rest):
        return _spoken(index, trail[1], stamp, "trail", offset + trail.end() + grown)
    lead = _LEAD.match(rest)
    if lead is None:
        return None
    for turn in filter(None, (_TURN.match(rest, lead.end()), _CELL.match(rest, lead.end()))):
        who, end = turn[1] or turn[2], offset + turn.end() + grown
        if head := _spoken(index, who, stamp, "lead " + lead.group().strip(), end):
            return head
    if (said := _CONTACT.match(rest, lead.end())) and stamp.has_date and contact(said[1]):
        name = said[1].strip(_EDGE + _MARKS)
        return Head(
            index, index, name, stamp, "lead " + lead.group().strip(), "maybe",
            body_at=offset + said.end() + grown,
        )  # fmt: skip
    if rest[lead.end() :] and stamp.has_date:
        return Head(
            index,
            index,
            None,
            stamp,
            "note " + lead.group().strip(),
            "maybe",
            body_at=offset + lead.end() + grown,
        )
    return None


def contact(name: str) -> bool:
    """Whether a chat may list somebody so: `~ Ana`, `Ana - Loft & Co`, `Ana 🌻`, a phone number."""
    bare = _PICTURES.sub(" ", name).strip(_EDGE + _MARKS)
    return bool(_PHONE.fullmatch(name.strip("~ \u00a0" + _MARKS))) or all(
        person(part) and not (part.islower() and " " in part)
        for part in map(" ".join, map(str.split, _BETWEEN.split(bare)))
    )


def turn(index: int, row: str, offset: int) -> Head | None:
    """A row of a transcript: `Agent: hello`, `Ana: hello`."""
    match = _TURN.match(row[:_INLINE])
    return _spoken(index, match[1], None, "turn", offset + match.end()) if match else None


def _spoken(index: int, said_by: str, stamp: Stamp | None, shape: str, body_at: int) -> Head | None:
    parts = take_apart(said_by)
    name = parts.name if any(map(str.isalpha, parts.name)) else ""  # `Visitor 8812` is called so
    if parts.stamp or not (person(name) or (not name and parts.labels)):
        return None
    author = name or (None if parts.visibility else said_by.strip(_EDGE))
    return Head(
        index,
        index,
        author,
        stamp,
        shape,
        "maybe",
        body_at=body_at,
        role=parts.role,
        visibility=parts.visibility,
    )


def with_badges(head: Head, parts: Parts, last: int) -> Head:
    """The head with what a following row of badges or times adds."""
    return head._replace(
        last=last, stamp=head.stamp or parts.stamp, role=head.role or parts.role,
        visibility=head.visibility or parts.visibility, address=head.address or parts.address,
    )  # fmt: skip
