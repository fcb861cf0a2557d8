"""Values that the thread itself corrects later: "sorry, 40, not 400"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from draft_escalation.brief.model import Fact
from draft_escalation.ground.earlier import Earlier
from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.index import LineValues, thread_values
from draft_escalation.ground.nouns import noun_of
from draft_escalation.ground.per_thread import per_thread
from draft_escalation.ground.scan import words_of
from draft_escalation.ground.value import COUNTS, Value
from draft_escalation.ground.values import values_in
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Thread

_JOIN_AT_MOST = 60
_AROUND = 20
_SENTENCE_END = re.compile(r"[!?\n]|\.(?=\s|$)")
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


class Correction(NamedTuple):
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
    denied: tuple[str, ...]
    moved_on: tuple[str, ...]
    withdrawn: tuple[str, ...]
    said: tuple[str, ...]


@per_thread
def superseded_values(thread: Thread) -> tuple[Correction, ...]:
    """Gives the corrections that the thread makes to its own values, in order.

    A line corrects where it names both values ("40, not 400"; "I said Tuesday, it was Wednesday"), withdraws
    one ("not P1 after all"), or carries a correcting cue and a value whose noun an earlier line of the same
    author gave another value. A question corrects nothing, nor does a move from one version to the next.
    """
    earlier = Earlier()
    found: list[Correction] = []
    for line in thread_values(thread).all():
        if not _ASIDE.intersection(line.line.flags):
            if not words_of(line.text).isdisjoint(_telling()):
                found += _corrections(line, earlier)
            earlier.add(line)
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


def _corrections(line: LineValues, earlier: Earlier) -> Iterator[Correction]:
    cue = _patterns()["cues"].search(line.text) is not None
    pairs = list(_named_pairs(line, earlier, cue=cue))
    for old, new in pairs:
        yield _correction(old, new, line, earlier)
    yield from _withdrawn(line, earlier)
    if cue and not pairs:
        yield from _by_noun(line, earlier)


def _named_pairs(line: LineValues, earlier: Earlier, *, cue: bool) -> Iterator[tuple[Value, Value]]:
    """(old, new) where one line names both."""
    patterns = _patterns()
    for one, other in pairwise(_candidates(line)):
        between = line.text[one.end : other.start]
        if one.norm == other.norm or len(between) > _JOIN_AT_MOST or not _same_kind(one, other):
            continue
        if patterns["new_then_old"].search(between) and (cue or earlier.lines(other)):
            yield other, one
        elif patterns["old_then_new"].search(between) and (cue or _denied(line.text, one)):
            yield one, other


def _candidates(line: LineValues) -> list[Value]:
    """The values that a line may correct: those that it states, and no version that it moves on from."""
    moved = _patterns()["moved_on"].search(line.text) is not None
    return [
        value
        for value in line.values[:_MOST_VALUES]
        if value.kind in _SAME_KINDS and not (moved and _is_release(value)) and not _asked(line.text, value)
    ]


def _is_release(value: Value) -> bool:
    return value.kind == "version" or (value.kind == "number" and "." in value.text)


def _asked(text: str, value: Value) -> bool:
    """Whether the sentence of a value is a question."""
    end = _SENTENCE_END.search(text, value.end)
    return end is not None and end[0] == "?"


def _denied(text: str, value: Value) -> bool:
    return _patterns()["denied"].search(text, max(value.start - 12, 0), value.start) is not None


def _same_kind(one: Value, other: Value) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} <= COUNTS


def _withdrawn(line: LineValues, earlier: Earlier) -> Iterator[Correction]:
    for before, after in _withdrawals() if _patterns()["back"].search(line.text) else ():
        for value in _candidates(line):
            if before.search(line.text, max(value.start - _AROUND, 0), value.start) and after.match(
                line.text, value.end
            ):
                yield Correction(value.text, "", earlier.ids(value), (line.line.id,))


def _by_noun(line: LineValues, earlier: Earlier) -> Iterator[Correction]:
    """A cue and a value: it corrects the last other value that the same author gave to the same noun.

    A count that no noun follows corrects another only where it is the line's one count.
    """
    nouns, candidates = dict(line.nouns), _candidates(line)
    counts = sum(value.kind in COUNTS for value in candidates)
    for value in candidates:
        alone = value.kind not in COUNTS or (counts == 1 and not nouns[value])
        old = earlier.rival(line, value, nouns[value], alone=alone)
        if old is not None and old.norm != value.norm:
            yield _correction(old, value, line, earlier)


def _correction(old: Value, new: Value, line: LineValues, earlier: Earlier) -> Correction:
    places = [
        (line, new),
        (line, old),
        *(
            (before, one)
            for before in earlier.lines(old)
            for one in before.values[:_MOST_VALUES]
            if one.norm == old.norm
        ),
    ]
    nouns = (_counted_noun(where, value) for where, value in places)
    return Correction(old.text, new.text, earlier.ids(old), (line.line.id,), next(filter(None, nouns), ""))


def _counted_noun(line: LineValues, value: Value) -> str:
    """The stem that a count stands before, "" where it stands before none."""
    if value.kind not in COUNTS or not line.text.startswith(value.text, value.start):
        return ""
    tail = line.text[value.start : value.end + _AROUND * 4]
    after = noun_of(tail, value._replace(start=0, end=value.end - value.start), ())
    return min(after, default="")


def _first(text: str) -> Value | None:
    return next(iter(values_in(text)), None)


@cache
def _withdrawals() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """What stands before and after a value that is withdrawn."""
    halves = (form.split("{old}") for form in _words().withdrawn)
    return [
        (
            re.compile(rf"(?<!\w){re.escape(before)}$", re.IGNORECASE),
            re.compile(rf"{re.escape(after)}(?!\w)", re.IGNORECASE),
        )
        for before, after in halves
    ]


@cache
def _telling() -> frozenset[str]:
    """A word of each phrase without which a line corrects nothing: its longest."""
    table = _words()
    withdrawn = (part for form in table.withdrawn for part in form.split("{old}"))
    phrases = (*table.cues, *table.new_then_old, *table.denied, *filter(str.strip, withdrawn))
    return frozenset(max(words_of(phrase), key=len) for phrase in phrases)


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
        "new_then_old": _ending(table.new_then_old, 1),
        "old_then_new": _ending(table.old_then_new, 2),
        "denied": _ending(table.denied, 0),
        "moved_on": re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, table.moved_on))})", re.IGNORECASE),
        "said": re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, table.said))})", re.IGNORECASE),
    }


def _ending(phrases: Iterable[str], words: int) -> re.Pattern[str]:
    """A phrase with at most so many words behind it up to the end."""
    return re.compile(rf"{_any(phrases).pattern}(?:\s\w{{1,12}}){{0,{words}}}\s?[$€£~#]?$", re.IGNORECASE)


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
