"""What the thread takes back without naming a value: "two, no, three days", 'not the "since May" I wrote'."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_READABLE = 1_500
_LONGEST_SLIP = 60
_QUOTES = frozenset('"“„«”»')
_DENYING = frozenset(
    {"after", "turned", "turns", "scratch", "forget", "ignore", "mind", "doch", "finalement", "final"}
)


class _Words(Record):
    """retractions.toml."""

    slips: tuple[str, ...]
    quoted: tuple[str, ...]
    denials: tuple[str, ...]


def standing(fact: Fact, view: View) -> Fact | None:
    """Gives a fact as the thread lets it stand: without a slip of its own, or None where it is taken back."""
    if fact.superseded:
        return fact
    if any(corrections(view).retracts(fact.text, line) for line in fact.lines):
        return None
    text = fact.text.lower()
    if any(words in text and line not in fact.lines for words, line in _withdrawn(view)):
        return None
    slip = _slip().match(straighten(fact.text))
    return fact.model_copy(update={"text": fact.text[slip.end() :]}) if slip else fact


@lru_cache(maxsize=2)
def _withdrawn(view: View) -> tuple[tuple[str, str], ...]:
    """The words that a later line takes back, with that line."""
    return tuple((words, spoken.line.id) for spoken in view.spoken for words in _taken_back(spoken))


def _taken_back(spoken: Spoken) -> Iterator[str]:
    text = straighten(spoken.text[:_READABLE])
    if text.endswith("?"):
        return
    for match in () if _QUOTES.isdisjoint(text) else _quoted().finditer(text):
        yield match["words"].lower()
    for match in () if _DENYING.isdisjoint(runs(text)) else _denied().finditer(text):
        yield next(words for words in match.groups() if words).lower()


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/retractions.toml", _Words)


@cache
def _slip() -> re.Pattern[str]:
    """The wrong words at the beginning of a statement, with a figure or a day, and what takes them back."""
    slips = "|".join(map(re.escape, _words().slips))
    return re.compile(
        rf"(?=[^.;:!?]{{0,{_LONGEST_SLIP}}}?(?:\d|day|week|month|hour|minute|tag|woche|stunde|jour|heure|día|hora))"
        rf"[^.;:!?]{{2,{_LONGEST_SLIP}}}?(?:,|\s[–—-])\s?(?:{slips})\s{{0,2}}(?=\S.{{5}})",
        re.IGNORECASE,
    )


@cache
def _quoted() -> re.Pattern[str]:
    leads = "|".join(map(re.escape, _words().quoted))
    return re.compile(rf"(?<!\w)(?:{leads})\s[\"“„«](?P<words>[^\"”“»\n]{{4,60}})[\"”“»]", re.IGNORECASE)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_words().denials)})", re.IGNORECASE)
