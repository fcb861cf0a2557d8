"""What people write under a heading or behind a label: "### Steps", "Expected: the file opens"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_MARKED = re.compile(
    r"(?:#{1,6}\s+|h[1-6]\.\s+)(?P<marked>.{1,120})$|[*_]{1,3}(?P<bold>[^*_\n]{2,80}?):?[*_]{1,3}:?$"
)
_MARKS = ("#", "h", "*", "_")
_LABEL = re.compile(
    r"(?:[-*•·]\s+|\(?\d{1,2}[.)]\s+)?[*_]{0,3}(?P<label>[^\W\d_][^:：*\n]{1,70}?)\s?[*_]{0,3}[:：][*_]{0,3}(?:\s+(?P<rest>\S.{0,4000}))?$"
)
_ITEM = re.compile(r"(?:[-*•·‣▪◦○●–]|\(?\d{1,2}[.)]|\(?[a-z]\)|\[[ xX]?\])\s+")
_WIKI_ITEM = re.compile(r"#\s+(?=\S)")
_LONE_MARK = re.compile(r"[-*•·–]$")
_SIGNS = re.compile(r"[^\w' ]+")
_INTRODUCTION = re.compile(
    r"(?P<head>[^\n]{0,400})[:：]$",
)


class _Headings(Record):
    """sections.toml: a section's headings."""

    steps: tuple[str, ...]
    expected: tuple[str, ...]
    actual: tuple[str, ...]
    environment: tuple[str, ...]
    frequency: tuple[str, ...]
    evidence: tuple[str, ...]
    start_state: tuple[str, ...]
    ruled_out: tuple[str, ...]
    tried: tuple[str, ...]
    attachments: tuple[str, ...]


class Under(NamedTuple):
    """A line of a section. `text` is what it says without label and list mark; `item`: it is a list item."""

    place: int
    spoken: Spoken
    text: str
    label: str
    item: bool


@dataclass
class _Open:
    """The section that lines fall into: strong ones (###) end at a heading, others with their paragraph.

    Under a heading in wiki markup (*…*, h3.) lines that begin with "#" are the items of a numbered list.
    """

    name: str
    label: str
    message: str
    strong: bool = False
    wiki: bool = False
    items: bool = False
    lines: int = 0


@lru_cache(maxsize=2)
def sections(view: View) -> dict[str, tuple[Under, ...]]:
    """Gives the lines of every section by its name (those of sections.toml), in the order of the thread."""
    found: dict[str, list[Under]] = {name: [] for name in _Headings.model_fields}
    for name, under in _read(view):
        found[name].append(under)
    return {name: tuple(lines) for name, lines in found.items()}


def _read(view: View) -> Iterator[tuple[str, Under]]:
    """Every line that stands in a section, with the section's name."""
    now: _Open | None = None
    lone_mark = False
    for place, spoken in enumerate(view.spoken):
        if now and now.message != spoken.message.id:
            now = None
        if _LONE_MARK.match(spoken.text):
            lone_mark = True
            continue
        item = lone_mark or "list" in spoken.line.flags
        lone_mark = False
        if now and now.wiki and _WIKI_ITEM.match(spoken.text):
            yield (
                now.name,
                Under(place, spoken, _WIKI_ITEM.sub("", spoken.text, count=1), now.label, item=True),
            )
            continue
        opened = _opening(spoken)
        if opened is not None:
            head, rest = opened
            if rest and head.name:
                yield head.name, Under(place, spoken, rest, head.label, item)
            now = head if not rest else None if head.name and item else now
            continue
        if now is not None and now.name and _belongs(now, spoken, item=item):
            now.items, now.lines = now.items or item, now.lines + 1
            yield now.name, Under(place, spoken, _ITEM.sub("", spoken.text, count=1), now.label, item)
            if not now.strong and not item and spoken.line.text.endswith("\n\n"):
                now.lines += 100
        elif now is not None and not now.strong:
            now = None


def _belongs(now: _Open, spoken: Spoken, *, item: bool) -> bool:
    """Whether a line still stands in the open section."""
    if now.strong:
        return True
    if now.items:
        return item or bool({"code", "log"}.intersection(spoken.line.flags))
    return now.lines < 100 or item


def _opening(spoken: Spoken) -> tuple[_Open, str] | None:
    """The section that a line opens ("" as name: one of no slot), and what it says behind its label."""
    text, message = straighten(spoken.text), spoken.message.id
    if {"log", "code", "table"}.intersection(spoken.line.flags):
        return None
    if marked := _MARKED.match(text) if text.startswith(_MARKS) else None:
        label = marked["marked"] or marked["bold"]
        headed = _section_of(label) or ""
        wiki = bool(headed) and not text.startswith("#")
        return _Open(headed, label.strip(" :*_"), message, strong=True, wiki=wiki), ""
    if label := _LABEL.match(text) if ":" in text or "：" in text else None:
        name = _section_of(label["label"]) if label["rest"] else _section_of(label["label"], anywhere=True)
        if name or not label["rest"]:
            return _Open(name or "", label["label"].strip(), message), label["rest"] or ""
    if text.endswith(":"):
        return _Open(_section_of(text, anywhere=True) or "", text.rstrip(":"), message), ""
    return None


@lru_cache(maxsize=256)
def _section_of(heading: str, *, anywhere: bool = False) -> str | None:
    """The section that a heading names: it begins with one of its names, or holds one of several words."""
    words = " ".join(_SIGNS.sub(" ", heading.lower()).split())
    for name, names in _names().items():
        if any(
            words == one or (words.startswith(one + " ") and len(words) <= len(one) + 30) for one in names
        ):
            return name
    if anywhere:
        tail = f" {words} "
        for name, names in _names().items():
            if any(f" {one} " in tail for one in names if " " in one):
                return name
    return None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    table = read_table(__package__, "cues/sections.toml", _Headings)
    return {
        name: tuple(sorted(getattr(table, name), key=len, reverse=True)) for name in _Headings.model_fields
    }
