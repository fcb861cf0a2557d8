"""What the thread takes back without naming a value: "two, no, three days", 'not the "since May" I wrote'."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from draft_escalation.brief.model import Fact, Reference, Tried
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_READABLE = 1_500
_LONGEST_SLIP = 60
_TELLING = 5
_CLAUSE_END = re.compile(r"[,;:]\s|\s[–—-]\s")
_QUOTES = frozenset('"“„«”»')
_DENYING = frozenset(
    {
        "off",
        "critical",
        "urgent",
        "blocker",
        "emergency",
        "after",
        "turned",
        "turns",
        "scratch",
        "forget",
        "ignore",
        "mind",
        "doch",
        "finalement",
        "final",
    }
)


class _Words(Record):
    """retractions.toml."""

    slips: tuple[str, ...]
    quoted: tuple[str, ...]
    denials: tuple[str, ...]


def standing(fact: Fact, view: View) -> Fact | None:
    """Gives a fact as the thread lets it stand: put right, without its slip, or None where taken back."""
    if fact.superseded:
        return fact
    if right := _put_right(fact, view):
        return right
    said = f"{fact.text} {fact.basis or ''}"
    if any(corrections(view).retracts(said, line) for line in fact.lines):
        return _before_it(fact, view)
    text, places = fact.text.lower(), _places(view)
    last = max((places.get(line, -1) for line in fact.lines), default=-1)
    if any(words in text and last < place for words, place in _withdrawn(view)):
        return None
    slip = _slip().match(straighten(fact.text))
    return fact.model_copy(update={"text": fact.text[slip.end() :]}) if slip else fact


def standing_attempt(one: Tried, view: View) -> Tried | None:
    """Gives an attempt as it stands: None where the action is taken back, else without such a result."""
    action, result = standing(one.action, view), standing(one.result, view)
    if action is None:
        return None
    return one.model_copy(update={"action": action, "result": result or Fact(state="silent")})


def standing_reference(one: Reference, view: View) -> Reference | None:
    """Gives a reference as it stands: a link stays where the words that lead to it are taken back."""
    fact = standing(one.fact, view)
    if fact is None and one.url:
        fact = one.fact.model_copy(update={"text": one.url})
    return one.model_copy(update={"fact": fact}) if fact else None


def _put_right(fact: Fact, view: View) -> Fact | None:
    """The fact with the value that a later line puts in the place of its own."""
    for line in fact.lines if fact.state == "stated" else ():
        if right := corrections(view).put_right(fact.text, line):
            text, source = right
            return fact.model_copy(
                update={"text": text, "lines": (*fact.lines, source), "superseded": (line,)}
            )
    return None


def _before_it(fact: Fact, view: View) -> Fact | None:
    """The clauses of a statement before the one with a corrected value; None where they say little."""
    for end in reversed(list(_CLAUSE_END.finditer(fact.text))) if fact.state == "stated" else ():
        part = fact.text[: end.start()]
        if not any(corrections(view).retracts(part, line) for line in fact.lines):
            return fact.model_copy(update={"text": part}) if len(part.split()) >= _TELLING else None
    return None


@lru_cache(maxsize=2)
def _places(view: View) -> dict[str, int]:
    return {spoken.line.id: place for place, spoken in enumerate(view.spoken)}


@lru_cache(maxsize=2)
def _withdrawn(view: View) -> tuple[tuple[str, int], ...]:
    """The words that a later line takes back, with that line's place."""
    return tuple((words, place) for place, spoken in enumerate(view.spoken) for words in _taken_back(spoken))


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
