"""By the day, week, month or year: the period that an amount or count goes by."""

import re
from collections.abc import Iterable

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
_DAYS = {"today": "same", "tonight": "same", "tomorrow": "next"}
_DAY = re.compile(r"\b(?:today|tonight|tomorrow)\b", re.IGNORECASE)
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
    spans = {pair for line in lines for pair in _spans(line)}
    strange = [
        " ".join(pair)
        for pair in sorted(_spans(text) - spans)
        if (any(pair[0] == which for which, _ in spans) and pair[1] not in {unit for _, unit in spans})
        or (pair[1] == "day" and pair[0] in {"same", "next"} and any(unit == "day" for _, unit in spans))
    ]
    parts = {pair for line in lines for pair in _parts(line)}
    strange += [
        part
        for day, part in sorted(_parts(text) - parts)
        if any(day == other and part != told for other, told in parts)
    ]
    said = periods(text)
    if not said or strange:
        return strange
    told = {name for line in lines for name in periods(line)}
    return [words for name, words in said.items() if told and name not in told]
