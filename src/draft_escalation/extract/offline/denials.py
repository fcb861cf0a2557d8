"""Figures that somebody denies later: "it wasn't 700, more like 70", "I wrote the 25th, it was the 28th"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.ground.superseded import Correction
from draft_escalation.ground.value import Value
from draft_escalation.ground.values import values_in
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_READABLE = 1_500
_APART = 80
_LAST_DAY = 31
_FIGURE = r"(?P<old>\d{1,9}(?:[.,]\d{1,3}){0,3})(?P<nth>st|nd|rd|th|er|\.)?(?![\w:])"


class _Words(Record):
    """denials.toml."""

    denied: tuple[str, ...]
    between: tuple[str, ...]
    recanted: tuple[str, ...]
    turns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Denial:
    figure: str
    is_day: bool
    rest: str


def denials(view: View) -> tuple[Correction, ...]:
    """Gives what these lines correct in earlier ones: the old figure, and the one that replaces it.

    The new one is "" where it is of another kind, so that it cannot stand in the old one's place.
    """
    return tuple(
        one
        for place, spoken in enumerate(view.spoken)
        for denial in _denied(straighten(spoken.text[:_READABLE]))
        for one in _corrections(denial, spoken, view.spoken[:place])
    )


def _denied(text: str) -> Iterator[_Denial]:
    if text.endswith("?") or not any(map(str.isdigit, text)) or runs(text).isdisjoint(_leads()):
        return
    for name in ("denied", "recanted"):
        for match in _pattern(name).finditer(text):
            rest = text[match.end() : match.end() + _APART]
            if any(map(str.isdigit, rest)):
                yield _Denial(match["old"], match["nth"] is not None, rest)


def _corrections(denial: _Denial, spoken: Spoken, before: tuple[Spoken, ...]) -> Iterator[Correction]:
    """One for each wording that earlier lines give the figure."""
    said: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for one in before:
        if denial.figure in one.text:
            for value in _meant(denial, one.text):
                words = value.text.rstrip(".")
                said.setdefault(words, []).append(one.line.id)
                kinds[words] = value.kind
    for words, lines in said.items():
        yield Correction(words, _new(denial, words, kinds[words]), tuple(lines), (spoken.line.id,))


def _new(denial: _Denial, words: str, kind: str) -> str:
    """What stands in the denied one's place: a value of its kind, or another day of the same month."""
    for value in values_in(denial.rest):
        if value.kind == kind:
            return value.text.rstrip(".")
        day = kind == "date" and value.kind == "number" and value.text.isdecimal()
        if day and int(value.text) <= _LAST_DAY:
            return words.replace(denial.figure, value.text, 1)
    return ""


def _meant(denial: _Denial, text: str) -> Iterator[Value]:
    """The values of an earlier line that the denied figure may be; a day of the month is a date's."""
    for value in values_in(text[:_READABLE]):
        if value.kind == "date":
            if denial.figure in re.findall(r"\d+", value.text):
                yield value
        elif not denial.is_day and value.text == denial.figure:
            yield value


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/denials.toml", _Words)


@cache
def _leads() -> frozenset[str]:
    """A word of every denial and of every recantation."""
    words = _words()
    return frozenset(re.findall(r"[^\W\d_]+", " ".join((*words.denied, *words.recanted))))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _words()
    denied, recanted = "|".join(words.denied), "|".join(words.recanted)
    between, turns = "|".join(words.between), "|".join(words.turns)
    forms = {
        "denied": rf"(?<!\w)(?:{denied})\s(?:(?:{between})\s){{0,2}}[~#]?{_FIGURE}",
        "recanted": rf"(?<!\w)(?:{recanted})(?!\w)[^.;:!?\d]{{0,40}}{_FIGURE}"
        rf"(?=[^?]{{1,50}}?(?<!\w)(?:{turns})(?!\w))",
    }
    return re.compile(forms[name], re.IGNORECASE)
