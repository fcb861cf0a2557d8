"""Numbers with what they measure: counts, amounts, percentages, durations, sizes; in digits or in words."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.ground.scan import any_of, has_digit, words_of
from draft_escalation.ground.value import Value
from draft_escalation.ground.words import words

_DIGITS = (
    r"\d{1,3}(?:[,.'’\u00a0\u202f]\d{3}|\s\d00){1,5}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,15}(?:[.,]\d{1,6})?"
)
_SCALES = "hundred|thousand|tausend|mille|mil|million|millions|billion|mio|tsd|k|m|mm|bn"
_WRITTEN = rf"(?P<digits>{_DIGITS})(?:(?!\s[Mm]{{2}}\b)\s?(?P<scale>{_SCALES})(?!\w))?"
_ORDINALS = frozenset({"third", "fourth", "fifth", "sixth", "tenth"})
_LONE = frozenset({"a", "an", "within"})
_LASTING = frozenset({"minute", "hour", "day", "week", "month", "year"})
_PRICE = re.compile(
    r"(?:(?<!\w)(?:(?:us|r)?\$|[€£¥₹])|(?<!\w)(?:usd|eur|gbp|chf|cad|aud|sek|nok|pln))\s?$", re.IGNORECASE
)
_AFTER = re.compile(r"[ \u00a0\u202f-]?(%|[$€£¥₹]|°?[a-zäöüéíñ]{1,12})(?!\w)", re.IGNORECASE)
_SPAN = re.compile(r"\s?(?:-|–|or|to|bis|oder|and|und|à)\s?(?:" + _DIGITS + ")", re.IGNORECASE)

_COMPARED = re.compile(
    r"\s?(?:instead of|rather than|to|vs\.?|versus|not|and not|up from|down from|statt"
    r"|than)(?: the)?(?: usual| normal)?\s",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\s?(?:$|[.,;:!?)]|\b(?:an?|per|each|every|daily|more|in|for)\b)", re.IGNORECASE)
_UNIT = re.compile(r"\s(?:minute|hour|day|week|month|year|degree)(?!\w)", re.IGNORECASE)
_METRES = frozenset({"m", "mm"})
_CENTS = frozenset({"cents", "ct"})
_LETTERS = frozenset({"g", "l", "t"})
_PERCENT = frozenset({"%", "percent", "prozent", "pct"})


@cache
def _spelling() -> frozenset[str]:
    return frozenset({*words().numbers, "dozen", "hundred", "hundert", "thousand", "tausend"})


def _number_in(text: str) -> re.Pattern[str] | None:
    """The pattern that finds all numbers of a text, None where it holds none."""
    said = words_of(text)
    if not said.isdisjoint(_spelling()) or not (_LONE.isdisjoint(said) or _LASTING.isdisjoint(said)):
        return _number()
    return _in_digits() if has_digit(text) else None


@cache
def _in_digits() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){_WRITTEN}(?P<word>(?!))?(?P<lone>(?!))?", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    spelled = any_of(_spelling())
    word = rf"(?:{spelled})(?:[ -](?:and )?(?:{spelled})){{0,6}}(?!\w)"
    lone = (
        r"(?P<lone>(?:(?<=within )|(?<=in )|(?<=for )|(?<=after )|(?<=takes )|(?<=lasts )"
        r"|(?<=about )|(?<=than ))an?(?= (?:minute|hour|day|week|month|year)(?!\w))"
        r"|(?<=within )the(?= (?:minute|hour|day|week|month|year)(?!\w))"
        r"|an?(?= (?:minute|hour|day|week|month|year) (?:later|ago|earlier|after|before)\b))"
    )
    return re.compile(rf"(?<![\w.,])(?:{_WRITTEN}|(?P<word>{word})|{lone})", re.IGNORECASE)


def quantities(text: str) -> Iterator[Value]:
    """Gives the quantities of a text; `norm` of a bare number may hold two readings.

    `12.000` → `12000|12`.
    """
    before: Value | None = None
    pattern = _number_in(text)
    for match in pattern.finditer(text) if pattern else ():
        readings = () if _is_part(match) else _readings(match)
        if not readings and match[0].lower() == "one" and _UNIT.match(text, match.end()):
            readings = (1.0,)
        if readings:
            value = _measured(text, match.start(), match.end(), readings)
            if before and value.kind == "number" and _COMPARED.fullmatch(text, before.end, value.start):
                value = _in_unit_of(before, value, readings)
            before = value
            yield value


def _is_part(match: re.Match[str]) -> bool:
    """Whether it is the third of `a third of them`, or a `once` that tells when."""
    word = (match["word"] or "").lower()
    if word == "once" and not _ONCE.match(match.string, match.end()):
        return True
    return (
        word in _ORDINALS
        and match.string.startswith(" of ", match.end())
        and (match.string[max(match.start() - 2, 0) : match.start()].lower() == "a ")
    )


def _readings(match: re.Match[str]) -> tuple[float, ...]:
    if match["lone"] is not None:
        return (1.0,)
    if match["word"]:
        spelled = _spelled(match["word"])
        return () if spelled is None else (spelled,)
    scale = words().scales.get((match["scale"] or "").lower(), 1)
    if (match["scale"] or "").lower() in _METRES and match.string[match.start("scale") - 1] == " ":
        plain_too = _digits(match["digits"], scaled=True)
        return tuple(dict.fromkeys((*(number * scale for number in plain_too), *plain_too)))
    return tuple(dict.fromkeys(number * scale for number in _digits(match["digits"], scaled=scale > 1)))


def _digits(text: str, *, scaled: bool) -> tuple[float, ...]:
    groups = re.split(r"[,.'’\u00a0\u202f ]", text)
    marks = re.findall(r"[,.'’\u00a0\u202f ]", text)
    if not marks:
        return (float(text),)
    decimal = float("".join(groups[:-1]) + "." + groups[-1])
    if len(groups[-1]) != 3 or scaled:
        return (decimal,)
    whole = float("".join(groups))
    return (whole, decimal) if len(marks) == 1 and marks[0] in ",." else (whole,)


def _spelled(text: str) -> float | None:
    """Forty-one → 41; a lone "one" is a pronoun more often than a count."""
    table, total, part = words(), 0, 0
    parts = [word for word in re.split(r"[ -]", text.lower()) if word != "and"]
    if parts in (["one"], ["null"], ["one", "single"]):
        return None
    for word in parts:
        if (scale := table.scales.get(word)) is not None:
            total, part = (total + (part or 1) * scale, 0) if scale > 100 else (total, (part or 1) * scale)
        else:
            part += table.numbers[word]
    return float(total + part)


def _measured(text: str, start: int, end: int, readings: tuple[float, ...]) -> Value:
    table = words()
    if price := _PRICE.search(text, max(0, start - 5), start):
        code = table.currencies[price[0].strip().lower()]
        return Value("amount", text[price.start() : end], _norm(readings, code + " "), price.start(), end)
    after = _AFTER.match(text, end)
    if after is None or not _known_unit(after[1]):
        after = _shared_unit(text, end)
    unit = after[1].lower() if after else ""
    stop = after.end() if after and not _SPAN.match(text, end) else end
    if unit in _PERCENT or text[end : end + 10].lower().startswith(" per cent"):
        return Value("percent", text[start:stop], _norm(readings), start, stop)
    if unit in _CENTS:
        norms = [_norm(tuple(n / 100 for n in readings), f"{code} ") for code in ("EUR", "USD", "GBP")]
        return Value("amount", text[start:stop], "|".join(norms), start, stop)
    if unit in table.currencies:
        return Value("amount", text[start:stop], _norm(readings, table.currencies[unit] + " "), start, stop)
    if unit in table.seconds:
        return Value(
            "duration", text[start:stop], _norm(tuple(n * table.seconds[unit] for n in readings)), start, stop
        )
    if unit in table.units and _stands_as_unit(after[1] if after else ""):
        return Value("measure", text[start:stop], _norm(readings, "", " " + table.units[unit]), start, stop)
    return Value("number", text[start:end], _norm(readings), start, end)


def _shared_unit(text: str, end: int) -> re.Match[str] | None:
    """The unit of `30` in `30 or 40 minutes`."""
    span = _SPAN.match(text, end)
    return _AFTER.match(text, span.end()) if span else None


def _known_unit(unit: str) -> bool:
    table = words()
    return any(
        unit.lower() in known for known in (_PERCENT, _CENTS, table.currencies, table.seconds, table.units)
    )


def _stands_as_unit(unit: str) -> bool:
    return len(unit) > 1 or unit.isupper() or unit in _LETTERS


def _in_unit_of(before: Value, value: Value, readings: tuple[float, ...]) -> Value:
    """The unit of `12 minutes` carried on to the 2 of `12 minutes instead of 2`."""
    count = counts_of(before)
    if before.kind != "duration" or not count or not count[0]:
        return value
    unit = float(before.norm.split("|")[0]) / count[0]
    return value._replace(kind="duration", norm=_norm(tuple(number * unit for number in readings)))


def counts_of(value: Value) -> tuple[float, ...]:
    """The bare number inside a quantity's text: 2 for `2 hours`."""
    pattern = _number_in(value.text)
    match = pattern.search(value.text) if pattern else None
    return _readings(match) if match else ()


def _norm(readings: tuple[float, ...], before: str = "", after: str = "") -> str:
    return "|".join(f"{before}{plain(number)}{after}" for number in readings)


def plain(number: float) -> str:
    """41.0 → `41`, 2.50 → `2.5`."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def size_of(value: Value) -> float:
    """The first number of what a value means: 41 for `41 EUR`."""
    return float(re.findall(r"[\d.]+", value.norm.split("|")[0])[0])
