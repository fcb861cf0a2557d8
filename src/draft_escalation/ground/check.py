"""Does the thread bear a statement? Value by value, in steps: see `check_fact`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from draft_escalation.brief.model import Fact
from draft_escalation.ground.basis import Derived, Ground
from draft_escalation.ground.derive import derive
from draft_escalation.ground.index import LineValues, ThreadValues, thread_values
from draft_escalation.ground.nearby import bears_elsewhere, bears_nearby, contested
from draft_escalation.ground.opposites import opposed
from draft_escalation.ground.order import against_its_word, backwards, former, turned_round
from draft_escalation.ground.pairs import mismatched_share, misplaced, swapped
from draft_escalation.ground.periods import other_periods
from draft_escalation.ground.polarity import turned
from draft_escalation.ground.rivals import (
    label_rival,
    name_rival,
    off_the_header,
    off_the_week,
    other_than_cited,
    serial_rival,
    strange_plan,
    strange_words,
    weekday_beside,
)
from draft_escalation.ground.silence import tells_silence, unanswered
from draft_escalation.ground.speech import clauses
from draft_escalation.ground.value import Value
from draft_escalation.ground.values import evened, values_in, with_days
from draft_escalation.thread.model import Thread

Outcome = Literal["cited", "neighbour", "elsewhere", "derived", "nowhere"]
_STEPS: tuple[Outcome, ...] = ("cited", "neighbour", "elsewhere", "derived", "nowhere")
_MOST_VALUES = 100
_MOST_STATED = 120
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{2,300})[\"”“»]")


@dataclass(frozen=True, slots=True)
class Failure:
    """A value that the thread does not bear, what kind it is, and why it fails."""

    value: str
    kind: str
    why: str

    def __str__(self) -> str:
        return f'{self.kind} "{self.value}" {self.why}'


@dataclass(frozen=True, slots=True)
class Check:
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
    search = _Search(evened(fact.text), known, list(fact.lines))
    values = with_days(search.text, values_in(search.text))
    if len(values) > _MOST_STATED:
        return Check(
            fact, "nowhere", (Failure(values[0].text, "statement", "stands among too many values to check"),)
        )
    cited = known.get(fact.lines)
    _look_for(values, cited, search)
    _compare(values, search, wish=wish)
    search.failures += _unquoted(fact, cited, known)
    if search.failures:
        return Check(fact, "nowhere", tuple(search.failures))
    return Check(_completed(fact, search), _STEPS[search.farthest])


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
        if any(test(value, ground) for test in (contested, serial_rival, name_rival, label_rival)):
            search.failures.append(Failure(value.text, value.kind, "is another in the cited lines"))
        else:
            _look_around(value, ground, search)
    search.failures += _strangers(ground)


def _look_around(value: Value, ground: Ground, search: _Search) -> None:
    if beside := weekday_beside(value, ground):
        search.derived(Derived(f"from the weekday in {beside}", (beside,)))
    elif (found := bears_nearby(value, ground)) is not None and not (
        found and value.kind == "version" and other_than_cited(value, ground)
    ):
        search.reached("neighbour", found)
    elif (derived := derive(value, ground)) and value.kind in {"date", "weekday", "time", "month"}:
        search.derived(derived)
    elif not other_than_cited(value, ground) and (found := bears_elsewhere(value, ground)) is not None:
        search.reached("elsewhere", found)
    elif derived:
        search.derived(derived)
    else:
        search.failures.append(Failure(value.text, value.kind, "stands nowhere in the thread"))


def _strangers(ground: Ground) -> Iterator[Failure]:
    """Weekdays and times beside the wrong date, plans and ids of another name."""
    if week := off_the_week(ground):
        yield Failure(f"{week[0].text} {week[1].text}", "date", "is no such weekday")
    if pair := off_the_header(ground):
        words = " ".join(one.text for one in pair)
        yield Failure(words, "date", "is not the date of the message with that time")
    for plan in strange_plan(ground):
        yield Failure(plan, "name", "stands nowhere in the thread")
    for word in strange_words(ground.text, list(ground.cited)):
        yield Failure(word, "identifier", "is another in the cited lines")


def _compare(values: Sequence[Value], search: _Search, *, wish: bool) -> None:
    lines = search.thread.get(search.lines)
    stretches = [(line.text, line.values[:_MOST_VALUES]) for line in lines]
    if swap := swapped(search.text, values, stretches):
        words = f"{swap.one.text} … {swap.other.text}"
        search.failures.append(Failure(words, "pairing", "have changed places"))
    if share := mismatched_share(search.text, values, stretches):
        search.failures.append(Failure(" of ".join(share), "pairing", "is another share in the cited lines"))
    for value, noun in misplaced(search.text, values, stretches):
        search.failures.append(
            Failure(f"{value.text} {noun}", "pairing", "belongs to another noun in the cited lines")
        )
    for words in other_periods(search.text, (line.text for line in lines)):
        search.failures.append(Failure(words, "period", "is another in the cited lines"))
    if back := backwards(search.text, values, lines):
        words = f"{back[0].text} … {back[1].text}"
        search.failures.append(Failure(words, "pairing", "came in the other order"))
    if past := former(search.text, values, lines):
        words = f"{past[0].text} … {past[1].text}"
        search.failures.append(Failure(words, "pairing", "have changed places"))
    if contrary := against_its_word(search.text, values):
        search.failures.append(Failure(contrary, "pairing", "runs against its numbers"))
    if choice := turned_round(search.text, lines):
        search.failures.append(Failure(" … ".join(choice), "pairing", "have changed places"))
    told = [clause for line in lines for clause in line.clauses]
    around = search.thread.near(search.lines)
    near = [clause for line in around if not line.is_header for clause in line.clauses]
    said = [
        one
        for one in clauses(search.text)
        if not tells_silence(one) and not unanswered(one, lines, search.thread)
    ]
    against = [] if wish else opposed(said, (*told, *near))
    for words, why in (*turned(said, told, near, wish=wish), *against):
        search.failures.append(Failure(words, "negation", why))


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


def _completed(fact: Fact, search: _Search) -> Fact:
    update: dict[str, object] = {"lines": tuple(search.lines)}
    if search.basis and fact.state == "stated":
        update |= {"state": "inferred", "basis": "; ".join(dict.fromkeys(search.basis))}
    return fact.model_copy(update=update)
