"""Values that the thread itself corrects later: "sorry, 40, not 400"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from draft_escalation.brief.model import Fact
from draft_escalation.ground.amended import Amended, amended, may_be_starred
from draft_escalation.ground.correcting import (
    any_phrase,
    beginning,
    ending,
    listed,
    table,
    telling,
    withdrawals,
)
from draft_escalation.ground.earlier import Earlier
from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.index import LineValues, thread_values
from draft_escalation.ground.nouns import noun_of
from draft_escalation.ground.per_thread import per_thread
from draft_escalation.ground.scan import words_of
from draft_escalation.ground.value import COUNTS, Value
from draft_escalation.ground.values import values_in
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


class Corrected(NamedTuple):
    """The corrections of a thread, in order; of `doubtful` ones it is not clear which value is meant."""

    sure: tuple[Correction, ...]
    doubtful: tuple[Correction, ...]


def superseded_values(thread: Thread) -> tuple[Correction, ...]:
    """Gives the corrections that the thread makes to its own values, in order.

    A line corrects where it names both values ("40, not 400"; "I said Tuesday, it was Wednesday"), withdraws
    one ("not P1 after all"), or names a new one in the place of the nearest earlier one of its kind and noun
    ("sorry, it's 40"). A question corrects nothing, nor does a move from one version to the next.
    """
    return corrected(thread).sure


@per_thread
def corrected(thread: Thread) -> Corrected:
    """Gives the corrections of a thread, the doubtful ones apart."""
    lines = [
        one for one in thread_values(thread).all() if one.folded and not _ASIDE.intersection(one.line.flags)
    ]
    earlier = Earlier()
    found: dict[Correction, bool] = {}
    for place, line in enumerate(lines):
        if not words_of(line.text).isdisjoint(telling()) or may_be_starred(line.folded):
            named = list(_corrections(line, earlier))
            found |= dict.fromkeys(named, True)
            for one in () if named else amended(place, lines):
                found.setdefault(_amendment(one, earlier), one.sure)
        earlier.add(line)
    return Corrected(
        tuple(one for one, sure in found.items() if sure),
        tuple(one for one, sure in found.items() if not sure),
    )


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
    cue = any(listed(name).search(line.text) for name in ("cues", "leads", "weak"))
    for old, new in _named_pairs(line, earlier, cue=cue):
        yield _correction(old, new, line, earlier)
    yield from _withdrawn(line, earlier)


def _amendment(one: Amended, earlier: Earlier) -> Correction:
    old, new = one.old.text.rstrip("."), one.new.text.rstrip(".") if one.new else ""
    nouns = (_counted_noun(where, value) for where, value in _places(one.old, earlier))
    noun = next(filter(None, nouns), "") if one.new else ""
    return Correction(old, new, earlier.ids(one.old), one.lines, noun)


def _named_pairs(line: LineValues, earlier: Earlier, *, cue: bool) -> Iterator[tuple[Value, Value]]:
    """(old, new) where one line names both."""
    patterns = _patterns()
    for one, other in pairwise(_candidates(line)):
        between = line.text[one.end : other.start]
        if one.norm == other.norm or len(between) > _JOIN_AT_MOST or not _same_kind(one, other):
            continue
        if patterns["new_then_old"].search(between) and (cue or earlier.lines(other)):
            yield other, one
            continue
        denied = _denied(line.text, one)
        follows = patterns["old_then_new"].search(between) and (cue or denied)
        if follows or (between.strip() == "," and denied and earlier.lines(one)):
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
    for before, after in withdrawals() if _patterns()["back"].search(line.text) else ():
        for value in _candidates(line):
            if before.search(line.text, max(value.start - _AROUND, 0), value.start) and after.match(
                line.text, value.end
            ):
                yield Correction(value.text, "", earlier.ids(value), (line.line.id,))


def _correction(old: Value, new: Value, line: LineValues, earlier: Earlier) -> Correction:
    nouns = (_counted_noun(*place) for place in ((line, new), (line, old), *_places(old, earlier)))
    return Correction(old.text, new.text, earlier.ids(old), (line.line.id,), next(filter(None, nouns), ""))


def _places(old: Value, earlier: Earlier) -> Iterator[tuple[LineValues, Value]]:
    """The earlier lines that give a value, each with it."""
    for line in earlier.lines(old):
        yield from ((line, one) for one in line.values[:_MOST_VALUES] if one.norm == old.norm)


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
def _patterns() -> dict[str, re.Pattern[str]]:
    words = table()
    halves = (part.strip() for form in words.withdrawn for part in form.split("{old}"))
    return {
        "back": any_phrase(part for part in halves if part),
        "new_then_old": ending(words.new_then_old, 1),
        "old_then_new": ending(words.old_then_new, 2),
        "denied": ending(words.denied, 0),
        "moved_on": beginning(words.moved_on),
        "said": beginning(words.said),
    }
