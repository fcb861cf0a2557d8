"""Dates, weekdays, months and clock times as a text writes them. Relative words are not resolved here."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from draft_escalation.ground.scan import any_of, has_digit, words_of
from draft_escalation.ground.value import Value
from draft_escalation.ground.words import words

_ISO = re.compile(r"(?<![\d-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d\d)(?![\d.:]))?(?![.\d])")
_SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])")
_SHORT = re.compile(
    r"(?<![\d/.-])([01]\d)-([0-3]\d)(?![\d/.-])|(?<=(?:on|ce|by|il|om|le) )([0-3]\d)/([0-3]\d)(?![\d/.-])"
)
_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[:h](\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?(?!\d)|\.(\d\d)(?=\s?(?:uhr|[ap]\.?m)))?"
    r"(?:\s?(uhr|[ap]\.?\s?m\b\.?))?(?!\w|:\d)",
    re.IGNORECASE,
)
_BARE_HOUR = re.compile(
    r"\b(?:before|until|til|since|um|vor|bis|avant|hasta las|antes de las)\s(\d{1,2})"
    r"(?=\s?$|[.,;!?)\n]\s|[.!?)]?$|\s(?:tomorrow|today|on|or|and)\b)",
    re.IGNORECASE,
)
_ZULU = re.compile(r"T(\d\d):(\d\d)(?::(\d\d))?")
_SPAN = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[:.](\d\d))?(?=\s?(?:-|–|to|and|or|until)\s?\d{1,2}(?:[:.]\d\d)?\s?([ap])\.?m\b)",
    re.IGNORECASE,
)
_SEATED = re.compile(
    r"\s(?:in|on|with|there|idle|unanswered|untouched|unread|waiting)\b"
    r"(?!\s(?:the|a) (?:morn|after|even|night))"
)
_SIDES_OF_HOUR = frozenset({"past", "to"})
_HOURS = 12
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
_NOONS = frozenset({"noon", "midday", "midnight"})
_WORD_BEFORE = re.compile(r"\b([^\W\d_]{3,10}),?\s$")
_NOON = re.compile(r"\b(noon|midday|midnight)\b", re.IGNORECASE)


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = any_of(words().months)
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
    year = r"(?:,?\s{1,2}(?P<year>\d{4})(?!\d|:))?"
    return (
        re.compile(
            rf"(?<![\w.,:]){day}(?:\s{{1,2}}|-)(?:of\s)?(?P<month>{month})\b\.?(?:-(?P<y2>\d{{4}}"
            rf"|\d\d)(?!\d))?{year}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<month>{month})\b\.?\s{{1,2}}(?:the\s)?{day}(?![\w:]|[.,]\d){year}", re.IGNORECASE
        ),
        re.compile(rf"\b(?P<month>{month})\b(?:\s{{1,2}}(?P<year>\d{{4}})(?!\d))?", re.IGNORECASE),
        re.compile(
            rf"\b(?P<day>{any_of(words().weekdays)})\b(?!\s\d{{4}})",
            re.IGNORECASE,
        ),
    )


@cache
def _list_of_days() -> re.Pattern[str]:
    """The 26 of `26 and 31 August`."""
    month = any_of(words().months)
    mark = r"(?:st|nd|rd|th|\.)?"
    link = r"\s?(?:and|or|to|und|bis|et|y|,|-|–)\s?"
    return re.compile(
        rf"(?<![\w.,:])(?P<day>\d{{1,2}}){mark}(?={link}\d{{1,2}}{mark}\s(?P<month>{month})\b)", re.IGNORECASE
    )


def moments(text: str) -> Iterator[Value]:
    """Gives dates (`2026-04-02`, `04-02` without a year), weekdays (`0` is Monday).

    Months and times (`15:22`).
    """
    said = words_of(text)
    month_named = not said.isdisjoint(words().months)
    if has_digit(text):
        yield from _dates(text, month_named=month_named)
        yield from _times(text)
    for match in _NOON.finditer(text) if not said.isdisjoint(_NOONS) else ():
        yield _value("time", match, "00:00" if match[1].lower() == "midnight" else "12:00")
    for match in _past_the_hour().finditer(text) if not said.isdisjoint(_SIDES_OF_HOUR) else ():
        yield _value("time", match, "|".join(f"{hour:02}:{minute:02}" for hour, minute in _spoken(match)))
    month, weekday = _written()[2:]
    for match in month.finditer(text) if month_named else ():
        if (
            match["month"].lower() not in {"may", "mar", "march", "mars", "mai"}
            or match["month"][0].isupper()
        ):
            yield _value("month", match, f"{words().months[match['month'].lower()]:02}")
    for match in weekday.finditer(text) if not said.isdisjoint(words().weekdays) else ():
        if match["day"].lower() in {"sun", "sat", "mon", "wed"} and not match["day"][0].isupper():
            continue
        if match["day"] != "Sat" or not _SEATED.match(text, match.end()):  # the verb
            yield _value("weekday", match, str(words().weekdays[match["day"].lower()]))


def with_weekdays(text: str, values: Iterable[Value]) -> Iterator[Value]:
    """Gives the values with the weekdays that stand right before a whole date (`Fri 2026-04-24`)."""
    for value in values:
        before = _WORD_BEFORE.search(text, max(value.start - 12, 0), value.start)
        if value.kind == "date" and before and before[1].lower() in words().weekdays:
            yield Value(
                "weekday", before[1], str(words().weekdays[before[1].lower()]), before.start(), before.end(1)
            )
        yield value


def _dates(text: str, *, month_named: bool) -> Iterator[Value]:
    joined = "-" in text or "/" in text
    for match in _ISO.finditer(text) if joined else ():
        yield from _date(match, match[1], (match[2], match[3]))
    for match in _DOTTED.finditer(text) if "." in text else ():
        yield from _date(match, match[3], (match[2], match[1]))
    for match in _SLASHED.finditer(text) if joined else ():
        yield from _date(match, match[4], (match[1], match[3]), (match[3], match[1]))
    for match in _SHORT.finditer(text) if joined else ():
        one, other = match[1] or match[3], match[2] or match[4]
        yield from _date(match, None, *([(one, other)] if match[1] else [(one, other), (other, one)]))
    if month_named:
        yield from _named_dates(text)


def _named_dates(text: str) -> Iterator[Value]:
    for match in _list_of_days().finditer(text):
        yield from _date(match, None, (str(words().months[match["month"].lower()]), match["day"]))
    for pattern in _written()[:2]:
        for match in pattern.finditer(text):
            month = str(words().months[match["month"].lower()])
            year = match["year"] or match.groupdict().get("y2")
            yield from _date(match, year, (month, match["day"]))


def _date(match: re.Match[str], year: str | None, *readings: tuple[str, str]) -> Iterator[Value]:
    head = "" if not year else f"{year if len(year) > 2 else '20' + year}-"
    norms = [f"{head}{int(m):02}-{int(d):02}" for m, d in readings if 0 < int(m) <= 12 and 0 < int(d) <= 31]
    if norms:
        yield _value("date", match, "|".join(dict.fromkeys(norms)))


def _times(text: str) -> Iterator[Value]:
    for match in _ZULU.finditer(text) if ":" in text else ():
        yield _value("time", match, f"{match[1]}:{match[2]}")
    for match in _BARE_HOUR.finditer(text):
        if 0 < int(match[1]) <= 2 * _HOURS:
            norms = [f"{hour:02}:00" for hour in _hours(match[1], "")]
            yield Value("time", match[1], "|".join(norms), match.start(1), match.end(1))
    for match in _SPAN.finditer(text):
        if 0 < int(match[1]) < 13:
            norms = [
                f"{hour:02}:{match[2] or '00'}" for half in "ap" for hour in _hours(match[1], f"{half}m")
            ]
            yield _value(
                "time", match, "|".join(dict.fromkeys(norms[::-1] if match[3].lower() == "p" else norms))
            )
    for match in _CLOCK.finditer(text):
        minute, half = match[2] or match[4], (match[5] or "").lower().replace(".", "").replace(" ", "")
        if (minute is None and not half) or int(match[1]) > 24 or int(minute or 0) > 59:
            continue
        norms = [f"{hour:02}:{minute or '00'}" for hour in _hours(match[1], half)]
        yield _value("time", match, "|".join(norms))


@cache
def _past_the_hour() -> re.Pattern[str]:
    """`half past ten`, `a quarter to 9`, `twenty to four`."""
    hours = any_of(word for word, count in words().numbers.items() if 0 < count <= _HOURS)
    return re.compile(
        rf"\b(?P<part>half|(?:a )?quarter|(?:(?<=at )|(?<=since )|(?<=until )|(?<=by )|(?<=before )"
        r"|(?<=after ))"
        rf"(?:five|ten|twenty(?:-five)?)) (?P<side>past|to) (?P<hour>\d{{1,2}}|{hours})\b"
        r"(?! (?:of|minutes))",
        re.IGNORECASE,
    )


def _spoken(match: re.Match[str]) -> list[tuple[int, int]]:
    said = match["hour"].lower()
    hour = int(said) if said.isdigit() else words().numbers[said]
    minute = sum(_MINUTES[part] for part in re.findall(r"\w{2,}", match["part"].lower()))
    early = (hour, minute) if match["side"].lower() == "past" else (hour - 1, 60 - minute)
    return [early, (early[0] + _HOURS, early[1])] if early[0] < _HOURS else [early]


def _hours(written: str, half: str) -> tuple[int, ...]:
    hour = int(written)
    if half == "pm":
        return (hour % 12 + 12,)
    if half == "am":
        return (hour % 12,)
    return (hour, hour + 12) if 0 < hour < 12 and not half and written[0] != "0" else (hour % 24,)


def _value(kind: str, match: re.Match[str], norm: str) -> Value:
    return Value(kind, match[0], norm, match.start(), match.end())  # type: ignore[arg-type]
