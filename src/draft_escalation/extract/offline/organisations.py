"""Organisations by their names, in a ticket's head, a signature or prose: "Got Brimmel Foods"."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.view import Spoken
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Line
from draft_escalation.thread.paste.heads import take_apart

_READABLE = 600
_WORD = r"[A-ZÀ-Þ][\w'’-]{1,30}"
_JOINED = rf"(?:\s(?:(?:of|the|and|&|de|des|du|la|der|von|zum|zur|am|y|et|di)\s){{0,2}}{_WORD})"


_BRACKETS = re.compile(r"[^\S\n]{0,3}\((?P<name>[A-ZÀ-Þ][^()@:/\d\n]{2,40})\)")
_SMALL = frozenset({"of", "the", "and", "&", "de", "du", "des", "la", "der", "von", "y", "et", "di", "for"})


_VALUE_END = re.compile(r"\s?[(\[|<]|\.\s|;\s|\s[–—-]\s")
_CELL_END = re.compile(r"[^\S\n]{2,}|\t|\n|\s[|·•]\s")
_LONGEST_VALUE = 80
_ONLY_NAMES = re.compile(
    rf"{_WORD}(?:\s{_WORD}){{0,2}}(?:,\s{_WORD}(?:\s{_WORD}){{0,2}}){{0,4}},?\s(?:and|&|und|et|y|e)\s{_WORD}(?:\s{_WORD}){{0,2}}\.?"
)
_ROW = re.compile(
    rf"[>\s|]{{0,12}}({_WORD}(?:\s(?:&\s)?{_WORD}){{0,3}}(?:[^\S\n]{{2,20}}|\s[|:–-]\s)\d[\d.,]{{0,12}}(?:\s[a-z]{{3,20}})?)[\s|]{{0,8}}"
)


class _Words(Record):
    """organisations.toml."""

    opens: tuple[str, ...]
    ends: tuple[str, ...]
    leads: tuple[str, ...]
    labels: tuple[str, ...]
    others: tuple[str, ...]
    small: tuple[str, ...]
    never: frozenset[str]


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/organisations.toml", _Words)


@cache
def _listed() -> Listed:
    return Listed((*_words().opens, *_words().ends), patterns=True)


@cache
def _leads() -> Listed:
    return Listed(_words().leads)


@cache
def _labels() -> Listed:
    return Listed(_words().labels)


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, _words().labels))
    return re.compile(
        rf"(?:^\W{{0,4}}|[.;,]\s)(?:{labels})\s?[:=]\s?(?P<value>(?-i:[A-ZÀ-Þ]).{{1,200}})", re.IGNORECASE
    )


@cache
def _kinds() -> re.Pattern[str]:
    """A name by the word that opens it or ends it: "Hotel Krone Tallberg", "Marrow Hill School"."""
    opens, ends = "|".join(_words().opens), "|".join(_words().ends)
    small = "|".join(_words().small)
    return re.compile(
        rf"(?<![\w@.-])(?:(?:{opens})\s(?:(?:des|du|de|la|zum|zur|am|di|del)\s){{0,2}}{_WORD}{_JOINED}{{0,3}}"
        rf"|(?!(?:{small})\s){_WORD}{_JOINED}{{0,3}}?\s(?:&\s)?(?:{ends})(?:\s(?:{ends})){{0,2}})(?![\w-])"
    )


@cache
def _led() -> re.Pattern[str]:
    """A name of two words and more behind a word that makes it a customer's."""
    leads = "|".join(map(re.escape, _words().leads))
    return re.compile(rf"(?<!\w)(?i:{leads})\s(?P<name>{_WORD}{_JOINED}{{1,3}})")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_words().others)})(?!\w)", re.IGNORECASE)


def named(text: str) -> Iterator[str]:
    """Gives the organisations that a text names."""
    text = text[:_READABLE]
    if not _listed().may_stand_in(text):
        return
    for match in _kinds().finditer(text):
        if match[0] not in _words().never:
            yield match[0]


def led(text: str) -> Iterator[str]:
    """Gives names that a note calls its customer: "call Wickford Barns - all tills blank"."""
    if _leads().may_stand_in(text):
        yield from (match["name"] for match in _led().finditer(text[:_READABLE]))


def labelled(text: str) -> Iterator[str]:
    """Gives whom notes name behind a label: "who: Aurelio, foreman, Baltic Crane Hire (silver plan)"."""
    if not _labels().may_stand_in(text) or (match := _label().search(text[:_READABLE])) is None:
        return
    value = _VALUE_END.split(match["value"], maxsplit=1)[0].strip(" .,;-–—")
    if value and len(value) <= _LONGEST_VALUE:
        yield value


def only_names(text: str) -> Iterator[str]:
    """Gives the names of a line that says nothing else: "Orrery Apps and Pennyfarthing."."""
    if _ONLY_NAMES.fullmatch(text) and text.partition(" ")[0] not in _words().small:
        yield text.rstrip(".")


def row(text: str) -> str | None:
    """Gives a row of a table with a name and a figure, blanks folded: "PaperBoy Weekly 5,870"."""
    match = _ROW.fullmatch(text)
    return " ".join(match[1].split()) if match else None


def in_head(line: Line) -> str | None:
    """Gives the organisation in a ticket's head or a signature; the first where it names several."""
    cells = (" ".join(cell.split()) for cell in _CELL_END.split(line.text))
    return next((name for cell in cells for name in named(cell)), None)


def beside(name: str, text: str) -> str | None:
    """Gives the organisation in brackets right behind somebody's name: "Ana Sol (Lumen Books)"."""
    at = text.find(name)
    match = _BRACKETS.match(text, at + len(name)) if at >= 0 else None
    if match is None or take_apart(match["name"]).labels:
        return None
    called = match["name"].partition(",")[0].strip()
    large = all(word[0].isupper() or word in _SMALL for word in called.split())
    return called if large and called not in _words().never else None


def others_too(spoken: Spoken) -> bool:
    """Whether a line says that others whom it names have it too."""
    return _others().search(spoken.text[:_READABLE]) is not None
