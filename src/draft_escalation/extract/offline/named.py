"""People and companies that the prose names: "head of sales at Orchard", "a call from Hofgut Lange"."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.view import Spoken
from draft_escalation.tables import Record, read_table

_READABLE = 600
_WORD = r"[A-ZÀ-Þ][\w&'’-]{1,30}"
_NAME = rf"(?-i:{_WORD}(?:\s(?:(?:of|de|der|und|and|&)\s)?{_WORD}){{0,3}})"
_PERSON = rf"(?-i:{_WORD}(?:\s(?:(?:de|del|von|van)\s)?{_WORD}){{0,3}})"
_DOES = r"[^\W\d_]{1,20}ing\b|(?:not|still|on|able|unable|sure|new|in|now|also|so)\b"


class _Words(Record):
    """named.toml."""

    introductions: tuple[str, ...]
    of: tuple[str, ...]
    at: tuple[str, ...]
    kinds: tuple[str, ...]
    customers: tuple[str, ...]
    calls: tuple[str, ...]
    we: tuple[str, ...]
    never: frozenset[str]


@cache
def _table() -> _Words:
    return read_table(__package__, "cues/named.toml", _Words)


def _any(name: str) -> str:
    return "|".join(sorted(getattr(_table(), name), key=len, reverse=True))


@cache
def _listed(name: str) -> Listed:
    return Listed(getattr(_table(), name))


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('introductions')})\s(?P<name>{_PERSON})", re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    """A company of whoever speaks: "I am … at NAME", "at NAME we …"."""
    at = _any("at")
    return re.compile(
        rf"(?<!\w)(?:(?:{_any('introductions')})\s(?!{_DOES})[^.!?\n]{{2,80}}?\s(?:{_any('of')})\s(?P<said>{_NAME})"
        rf"|(?:{at})\s(?P<ours>{_NAME}),?\s(?:{_any('we')})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _others() -> re.Pattern[str]:
    """A company that somebody speaks of: "our customer NAME", "a call from NAME", "Clinic NAME"."""
    return re.compile(
        rf"(?<!\w)(?:(?:{_any('customers')})\s(?P<customer>{_NAME})|(?:{_any('calls')})\s(?P<caller>{_NAME})"
        rf"|(?P<kind>(?-i:{_any('kinds')})\s{_NAME}))",
        re.IGNORECASE,
    )


def person(spoken: Spoken) -> str | None:
    """Gives who introduces themselves in a line: "This is Jonas Berg, head of …" → Jonas Berg."""
    match = _person().search(spoken.text[:_READABLE])
    return match["name"] if match and _names(match["name"]) else None


def own_company(spoken: Spoken) -> str | None:
    """Gives the company that the speaker of a line is of."""
    text = spoken.text[:_READABLE]
    at_ours = _listed("at").may_stand_in(text) and _listed("we").may_stand_in(text)
    match = _own().search(text) if at_ours or _listed("introductions").may_stand_in(text) else None
    name = match and (match["said"] or match["ours"])
    return name if name and _names(name) else None


def companies(spoken: Spoken) -> Iterator[str]:
    """Gives the customers and sites that a line speaks of by name."""
    text = spoken.text[:_READABLE]
    if not any(_listed(name).may_stand_in(text) for name in ("customers", "calls", "kinds")):
        return
    for match in _others().finditer(text):
        name = match["customer"] or match["caller"] or match["kind"]
        if _names(name):
            yield name


def _names(words: str) -> bool:
    return words.split(maxsplit=1)[0].lower() not in _table().never
