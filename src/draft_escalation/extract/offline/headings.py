"""The parts of a report under headings and labels: "### Steps to reproduce", "Expected result: …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.tables import Record, read_table

_LONGEST = 90
_MARKS = re.compile(r"^[#>*_\s-]{1,12}|[*_`]{1,3}")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_LABEL = re.compile(r"^([^:?\n]{2,60}?)\s?[:?]\s{1,3}(?=\S)")
_ALTERNATIVES = re.compile(r"\s(?:and/or|and|or|und|et|y)\s|[/(]")


class _Headings(Record):
    """headings.toml."""

    fillers: frozenset[str]
    slots: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a report's part: the words of `text` belong to `slot`. `section` counts the headings."""

    slot: str
    section: int
    spoken: Spoken
    text: str


@cache
def _slots() -> dict[str, str]:
    """The slot of each heading, without its fillers."""
    table = read_table(__package__, "cues/headings.toml", _Headings)
    return {_bare(name): slot for slot, names in table.slots.items() for name in names}


@cache
def _fillers() -> frozenset[str]:
    return read_table(__package__, "cues/headings.toml", _Headings).fillers


def _bare(name: str) -> str:
    words = _WORD.findall(name.lower().replace("’", "'"))
    return " ".join([word for word in words if word not in _fillers()] or words)


def under(view: View, slot: str) -> tuple[Part, ...]:
    """Gives the lines that stand under a heading of a slot, or after its label, in the order of the thread."""
    return tuple(part for part in _parts(view) if part.slot == slot)


@lru_cache(maxsize=2)
def _parts(view: View) -> tuple[Part, ...]:
    return tuple(_read(view))


def _read(view: View) -> Iterator[Part]:
    slot, section, message = "", 0, ""
    for spoken in view.spoken:
        if spoken.message.id != message:
            slot, message = "", spoken.message.id
        named, rest = _opened(spoken.text)
        if named:
            slot, section = (named, section + 1)
            if rest:
                yield Part(slot, section, spoken, rest)
        elif is_heading(spoken.text):
            slot = ""
        elif slot:
            yield Part(slot, section, spoken, spoken.text)


def _opened(text: str) -> tuple[str, str]:
    """The slot that a line opens, and what stands after its label."""
    plain = _MARKS.sub("", text[:400]).strip()
    if label := _LABEL.match(plain):
        slot = _slots().get(_bare(label[1]), "")
        rest = _LABEL.sub("", _MARKS.sub("", text), count=1).strip()
        return slot, rest if slot else ""
    if len(plain) > _LONGEST or plain.endswith((".", "!", ",")):
        return "", ""
    name = _bare(_ALTERNATIVES.split(plain)[0])
    slot = _slots().get(name, "") or _slots().get(_bare(plain), "")
    return (slot, "") if is_heading(text) or " " in name else ("", "")


def is_heading(text: str) -> bool:
    """Whether a line is a title: marked as one, or a few words with a colon at their end."""
    short = len(text) <= _LONGEST
    return short and (
        text.startswith("#")
        or (text.startswith("**") and text.rstrip(":").endswith("**"))
        or text.endswith(":")
    )
