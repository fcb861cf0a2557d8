"""Values that the thread itself corrects later: "sorry, 40, not 400"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from draft_escalation.brief.model import Fact
from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.index import LineValues, thread_values
from draft_escalation.ground.pairs import noun_of
from draft_escalation.ground.value import Value
from draft_escalation.ground.values import values_in
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Thread

_JOIN_AT_MOST = 60
_MOST_VALUES = 100
_ASIDE = frozenset({"quoted", "signature", "chrome", "header"})
_SAME_KINDS = frozenset(
    {
        "number",
        "amount",
        "percent",
        "duration",
        "measure",
        "version",
        "code",
        "date",
        "weekday",
        "time",
        "month",
    }
)
_COUNTS = frozenset({"number", "amount", "percent", "duration", "measure"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was said (`old`), what replaced it ("" where only withdrawn), and the lines of each."""

    old: str
    new: str
    old_lines: tuple[str, ...]
    new_lines: tuple[str, ...]
    noun: str = ""


class _Words(Record):
    cues: tuple[str, ...]
    new_then_old: tuple[str, ...]
    old_then_new: tuple[str, ...]
    withdrawn: tuple[str, ...]
    said: tuple[str, ...]


def superseded_values(thread: Thread) -> tuple[Correction, ...]:
    """Gives the corrections that the thread makes to its own values, in order.

    A line corrects where it names both values ("40, not 400"; "I said Tuesday, it was Wednesday"),
    withdraws one
    ("not P1 after all"), or carries a correcting cue and a value whose noun an earlier line of the
    same author
    gave another value.
    """
    earlier: list[LineValues] = []
    found: list[Correction] = []
    for line in thread_values(thread).all():
        if not _ASIDE.intersection(line.line.flags):
            found += _corrections(line, earlier)
            earlier.append(line)
    return tuple(dict.fromkeys(found))


def stale_values(fact: Fact, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Gives the corrections whose old value the statement carries without saying that it was corrected.

    The old value counts with the noun that was corrected, or where the statement cites one of its lines.
    """
    values = values_in(fact.text)
    if _patterns()["said"].search(fact.text):
        return ()
    return tuple(one for one in corrections if one.new != one.old and _carries(fact, values, one))


def _carries(fact: Fact, values: Iterable[Value], correction: Correction) -> bool:
    values = tuple(values)
    old = _first(correction.old)
    if old is None:
        return correction.old.lower() in fact.text.lower()
    cites = bool(set(fact.lines) & {*correction.old_lines, *correction.new_lines})
    for value in values:
        if value.kind == old.kind and not needed(value).isdisjoint(given(old, None)):
            noun = noun_of(fact.text, value, values)
            if (correction.noun in noun if noun and correction.noun else cites) or cites:
                return True
    return False


def _corrections(line: LineValues, earlier: list[LineValues]) -> Iterator[Correction]:
    patterns = _patterns()
    pairs = list(_named_pairs(line, earlier, cue=bool(patterns["cues"].search(line.text))))
    for old, new in pairs:
        yield _correction(old, new, line, earlier)
    yield from _withdrawn(line, earlier)
    if not pairs and patterns["cues"].search(line.text):
        yield from _by_noun(line, earlier)


def _named_pairs(
    line: LineValues, earlier: Iterable[LineValues], *, cue: bool
) -> Iterator[tuple[Value, Value]]:
    """(old, new) where one line names both."""
    patterns = _patterns()
    values = [value for value in line.values[:_MOST_VALUES] if value.kind in _SAME_KINDS]
    for one, other in pairwise(values):
        between = line.text[one.end : other.start]
        if one.norm == other.norm or len(between) > _JOIN_AT_MOST or not _same_kind(one, other):
            continue
        if patterns["new_then_old"].search(between) and (
            cue or any(before.bears(other) for before in earlier)
        ):
            yield other, one
        elif cue and patterns["old_then_new"].search(between):
            yield one, other


def _same_kind(one: Value, other: Value) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} <= _COUNTS


def _withdrawn(line: LineValues, earlier: list[LineValues]) -> Iterator[Correction]:
    if not _patterns()["back"].search(line.text):
        return
    for value in line.values[:_MOST_VALUES]:
        if value.kind in _SAME_KINDS and any(
            re.search(form.replace("{old}", re.escape(value.text)), line.text, re.IGNORECASE)
            for form in _forms()
        ):
            yield Correction(value.text, "", _lines_of(value, earlier), (line.line.id,))


def _by_noun(line: LineValues, earlier: list[LineValues]) -> Iterator[Correction]:
    """A cue and a value: it corrects the last other value that the same author gave to the same noun."""
    for value in line.values[:_MOST_VALUES]:
        noun = noun_of(line.text, value, line.values)
        if value.kind not in _SAME_KINDS:
            continue
        for before in reversed(earlier):
            if before.message.author == line.message.author and (old := _rival(value, noun, before)):
                yield _correction(old, value, line, earlier)
                break


def _rival(value: Value, noun: frozenset[str], before: LineValues) -> Value | None:
    alike = [one for one in before.values if one.kind == value.kind]
    for one in alike:
        if one.norm == value.norm:
            return None
        if noun and noun & noun_of(before.text, one, before.values):
            return one
    return alike[0] if len(alike) == 1 and (value.kind not in _COUNTS or not noun) else None


def _correction(old: Value, new: Value, line: LineValues, earlier: list[LineValues]) -> Correction:
    borne = [before for before in earlier if before.bears(old)]
    places = [
        (line, new),
        (line, old),
        *((before, one) for before in borne for one in before.values if one.norm == old.norm),
    ]
    nouns = (_counted_noun(where, value) for where, value in places)
    return Correction(
        old.text, new.text, _lines_of(old, earlier), (line.line.id,), next(filter(None, nouns), "")
    )


def _counted_noun(line: LineValues, value: Value) -> str:
    """The stem that a count stands before, "" where it stands before none."""
    if value.kind not in _COUNTS:
        return ""
    after = noun_of(line.text[value.start :], replace(value, start=0, end=value.end - value.start), ())
    return min(after, default="")


def _lines_of(value: Value, earlier: Iterable[LineValues]) -> tuple[str, ...]:
    return tuple(line.line.id for line in earlier if line.bears(value))


def _first(text: str) -> Value | None:
    return next(iter(values_in(text)), None)


@cache
def _forms() -> tuple[str, ...]:
    return tuple(rf"(?<!\w){form}(?!\w)" for form in _words().withdrawn)


@cache
def _words() -> _Words:
    return read_table(__package__, "corrections.toml", _Words)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = _words()
    return {
        "cues": _any(table.cues),
        "back": _any(
            part.strip()
            for form in table.withdrawn
            for part in form.split("{old}")[-1:] + form.split("{old}")[:1]
            if part.strip()
        ),
        "new_then_old": _any(table.new_then_old),
        "old_then_new": _any(table.old_then_new),
        "said": re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, table.said))})", re.IGNORECASE),
    }


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
