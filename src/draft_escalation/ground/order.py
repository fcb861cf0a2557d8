"""What stood before and what after: `from 9 to 4` told backwards, `AE instead of AA` turned round."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.moves import moves
from draft_escalation.ground.quantities import counts_of, plain
from draft_escalation.ground.stems import stem
from draft_escalation.ground.value import Value

_MOST_VALUES = 100


def backwards(text: str, values: Sequence[Value], lines: Sequence[LineValues]) -> tuple[Value, Value] | None:
    """A `from 287 to 212` of a statement where the cited messages give 212 first and 287 later."""
    for start, end in moves(text, values):
        first, last = _messages(start, lines), _messages(end, lines)
        if first and last and max(last) < min(first):
            return start, end
    return None


def _messages(value: Value, lines: Sequence[LineValues]) -> list[int]:
    """The numbers of the messages that give a value."""
    return [
        int(line.line.message_id[1:])
        for line in lines
        if any(not needed(value).isdisjoint(given(one, None)) for one in line.values[:_MOST_VALUES])
    ]


def former(text: str, values: Sequence[Value], lines: Sequence[LineValues]) -> tuple[Value, Value] | None:
    """A value of now and one of before (`300 s, before it was 60 s`) that have changed places."""
    now, past = _by_time(text, values)
    told = [_by_time(line.text, line.values[:_MOST_VALUES]) for line in lines]
    for one in now if past else ():
        for other in past:
            if one.kind == other.kind and any(
                _among(one, once) and _among(other, today) and not (_among(one, today) or _among(other, once))
                for today, once in told
            ):
                return one, other
    return None


def _by_time(text: str, values: Sequence[Value]) -> tuple[list[Value], list[Value]]:
    """The values of now, and those of before."""
    found: tuple[list[Value], list[Value]] = ([], [])
    for value in values:
        found[_past().search(text, max(value.start - 24, 0), value.start) is not None].append(value)
    return found


def _among(value: Value, others: Sequence[Value]) -> bool:
    wanted = {*needed(value), *(f"number {plain(count)}" for count in counts_of(value))}
    return any(not wanted.isdisjoint(given(other, None)) for other in others)


@cache
def _past() -> re.Pattern[str]:
    cues = (
        "instead of|rather than|before,? (?:it|that) was|it was|used to be|formerly|previously|before that"
        "|up from|down from|vorher|zuvor|statt"
        "|usually|normally|typically"
    )
    return re.compile(rf"(?<!\w)(?:{cues})\s(?:the\s)?[$€£~]?$", re.IGNORECASE)


def against_its_word(text: str, values: Sequence[Value]) -> str:
    """The word of rising or falling of a statement whose one `from 800 to 300` goes the other way, or ""."""
    going, said = list(moves(text, values)), _direction().findall(text)
    if (
        len(going) != 1
        or len(said) != 1
        or not (rate := [counts_of(one) for one in going[0]])[0]
        or not rate[1]
    ):
        return ""
    rises, word = rate[1][0] > rate[0][0], said[0]
    return word[0] or word[1] if rate[0] != rate[1] and bool(word[0]) != rises else ""


@cache
def _direction() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(rais(?:ed?|es|ing)|increas\w{1,3}|grew|grown|rose|risen)|(lower(?:ed|s|ing)|decreas\w{1,3}|reduc\w{1,3}|dropped|fell|shrank|shorten\w{0,3}))\b",
        re.IGNORECASE,
    )


def turned_round(text: str, lines: Sequence[LineValues]) -> tuple[str, str] | None:
    """Two words of a statement (`AA instead of AE`) that stand the other way round in the lines."""
    told = {pair for line in lines for pair in _choices(line.text)}
    return next(((one, other) for one, other in _choices(text) if (other, one) in told), None)


def _choices(text: str) -> Iterator[tuple[str, str]]:
    """(chosen, left out) of each `one instead of the other`."""
    for match in _instead().finditer(text):
        one, other = stem(match[1]), stem(match[2])
        if one != other:
            yield one, other
    for match in _and_not().finditer(text):
        yield from ((stem(one), stem(match[3])) for one in match.group(1, 2) if stem(one) != stem(match[3]))


@cache
def _instead() -> re.Pattern[str]:
    cues = "instead of|rather than|in place of|where|statt|anstelle von|au lieu de|en vez de|en lugar de"
    articles = "an?|the|der|die|das|ein|eine|le|la|les|un|une|el|los|las"
    return re.compile(
        rf"(?<!\w)([\w.%-]{{1,40}})\s(?:{cues})\s(?:(?:{articles})\s)?([\w.%-]{{0,39}}\w)", re.IGNORECASE
    )


@cache
def _and_not() -> re.Pattern[str]:
    """The words of `the booked balance, not the available one`."""
    return re.compile(
        r"(?<!\w)([\w.%-]{1,40})\s([\w.%-]{1,40}),\s(?:and\s)?not\s(?:the\s|an?\s)?([\w.%-]{1,40})",
        re.IGNORECASE,
    )
