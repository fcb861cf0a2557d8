"""From what to what: `from 9 to 4`, `4 instead of 9`, `should be 9, it is 4`, `9 before, now 4`."""

import re
from collections.abc import Iterator, Sequence

from draft_escalation.ground.scan import words_of
from draft_escalation.ground.value import COUNTS, Value

_FROM = re.compile(r"\b(?:from|von|de|desde)\s[$€£~]?$", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|statt)(?: the)?\s[$€£~]?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|auf|à|a)\s[$€£~]?$", re.IGNORECASE)
_EARLIER = re.compile(
    r"\((?:before|previously|formerly|earlier|was|old|first(?: reported as)?|reported as):?\s[$€£~]?$",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:said|wrote|typed|reported)\s[$€£~]?$", re.IGNORECASE)
_SHOULD = re.compile(
    r"\b(?:should|must|ought to|supposed to|expected to|has to)\s"
    r"(?:be|have|read|show|get|say)(?: at)?\s[$€£~]?$"
    r"|\b(?:normal|usual|standard)(?:ly)?,?(?: [a-z]{2,12})?(?: it(?:'?s)?)?(?: is| are| was)?(?: about)?"
    r"\s[$€£~]?$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:is|has|was|had|shows?|reads?|gets?|got|are|says?)(?: at| only)?\s[$€£~]?$", re.IGNORECASE
)
_NOW_AHEAD = re.compile(
    r"\b(?:now|today|currently|at present)\b(?:\s[a-z]{1,12}){0,2}\s[$€£~]?$", re.IGNORECASE
)
_NOW = re.compile(r"(?:\s\w{1,12})?,?\s(?:now|today|since then)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\s\w{1,12})?,?\s(?:before|earlier|previously|formerly)\b", re.IGNORECASE)
_CUES = frozenset(
    [
        "from",
        "von",
        "de",
        "desde",
        "instead",
        "rather",
        "statt",
        "before",
        "previously",
        "formerly",
        "earlier",
        "was",
        "old",
        "first",
        "reported",
        "said",
        "wrote",
        "typed",
        "should",
        "must",
        "ought",
        "supposed",
        "expected",
        "has",
        "normal",
        "normally",
        "usual",
        "usually",
        "standard",
        "now",
        "today",
        "since",
    ]
)
_PAIR = 2


def moves(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Gives (from, to) of each `from 9 to 4` and `to 4 from 9`."""
    if len(values) < _PAIR or _CUES.isdisjoint(words_of(text)):
        return
    for at, one in enumerate(values):
        for other in values[at + 1 : at + 4]:
            if _akin(one, other) and _led(text, other, _EARLIER):
                yield other, one
            elif _akin(one, other) and (
                (_led(text, one, _FROM) and _led(text, other, _TO))
                or (_led(text, one, _SHOULD) and _led(text, other, _IS))
                or (_led(text, one, _SHOULD) and _led(text, other, _NOW_AHEAD))
                or (_led(text, one, _SAID) and _led(text, other, _IS))
            ):
                yield one, other
            elif (
                (_akin(one, other) and _led(text, other, _SHOULD) and not _led(text, one, _SHOULD))
                or _instead(text, one, other, neighbours=at + 1 == values.index(other))
                or (_akin(one, other) and _led(text, one, _TO) and _led(text, other, _FROM))
            ):
                yield other, one
            elif _akin(one, other):
                if _BEFORE.match(text, one.end) and _NOW.match(text, other.end):
                    yield one, other
                elif _NOW.match(text, one.end) and _BEFORE.match(text, other.end):
                    yield other, one


def _akin(one: Value, other: Value) -> bool:
    return {one.kind, other.kind} <= COUNTS or one.kind == other.kind


def _instead(text: str, one: Value, other: Value, *, neighbours: bool) -> bool:
    """Whether a count stands there instead of the next."""
    return neighbours and {one.kind, other.kind} <= COUNTS and _led(text, other, _INSTEAD)


def _led(text: str, value: Value, by: re.Pattern[str]) -> bool:
    return by.search(text, max(value.start - 24, 0), value.start) is not None
