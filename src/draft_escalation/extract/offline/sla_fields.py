"""Targets of an SLA in the ticket's head, in their words: "Time to resolution: 4h, breached 31m ago"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from draft_escalation.brief.model import SlaStatus
from draft_escalation.extract.offline.view import View
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Line

_CELL_END = re.compile(r"\t|[^\S\n]{2,20}(?=[A-ZÀ-Þ])|[^\S\n]{1,9}[|•][^\S\n]{1,9}|\n")
_SPAN = r"(?:(?P<{long}>\d{{1,3}}\s?(?:d|days?|h|hrs?|hours?))\s?)?(?:\d{{1,2}}\s?(?:m|mins?|minutes?))?"
_LEFT = re.compile(
    rf"(?<![\w.,]){_SPAN.format(long='long')}\s(?:left|remaining|to\sgo)(?!\w)"
    rf"|(?:^\W{{0,3}}|\b(?:due|ends|expires|breach|breaches)\s)in\s(?=\d){_SPAN.format(long='due')}(?!\w)",
    re.IGNORECASE,
)
"""What is left of the time: minutes alone where neither group holds anything."""
_FIGURE = re.compile(
    r"\d\s?(?:h|hrs?|hours?|d|days?|m|mins?|minutes?|std|stunden|heures|horas)(?!\w)|\d:\d\d"
)


class _Words(Record):
    """sla_fields.toml: patterns of the targets' names, and words that say how one stands."""

    targets: tuple[str, ...]
    breached: tuple[str, ...]
    at_risk: tuple[str, ...]
    within: tuple[str, ...]


class Target(NamedTuple):
    """A target with its words ("Time to resolution 4h remaining"), its line and how it stands."""

    text: str
    line: Line
    status: SlaStatus | None


def targets(view: View) -> Iterator[Target]:
    """Gives the targets in the ticket's head; one without a span of time or a standing is none.

    A head may lead into a message of nobody's name.
    """
    heads = (one for one in view.thread.messages if one.id == "m0" or one.author is None)
    for line in (line for message in heads for line in message.lines):
        for cell in _cells(line.text):
            if match := _target().fullmatch(cell):
                status = standing(match["value"])
                if status or _FIGURE.search(match["value"]):
                    yield Target(" ".join(cell.split()), line, status)


def standing(words: str) -> SlaStatus | None:
    """Gives how a target stands by the words of its field; at risk with less than an hour left."""
    left = _LEFT.search(words)
    if _pattern("breached").search(words):
        return "breached"
    if _pattern("at_risk").search(words) or (left and not (left["long"] or left["due"])):
        return "at_risk"
    return "within" if left or _pattern("within").search(words) else None


def _cells(text: str) -> Iterator[str]:
    """The cells of a row, the name of a target with the value behind it."""
    name = ""
    for cell in filter(None, map(str.strip, _CELL_END.split(text))):
        if _name().fullmatch(cell):
            name = f"{cell.rstrip(': ')}: "
            continue
        yield name + cell
        name = ""


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/sla_fields.toml", _Words)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words().targets)})\s?:?", re.IGNORECASE)


@cache
def _target() -> re.Pattern[str]:
    names = "|".join(_words().targets)
    return re.compile(rf"(?:{names})(?:\s?[:=]\s?|\s{{1,9}})(?P<value>\S.{{0,150}})", re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(getattr(_words(), name))
    return re.compile(rf"(?<!\w)(?<!not\s)(?<!yet\s)(?:{words})(?!\w)", re.IGNORECASE)
