"""Recognises the lines that open a message: an author and a time, in whatever order and dress."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from draft_escalation.thread.model import Role, Visibility
from draft_escalation.thread.paste.stamps import Stamp, find_stamps
from draft_escalation.thread.paste.words import Label, any_of, words

Strength = Literal["sure", "likely", "maybe"]

_LONGEST = 160
_INLINE = 120
_HOLE = "\x00"
_MAIL = re.compile(r"[<(\[]{0,2}(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})[>)\]]{0,2}")
_NUMBER = re.compile(r"^[#(]{0,2}\d{1,4}[.)]{0,2}(?=\s)|#\d{1,6}\b")
_EDGE = " \t|·•—–-,:;()[]*_~#>@\"'“”…✓✔\u200b\u00a0"
_ASIDE = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,40})\]|\|\s{0,3}([^|]{1,60})$")
_WORD = re.compile(r"[^\W_](?:[\w.'’&+-]|@(?=\w)){0,39}\.?")


@dataclass(frozen=True, slots=True)
class Head:
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


@dataclass(frozen=True, slots=True)
class Parts:
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
        return next((label.role for label in self.labels if label.role), None)

    @property
    def visibility(self) -> Visibility | None:
        """Who may read, as a badge says."""
        return next((label.visibility for label in self.labels if label.visibility), None)


@cache
def _furniture() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, Label]]:
    table = words()
    labels = {word: label for label in table.label for word in label.words}
    edge = r"(?<![\w.@-]){}(?![\w@-]|\.\w)"
    verbs = re.compile(edge.format(any_of(table.verbs)), re.IGNORECASE)
    joints = re.compile(edge.format(any_of(table.joints)), re.IGNORECASE)
    return verbs, joints, re.compile(edge.format(any_of(labels)), re.IGNORECASE), labels


def take_apart(row: str) -> Parts:
    """Takes a row to pieces; every piece is looked for in at most 160 characters."""
    stamps = find_stamps(row)
    rest = row
    for one in reversed(stamps):
        rest = rest[: one.start] + _HOLE + rest[one.end :]
    address = _MAIL.search(rest)
    rest = _MAIL.sub(" ", rest)
    verbs, joints, labels, by_word = _furniture()
    verb = verbs.search(rest)
    found: list[Label] = []

    def note(match: re.Match[str]) -> str:
        found.append(by_word[" ".join(match.group().lower().split())])
        return " \x01 "

    alone = rest.strip(_EDGE + _HOLE).lower()
    if alone in by_word:
        found, rest = [by_word[alone]], rest.lower().replace(alone, " ")
    else:
        for aside in verbs.finditer(rest):
            if (said := " ".join(aside.group().lower().split())) in by_word:
                found.append(by_word[said])
        rest = verbs.sub(" \x01 ", rest)
        rest = labels.sub(note, rest)
    shape = re.sub(r"\w+(?:[\s.'’-]{1,2}\w+){0,8}", "N", _NUMBER.sub("#", rest.replace("\x01", " ")))
    shape = re.sub(r"\s+", " ", shape).strip()
    rest = joints.sub(" \x01 ", _NUMBER.sub(" ", rest))
    names = [part.strip(_EDGE) for part in re.split(r"[\x00\x01]|\s[-–—·|•/]\s|\s{2,}|\t|,\s", rest)]
    names = [name for name in names if name]
    name = names[0] if len(names) == 1 else " / ".join(names)
    best = max(stamps, key=lambda one: (one.has_date, one.has_time), default=None)
    return Parts(name, best, address[1] if address else "", tuple(found), bool(verb), shape)


def person(name: str) -> bool:
    """Whether this could be somebody's name or login."""
    names = words().names
    if not 1 <= len(name) <= 60 or name.lower() in names.never or name.startswith(("http", "www.")):  # noqa: PLR2004
        return False
    plain = _ASIDE.sub(" ", name).split()
    if not plain or len(plain) > 5 or not all(_WORD.fullmatch(word) for word in plain):  # noqa: PLR2004
        return False
    if plain[0].lower() in names.never or not any(char.isalpha() for char in plain[0]):
        return False
    if len(plain) == 1:
        return len(plain[0]) > 1
    return all(not word[0].islower() or word in names.particles for word in plain) or name.islower() and len(plain) == 2  # noqa: PLR2004


def whole_row(index: int, row: str) -> Head | None:
    """A row that is nothing but author and time (with badges, numbers, `commented`, separators)."""
    if not row or len(row) > _LONGEST:
        return None
    parts = take_apart(row)
    if parts.stamp is None or not (person(parts.name) or (parts.bare and parts.address)):
        return None
    sure = parts.verb or (parts.stamp.has_date and parts.stamp.has_time and (row.startswith(("@", "#")) or row.endswith(":")))
    return Head(
        index, index, parts.name or None, parts.stamp, f"row {parts.shape}", "sure" if sure else "likely",
        address=parts.address, role=parts.role, visibility=parts.visibility,
    )  # fmt: skip


_LEAD = re.compile(r"[\s\[(*_•-]{0,6}\x00[\])*_]{0,3}\s{0,3}(?:[-–—|:·]\s{0,3})?")
_TURN = re.compile(r"[*_@\[]{0,3}([^\W_][^:\n\x00]{0,59}?)[*_\]]{0,3}\s?:[*_]{0,2}(?=\s)\s{0,4}(?=\S)")
_TRAIL = re.compile(r"[*_@•-]{0,3}\s?([^\W_][^:\n\x00\[(]{0,59}?)[*_]{0,2}\s{0,3}[,\[(-]{0,2}\s{0,2}\x00[\])]?\s{0,2}:[*_]{0,2}\s{1,4}(?=\S)")


def inline(index: int, row: str, offset: int) -> Head | None:
    """A row whose header is followed by the message itself: `[10:32] ana: hello`, `Ana (10:32): hello`."""
    stamps = find_stamps(row[:_INLINE])
    if not stamps:
        return None
    stamp = stamps[0]
    if stamp.start > 60:  # noqa: PLR2004
        return None
    rest = row[: stamp.start] + _HOLE + row[stamp.end : stamp.end + 90]
    grown = len(stamp.text) - 1
    if trail := _TRAIL.match(rest):
        return _spoken(index, trail[1], stamp, "trail", offset + trail.end() + grown)
    lead = _LEAD.match(rest)
    if lead is None:
        return None
    if turn := _TURN.match(rest, lead.end()):
        head = _spoken(index, turn[1], stamp, "lead " + lead.group().strip(), offset + turn.end() + grown)
        if head:
            return head
    if rest[lead.end() :] and stamp.has_date:
        return Head(index, index, None, stamp, "note " + lead.group().strip(), "maybe", body_at=offset + lead.end() + grown)
    return None


def turn(index: int, row: str, offset: int) -> Head | None:
    """A row of a transcript: `Agent: hello`, `Ana: hello`."""
    match = _TURN.match(row[:_INLINE])
    return _spoken(index, match[1], None, "turn", offset + match.end()) if match else None


def _spoken(index: int, said_by: str, stamp: Stamp | None, shape: str, body_at: int) -> Head | None:
    parts = take_apart(said_by)
    name = parts.name
    if parts.stamp or not (person(name) or (not name and parts.labels)):
        return None
    author = name or said_by.strip(_EDGE)
    return Head(
        index, index, author, stamp, shape, "maybe", body_at=body_at, role=parts.role, visibility=parts.visibility
    )


def with_badges(head: Head, parts: Parts, last: int) -> Head:
    """The head with what a following row of badges or times adds."""
    return replace(
        head, last=last, stamp=head.stamp or parts.stamp, role=head.role or parts.role,
        visibility=head.visibility or parts.visibility, address=head.address or parts.address,
    )  # fmt: skip
