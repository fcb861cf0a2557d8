"""Does the thread bear a statement? Value by value, in steps: see `check_fact`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from draft_escalation.brief.model import Fact
from draft_escalation.ground.basis import Derived, Ground
from draft_escalation.ground.compare import Compared
from draft_escalation.ground.derive import derive
from draft_escalation.ground.index import LineValues, ThreadValues, thread_values
from draft_escalation.ground.names import opens_sentence
from draft_escalation.ground.nearby import bears_elsewhere, bears_nearby, contested
from draft_escalation.ground.outcome import Failure, Found, Outcome
from draft_escalation.ground.persons import other_person
from draft_escalation.ground.rivals import (
    label_rival,
    name_rival,
    off_the_header,
    off_the_week,
    only_count,
    only_name,
    other_than_cited,
    serial_rival,
    strange_letters,
    strange_plan,
    strange_words,
    unit_rival,
    weekday_beside,
)
from draft_escalation.ground.value import Value
from draft_escalation.ground.values import evened, values_in, with_days
from draft_escalation.ground.verbatim import verbatim
from draft_escalation.ground.words import words
from draft_escalation.thread.model import Thread

_STEPS: tuple[Outcome, ...] = ("cited", "neighbour", "elsewhere", "derived", "nowhere")
_MOST_STATED = 120
_LONGEST = 4_000
_MOST_LOOSE = 4
_RIVALS = (contested, serial_rival, unit_rival, name_rival, label_rival, other_person)
_OPENING = re.compile(r"[A-ZÀ-ÖØ-Þ][\w]{2,30}(?!\w)")
_ACRONYMS = re.compile(r"[A-Z]{2,6}s?")
_THING = re.compile(r"\s(?:with|in|on|for|via|as|to)\s")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,300})[\"”“»]")


class Check(NamedTuple):
    """A statement with its citations completed, the farthest step that was needed, and what failed."""

    fact: Fact
    outcome: Outcome
    failures: tuple[Failure, ...] = ()


@dataclass
class _Search:
    """The values of one statement being looked for: what was needed so far."""

    text: str
    thread: ThreadValues
    lines: list[str]
    farthest: int = 0
    basis: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def reached(self, step: Outcome, lines: Iterable[str] = ()) -> None:
        self.farthest = max(self.farthest, _STEPS.index(step))
        self.lines.extend(line for line in lines if line not in self.lines)

    def derived(self, derived: Derived) -> None:
        self.basis.append(derived.basis)
        self.reached("derived", derived.lines)

    def found(self, fact: Fact) -> Found:
        """The outcome for a fact, and what completes it: added lines, and what it follows from."""
        if self.failures:
            return Found("nowhere", {}, tuple(self.failures))
        update: dict[str, object] = {}
        if len(self.lines) > len(fact.lines):
            update["lines"] = tuple(self.lines)
        if self.basis and fact.state == "stated":
            update |= {"state": "inferred", "basis": "; ".join(dict.fromkeys(self.basis))}
        return Found(_STEPS[self.farthest], update)


def check_fact(fact: Fact, thread: Thread, *, wish: bool = False) -> Check:
    """Gives the check of one statement against its thread; nothing is asked of a model.

    A value is looked for in the cited lines; in the header and the neighbours of the cited message;
    elsewhere in
    the thread, whose line is then added to the citation; at last it is derived, which makes the statement
    inferred, with its basis. Then negations, results, and the nouns of values are compared. A `wish` (what is
    expected or asked for) may affirm what the thread denies.
    """
    if fact.state == "silent" or (
        fact.state == "inferred" and not fact.lines and (fact.basis or "").startswith("proposed")
    ):
        return Check(fact, "cited")
    if missing := _no_such_lines(fact, thread):
        return Check(fact, "nowhere", missing)
    known = thread_values(thread)
    asked = (fact.text, fact.lines, fact.state, fact.basis, wish)
    if (found := known.found.get(asked)) is None:
        found = known.found[asked] = _found(fact, known, wish=wish)
    completed = fact.model_copy(update=found.update) if found.update else fact
    return Check(completed, found.outcome, found.failures)


def _found(fact: Fact, known: ThreadValues, *, wish: bool) -> Found:
    cited = known.get(fact.lines)
    search = _Search(evened(fact.text), known, list(fact.lines))
    if verbatim(search.text, cited):
        search.failures += _unquoted(fact, cited, known)
        return search.found(fact)
    if len(search.text) > _LONGEST:
        search.failures.append(Failure(f"{fact.text[:40]}…", "statement", "is too long to check"))
        return search.found(fact)
    values = _with_opening_name(search.text, with_days(search.text, values_in(search.text)), known)
    if len(values) > _MOST_STATED:
        search.failures.append(Failure(values[0].text, "statement", "stands among too many values to check"))
        return search.found(fact)
    _look_for(values, cited, search)
    search.failures += Compared(search.text, values, tuple(search.lines), known).failures(wish=wish)
    search.failures += (*_misquoted(search.text, cited, known), *_unquoted(fact, cited, known))
    return search.found(fact)


def _with_opening_name(text: str, values: tuple[Value, ...], known: ThreadValues) -> tuple[Value, ...]:
    """The values with the name that opens the statement, known from the thread alone (`Ruud went …`).

    Without the words that only open a sentence, and that the thread writes small (`Send links`).
    """
    values = tuple(
        one
        for one in values
        if one.kind != "name"
        or not (opens_sentence(text, one.start) or _ACRONYMS.fullmatch(one.text))
        or not any(map(known.writes_small, _spellings(one.text)))
    )
    opening = _OPENING.match(text)
    if (
        opening is None
        or (values and values[0].start < opening.end())
        or opening[0].lower() in {*words().names.generic, *words().names.common}
    ):
        return values
    if _THING.match(text, opening.end()) or not known.knows_name(opening[0]):
        return values
    return (Value("name", opening[0], opening[0].lower(), 0, opening.end()), *values)


def _spellings(name: str) -> tuple[str, str]:
    """A word as a sentence opens with it, and without an acronym's plural."""
    opened = name[0] + name[1:].lower()
    return opened, opened.removesuffix("s")


def _no_such_lines(fact: Fact, thread: Thread) -> tuple[Failure, ...]:
    gone = tuple(
        Failure(line, "line", "does not exist in the thread")
        for line in fact.lines
        if line not in thread.by_id
    )
    if not fact.lines and fact.state == "stated":
        return (Failure(fact.text, "line", "cites no line of the thread"),)
    return gone


def _look_for(values: Sequence[Value], cited: Sequence[LineValues], search: _Search) -> None:
    ground = Ground(search.text, values, cited, search.thread.near(search.lines), search.thread)
    for value in values:
        if any(line.bears(value) for line in cited):
            continue
        if any(test(value, ground) for test in _RIVALS):
            search.failures.append(Failure(value.text, value.kind, "is another in the cited lines"))
        else:
            _look_around(value, ground, search)
    search.failures += _strangers(ground)


def _look_around(value: Value, ground: Ground, search: _Search) -> None:
    if beside := weekday_beside(value, ground):
        search.derived(Derived(f"from the weekday in {beside}", (beside,)))
    elif (found := bears_nearby(value, ground)) is not None and not (
        found
        and (
            (value.kind in {"version", "weekday"} and other_than_cited(value, ground))
            or only_count(value, ground)
        )
    ):
        search.reached("neighbour", found)
    elif (derived := derive(value, ground)) and _is_due(value, derived, ground):
        search.derived(derived)
    elif (
        not (
            other_than_cited(value, ground)
            or only_name(value, ground)
            or (value.kind != "number" and only_count(value, ground))
        )
        and (found := bears_elsewhere(value, ground)) is not None
    ):
        search.reached("elsewhere", found)
    elif derived and value.kind != "weekday":
        search.derived(derived)
    else:
        search.failures.append(Failure(value.text, value.kind, "stands nowhere in the thread"))


def _is_due(value: Value, derived: Derived, ground: Ground) -> bool:
    """Whether it is a moment that follows from the cited lines, or that they do not tell otherwise."""
    if value.kind not in {"date", "weekday", "time", "month"}:
        return False
    cited = {line.line.id for line in ground.cited}
    return cited.issuperset(derived.lines) or not other_than_cited(value, ground)


def _strangers(ground: Ground) -> Iterator[Failure]:
    """Weekdays and times beside the wrong date, plans and ids of another name."""
    if week := off_the_week(ground):
        yield Failure(f"{week[0].text} {week[1].text}", "date", "is no such weekday")
    if pair := off_the_header(ground):
        words = " ".join(one.text for one in pair)
        yield Failure(words, "date", "is not the date of the message with that time")
    for plan in strange_plan(ground):
        yield Failure(plan, "name", "stands nowhere in the thread")
    for word in (
        *strange_words(ground.text, list(ground.cited)),
        *strange_letters(ground.text, ground.cited),
    ):
        yield Failure(word, "identifier", "is another in the cited lines")


def _misquoted(text: str, cited: Sequence[LineValues], known: ThreadValues) -> Iterator[Failure]:
    """Several words in quotes must stand in the thread as they are."""
    quotes = [quote for quote in _QUOTED.findall(text) if len(quote.split()) >= _MOST_LOOSE]
    for quote in quotes:
        told = " ".join(quote.lower().split()).strip(".,;:!?…")
        whole = " ".join(line.folded.lower() for line in cited)
        if told not in whole and not any(told in line.folded.lower() for line in known.all()):
            yield Failure(quote, "quote", "stands nowhere in the thread")


def _unquoted(fact: Fact, cited: Sequence[LineValues], known: ThreadValues) -> list[Failure]:
    """Words that an inferred statement quotes as its basis must stand in the lines."""
    if fact.state != "inferred" or not fact.basis:
        return []
    lines = cited or list(known.all())
    heard = " ".join(" ".join(line.text.lower() for line in lines).split())
    return [
        Failure(quote, "basis", "is quoted and does not stand in the cited lines")
        for quote in _QUOTED.findall(evened(fact.basis))
        if " ".join(quote.lower().split()) not in heard
    ]
