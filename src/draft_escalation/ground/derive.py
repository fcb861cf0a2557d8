"""Values that stand nowhere but follow from those that do: dates, durations, sums, shares, counts."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import combinations, islice

from draft_escalation.ground.basis import Derived, Ground
from draft_escalation.ground.counted import counted
from draft_escalation.ground.forms import needed, of_date
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.nouns import noun_of
from draft_escalation.ground.quantities import plain, size_of
from draft_escalation.ground.shares import shares
from draft_escalation.ground.value import Value

_DAY = 86_400
_HOUR = 3_600
_MOST_OPERANDS = 24
_MOST_COUNTS = 100
_TOTAL = re.compile(
    r"\b(?:total|altogether|overall|combined|together|in all|in sum|both|insgesamt|zusammen)\b", re.IGNORECASE
)
_LEFT = re.compile(
    r"\b(?:remain|remaining|left|others?|rest|fewer|increase\w?|grew|rose|dropped|fell"
    r"|difference|free|spare|unused"
    r"|above|beyond|more|extra|exceed\w{0,3}|unaffected|not affected|delay\w{0,2})\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:for|lasted|lasting|lasts|after|since|took|later|ago|old|wait\w{0,4}|open|overdue"
    r"|late|past|going on|down|outage|between|duration|silence|without|seit|depuis|desde)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\bevery\s$", re.IGNORECASE)
_AN_HOUR = re.compile(r"\s(?:times?\s)?(?:an|per|each|every)\shour\b", re.IGNORECASE)
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|every|in|per|each)\s$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|approx|nearly|almost|over|more than|some"
    r"|circa|ca|up to|rund|etwa|fast)\b\.?|~|≈)",
    re.IGNORECASE,
)
_FIRST_TO = re.compile(r"(?P<from>\bfrom )?(?<![\w.])\d{1,6}\s?(?:to|–|-|bis|through)\s?$")
_CLOCK_ALONE = re.compile(r"[\d:.h ]{1,12}(?:[ap]\.?m\.?|uhr)?", re.IGNORECASE)


def derive(value: Value, ground: Ground) -> Derived | None:
    """Gives how the value follows from the lines, or None."""
    for way in _WAYS.get(value.kind, ()):
        if derived := way(value, ground):
            return derived
    return None


def _resolved(value: Value, ground: Ground) -> Derived | None:
    """A relative word ("by Friday", "yesterday") resolved against its message's time."""
    wanted = needed(value)
    clock_told = any(one.kind == "time" for line in ground.cited for one in line.values[:_MOST_COUNTS])
    for line in (*ground.cited, *ground.around):
        dated = value.kind == "date" and any(
            one.kind == "date" and not (needed(one) & _sent(line))
            for other in (line, *ground.cited)
            for one in other.values
            if not other.is_header
        )
        for words, forms in () if line.is_header or dated else line.resolved:
            told_otherwise = _CLOCK_ALONE.fullmatch(words) and _day_told(ground)
            if wanted & forms and not told_otherwise and not (clock_told and value.kind == "time"):
                return Derived(f'from "{words}", {line.line.message_id}', (line.line.id,))
    return None


def _sent(line: LineValues) -> frozenset[str]:
    """The day that a line was written on: a date beside the line that only names it tells no other."""
    sent = line.message.sent_at
    return frozenset(of_date(sent.date())) if sent else frozenset()


def _day_told(ground: Ground) -> bool:
    return any(one.kind in {"date", "weekday"} for line in ground.cited for one in line.values[:_MOST_COUNTS])


def _elapsed(value: Value, ground: Ground) -> Derived | None:
    """The time between two moments of the cited messages, or from one of them to the thread's end."""
    if not _LASTS.search(ground.text) or _WITHIN.search(ground.text, max(0, value.start - 12), value.start):
        return None
    wanted = float(value.norm.split("|")[0])
    moments = list(islice(_moments(ground), _MOST_OPERANDS))
    for (one, first), (other, second) in combinations(moments, 2):
        if _as_long(wanted, one, other):
            return Derived(
                f"from {one:%Y-%m-%d %H:%M} to {other:%Y-%m-%d %H:%M}", tuple(dict.fromkeys((first, second)))
            )
    return None


def _moments(ground: Ground) -> Iterator[tuple[datetime, str]]:
    seen: set[str] = set()
    for line in ground.cited:
        yield from ((moment, line.line.id) for moment in line.moments)
        if line.message.sent_at and line.message.id not in seen:
            seen.add(line.message.id)
            yield line.message.sent_at, line.line.id
    if ground.cited and (last := ground.thread.last):
        yield last


def _as_long(wanted: float, one: datetime, other: datetime) -> bool:
    days = abs((one.date() - other.date()).days)
    if wanted % _DAY == 0:
        unit = next((size for size in (365, 30, 7) if wanted % (size * _DAY) == 0), 1)
        return abs(days - wanted / _DAY) <= unit * 0.25 if days else False
    if (one.tzinfo is None) != (other.tzinfo is None):
        return False
    seconds = abs((one - other).total_seconds())
    return (
        abs(seconds - wanted) <= (_HOUR / 2 if wanted % _HOUR == 0 and wanted >= 2 * _HOUR else 60)
        and seconds > 0
    )


def _reckoned(value: Value, ground: Ground) -> Derived | None:
    """A sum, or a difference, of two counts of the same thing, where the statement speaks of one."""
    wanted, noun = size_of(value), noun_of(ground.text, value, ground.values)
    operands = [one for one in islice(_operands(value, ground), _MOST_OPERANDS) if one[0]]
    total, left = _TOTAL.search(ground.text), _LEFT.search(ground.text)
    left = left or _BY.search(ground.text, max(value.start - 6, 0), value.start)
    wholes = {whole for _, whole in shares(ground.text, ground.values)}
    for one, other in combinations(operands, 2):
        akin = bool(one[1] & other[1]) and (not noun or bool(noun & one[1] & other[1]))
        if (total or akin) and one[0] + other[0] == wanted and one[3] != other[3]:
            return _from(one, other, "+")
        if one[0] + other[0] == wanted and value.norm in wholes & {plain(wanted)}:
            return _from(one, other, "+")
        if left and abs(one[0] - other[0]) == wanted:
            return _from(max(one, other, key=_amount), min(one, other, key=_amount), "−")
    if total and len(operands) > 2 and sum(one[0] for one in operands) == wanted:
        return Derived(
            "sum of " + ", ".join(plain(one[0]) for one in operands),
            tuple(dict.fromkeys(one[2] for one in operands)),
        )
    return None


_Operand = tuple[float, frozenset[str], str, int]


def _operands(value: Value, ground: Ground) -> Iterator[_Operand]:
    for line in islice(ground.cited, _MOST_OPERANDS):
        for one in line.values[:_MOST_COUNTS]:
            if one.kind == value.kind and _unit(one) == _unit(value) and not _in_range(line.text, one):
                yield size_of(one), noun_of(line.text, one, line.values), line.line.id, one.start


def _in_range(text: str, value: Value) -> bool:
    """Whether it is the 5 of `tanks 1 to 5`, which counts nothing."""
    before = _FIRST_TO.search(text, max(value.start - 20, 0), value.start)
    return before is not None and not before["from"]


def _amount(operand: _Operand) -> float:
    return operand[0]


def _from(one: _Operand, other: _Operand, sign: str) -> Derived:
    return Derived(f"{plain(one[0])} {sign} {plain(other[0])}", tuple(dict.fromkeys((one[2], other[2]))))


def _unit(value: Value) -> str:
    return re.sub(r"[\d. ]", "", value.norm.split("|")[0])


def _share(value: Value, ground: Ground) -> Derived | None:
    """10 of 40 → 25 %."""
    numbers = [
        (line, one) for line in ground.cited for one in line.values[:_MOST_COUNTS] if one.kind == "number"
    ][:_MOST_OPERANDS]
    if any(one.kind == "percent" for line in ground.cited for one in line.values[:_MOST_COUNTS]):
        parts = [pair for line in ground.cited for pair in shares(line.text, line.values)]
        fits = (
            pair
            for pair in parts
            if abs(100 * float(pair[0]) / (float(pair[1]) or 1) - size_of(value)) <= 0.5
        )
        return next(
            (Derived(" of ".join(pair), tuple(line.line.id for line in ground.cited)) for pair in fits), None
        )
    for (line, one), (other_line, other) in combinations(numbers, 2):
        part, whole = sorted((size_of(one), size_of(other)))
        if whole and abs(100 * part / whole - size_of(value)) <= 0.5:
            return Derived(
                f"{plain(part)} of {plain(whole)}", tuple(dict.fromkeys((line.line.id, other_line.line.id)))
            )
    return None


def _rate(value: Value, ground: Ground) -> Derived | None:
    """Four times an hour, of `every 15 minutes`, and the reverse."""
    every = value.kind == "duration" and _EVERY.search(ground.text, max(0, value.start - 10), value.start)
    for line in ground.cited if every or _AN_HOUR.match(ground.text, value.end) else ():
        for one in line.values[:_MOST_COUNTS]:
            hourly = one.kind == "number" and _AN_HOUR.match(line.text, one.end)
            told = _EVERY.search(line.text, max(0, one.start - 10), one.start) and one.kind == "duration"
            if (hourly if every else told) and abs(size_of(value) * size_of(one) - _HOUR) < 1:
                return Derived(f'from "{one.text}"', (line.line.id,))
    return None


def _rounded(value: Value, ground: Ground) -> Derived | None:
    """About 12k, of 12,047; only where the statement says about."""
    if not _ABOUT.search(ground.text, max(0, value.start - 22), value.start):
        return None
    wanted = size_of(value)
    for line in (*ground.cited, *ground.around):
        for one in line.values[:_MOST_COUNTS]:
            near = (
                one.kind in {value.kind, "number"} and wanted and abs(size_of(one) - wanted) / wanted <= 0.06
            )
            if near and _unit(one) in {_unit(value), ""}:
                return Derived(f'rounded from "{one.text}"', (line.line.id,))
    return None


_Way = Callable[[Value, Ground], Derived | None]
_WAYS: dict[str, tuple[_Way, ...]] = {
    "date": (_resolved,),
    "weekday": (_resolved,),
    "month": (_resolved,),
    "time": (_resolved,),
    "duration": (_rate, _rounded, _reckoned, _elapsed),
    "percent": (_share, _rounded),
    "number": (_rate, _rounded, _reckoned, counted),
    "amount": (_rounded, _reckoned),
    "measure": (_rounded, _reckoned),
}
