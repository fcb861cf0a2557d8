"""By the day, week, month or year: the period that an amount or count goes by."""

import re
from collections.abc import Iterable, Iterator

_BY = r"(?:(?:per|each|every)\s?(?:[a-z]{3,12}\s)?|an?\s(?:closed\s|working\s|full\s|whole\s)?|/\s?)"
_PERIODS = {
    "hour": rf"{_BY}(?:hour|h)\b|hourly",
    "day": rf"{_BY}(?:day|night|morning)\b|daily|nightly|pro tag|am tag|täglich"
    r"|par jour|al día",
    "week": rf"{_BY}week\b|weekly|pro woche|par semaine",
    "month": rf"{_BY}(?:month|mo)\b|monthly|pro monat|im monat|par mois|al mes|mrr",
    "quarter": rf"{_BY}quarter\b|quarterly",
    "year": rf"{_BY}(?:year|yr)\b|p\.a\.|per annum|yearly|annual(?:ly)?|arr"
    r"|pro jahr|im jahr|par an|al año",
}
_SPAN = re.compile(
    r"\b(this|next|last|past|same|following)\s(?:(?:full|whole|working|business)\s)?(hour|day|week|month|quarter|year)\b",
    re.IGNORECASE,
)
_LONG = re.compile(r"\b(?:for|since|after)\s(minutes|hours|days|weeks|months|years)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:[a-z]{0,6}day)?\s(morning|afternoon|evening|night|noon)\b",
    re.IGNORECASE,
)
_DAYS = dict.fromkeys(("today", "tonight", "heute", "aujourd'hui", "hoy"), "same") | {
    "tomorrow": "next",
    "demain": "next",
}
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b", re.IGNORECASE)
_FINDERS = {
    name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) for name, pattern in _PERIODS.items()
}


def periods(text: str) -> dict[str, str]:
    """Gives the periods that a text names, with its words."""
    return {name: match[0] for name, finder in _FINDERS.items() if (match := finder.search(text))}


def _spans(text: str) -> set[tuple[str, str]]:
    """Each `this week`, `the next full hour`."""
    spans = {(match[1].lower(), match[2].lower()) for match in _SPAN.finditer(text)}
    spans |= {("for", match[1].lower()) for match in _LONG.finditer(text)}
    return spans | {(_DAYS[match[0].lower()], "day") for match in _DAY.finditer(text)}


def _parts(text: str) -> set[tuple[str, str]]:
    """Each `Thursday evening`."""
    return {(match[1][:3].lower(), match[2].lower()) for match in _PART.finditer(text)}


def other_periods(text: str, lines: Iterable[str]) -> list[str]:
    """Gives the words of periods that a statement names where its lines name others only."""
    lines = list(lines)
    strange = [*_other_spans(text, lines), *_other_parts(text, lines)]
    said = {} if strange else periods(text)
    told = {name for line in lines for name in periods(line)} if said else set()
    return strange + [words for name, words in said.items() if told and name not in told]


def _other_spans(text: str, lines: Iterable[str]) -> Iterator[str]:
    """`next week` of a statement where the lines say `this week`."""
    if not (said := _spans(text)):
        return
    told = {pair for line in lines for pair in _spans(line)}
    units = {unit for _, unit in told}
    for which, unit in sorted(said - told):
        other_unit = any(which == other for other, _ in told) and unit not in units
        if other_unit or (unit == "day" and which in {"same", "next"} and "day" in units):
            yield f"{which} {unit}"


def _other_parts(text: str, lines: Iterable[str]) -> Iterator[str]:
    """`Thursday morning` of a statement where the lines say `Thursday evening`."""
    if not (said := _parts(text)):
        return
    told = {pair for line in lines for pair in _parts(line)}
    for day, part in sorted(said - told):
        if any(day == other and part != another for other, another in told):
            yield part
