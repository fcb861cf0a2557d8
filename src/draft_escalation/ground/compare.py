"""A statement held against its lines as a whole: values at their nouns, turns of events, denials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draft_escalation.ground.bounds import beyond, denied_only
from draft_escalation.ground.clauses import Clause, clauses
from draft_escalation.ground.contraries import contrary
from draft_escalation.ground.contrast import crossed, levelled
from draft_escalation.ground.exclusive import another_one
from draft_escalation.ground.having import had_otherwise
from draft_escalation.ground.index import LineValues, ThreadValues
from draft_escalation.ground.kin import another_of_its_sort
from draft_escalation.ground.likeness import shared
from draft_escalation.ground.modality import is_foreign, translated, unlike
from draft_escalation.ground.nouns import misplaced
from draft_escalation.ground.opposites import opposed
from draft_escalation.ground.order import against_its_word, backwards, former, turned_round
from draft_escalation.ground.outcome import Failure
from draft_escalation.ground.pairs import swapped
from draft_escalation.ground.partners import anothers
from draft_escalation.ground.periods import other_periods
from draft_escalation.ground.places import changed_places
from draft_escalation.ground.polarity import turned
from draft_escalation.ground.scan import words_of
from draft_escalation.ground.shares import mismatched_share
from draft_escalation.ground.silence import agents_wrote, held, tells_no_answer
from draft_escalation.ground.tense import ahead_of_time
from draft_escalation.ground.value import Value

_MOST_VALUES = 100


@dataclass(frozen=True)
class Compared:
    """A statement, its values, and the ids of the lines that it is held against."""

    text: str
    values: Sequence[Value]
    ids: Sequence[str]
    thread: ThreadValues

    def failures(self, *, wish: bool) -> Iterator[Failure]:
        """Gives what the lines do not bear; a `wish` may affirm what they deny."""
        lines = self.thread.get(self.ids)
        yield from self._pairings(lines) if self.values else ()
        for words in other_periods(self.text, (line.text for line in lines)):
            yield Failure(words, "period", "is another in the cited lines")
        if not wish and (day := ahead_of_time(self.text, self.values, self.thread)):
            yield Failure(day.text, "date", "is yet to come, and what was done then is not")
        if choice := turned_round(self.text, lines):
            yield Failure(" … ".join(choice), "pairing", "have changed places")
        body = [line.text for line in lines if not line.is_header]
        if not wish and (words := contrary(self.text, body) or had_otherwise(self.text, body)):
            yield Failure(words, "negation", "says the opposite of the cited lines")
        if places := changed_places(self.text, body):
            yield Failure(" … ".join(places), "pairing", "have changed places")
        for word in another_of_its_sort(words_of(self.text), lines):
            yield Failure(word, "pairing", "is another thing in the cited lines")
        for words, why in self._denials(lines, wish=wish):
            yield Failure(words, "negation", why)

    def _pairings(self, lines: Sequence[LineValues]) -> Iterator[Failure]:
        stretches = [_stretch(line) for line in lines]
        if swap := swapped(self.text, self.values, [_stretch(line) for line in lines if not line.is_header]):
            yield _pair(swap.one, swap.other, "have changed places")
        if share := mismatched_share(self.text, self.values, stretches):
            yield Failure(" of ".join(share), "pairing", "is another share in the cited lines")
        for value, noun in misplaced(self.text, self.values, stretches):
            yield Failure(f"{value.text} {noun}", "pairing", "belongs to another noun in the cited lines")
        if pair := anothers(self.text, self.values, stretches):
            yield _pair(*pair, "do not stand together in the cited lines")
        for value, side in beyond(self.text, self.values, stretches):
            yield Failure(value.text, "pairing", f'stands behind "{side}" in the cited lines')
        for value in denied_only(self.text, self.values, stretches):
            yield Failure(value.text, "pairing", "is denied in the cited lines")
        if back := backwards(self.text, self.values, lines):
            yield _pair(*back, "came in the other order")
        if past := former(self.text, self.values, lines):
            yield _pair(*past, "have changed places")
        if contrary := against_its_word(self.text, self.values):
            yield Failure(contrary, "pairing", "runs against its numbers")

    def _denials(self, lines: Sequence[LineValues], *, wish: bool) -> Iterator[tuple[str, str]]:
        said = held(clauses(self.text))
        told = [clause for line in lines for clause in line.clauses]
        body = [line for line in lines if not line.is_header]
        foreign = bool(body) and is_foreign(body)
        near = Around(self)
        silent = [one for one in said if tells_no_answer(one)]
        agents = agents_wrote(lines, self.thread) if silent else None
        if agents is not None and not any(map(tells_no_answer, told)):
            yield from ((one.text, "but support answered") for one in silent if agents)
            said = [one for one in said if one not in silent]
        kin = [one for one in said if not foreign or any(shared(one, other) > 1 for other in told)]
        yield from turned(kin, told, near, wish=wish)
        if not wish:
            yield from unlike(said, lines)
            if words := crossed(said, [line.clauses for line in lines]):
                yield words, "have changed places in the cited lines"
            body_told = [(line.text, line.clauses) for line in body]
            if words := levelled(self.text, body_told):
                yield words, "but the cited lines tell them apart"
            yield from another_one(self.text, self.values, lines)
            yield from translated(said, lines)
            yield from opposed(said, told, near)


@dataclass(frozen=True)
class Around:
    """The clauses of the lines around those that a statement is held against, read when first asked for."""

    compared: Compared

    def __iter__(self) -> Iterator[Clause]:
        around = self.compared.thread.near(self.compared.ids)
        return (clause for line in around if not line.is_header for clause in line.clauses)


def _stretch(line: LineValues) -> tuple[str, Sequence[Value]]:
    return line.text, line.values[:_MOST_VALUES]


def _pair(one: Value, other: Value, why: str) -> Failure:
    return Failure(f"{one.text} … {other.text}", "pairing", why)
