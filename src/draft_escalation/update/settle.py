"""A person's statements put into the redraft, unless new messages changed what stands in their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from draft_escalation.brief.model import Brief, Fact, LineIds
from draft_escalation.ground.check import check_fact
from draft_escalation.thread.model import Thread
from draft_escalation.update.edits import Kept
from draft_escalation.update.match import Matched, plain
from draft_escalation.update.places import (
    SINGLE,
    Slots,
    Unit,
    each_fact,
    keys,
    lines,
    proposed,
    slots_of,
    with_slots,
    words,
)
from draft_escalation.update.records import Conflict, Edit

_WISHES = (
    "reproduction.expected",
    "communication.customer_expectation",
    "needed.",
    "for_target.decision_wanted",
)


@dataclass
class Settled:
    """The brief with the edits that survive, and those that the thread has overtaken."""

    brief: Brief
    edits: list[Edit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def settle(
    redraft: Brief,
    kept: Sequence[Kept],
    known: Mapping[str, frozenset[str]],
    grown: Thread,
    matched: Matched,
) -> Settled:
    """Puts each kept statement in its slot of the redraft.

    `known` has by slot what stood in the earlier brief, and in what the engine had drafted then: what is not
    in it and rests on no new line is only another wording, and gives way to a person's.
    """
    slots = slots_of(redraft)
    settled = Settled(redraft)
    changed: Slots = {}
    for path in dict.fromkeys(one.slot for one in kept):
        ours = [one for one in kept if one.slot == path]
        if path not in slots:
            settled.conflicts += [Conflict(edit=one.edit) for one in ours]
            continue
        slot = _Slot(path, list(slots[path]), known.get(path, frozenset()), grown, matched)
        for one in ours:
            slot.put(one)
        changed[path] = tuple(slot.units)
        settled.edits += slot.edits
        settled.conflicts += slot.conflicts
    settled.brief = with_slots(redraft, changed)
    return settled


@dataclass
class _Slot:
    path: str
    units: list[Unit]
    known: frozenset[str]
    grown: Thread
    matched: Matched
    edits: list[Edit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    persons: list[Unit] = field(default_factory=list)

    def put(self, one: Kept) -> None:
        """Sets one statement in its place, or keeps it as a conflict."""
        if one.unit is not None and self._at(keys(one.unit)) is not None:
            self.edits.append(one.edit)
            return
        place = self._at(frozenset((plain(one.before),))) if one.before else None
        if place is None and one.unit is None:
            self.edits.append(one.edit)
        elif place is not None:
            self._set(place, one)
        else:
            self._find_room(one)

    def _find_room(self, one: Kept) -> None:
        """A place for a statement whose own is not in the redraft."""
        spare = next((at for at, unit in enumerate(self.units) if self._gives_way(unit)), None)
        fresh = [unit for unit in self.units if self._fresh(unit)]
        if one.before != "" and spare is not None:
            self._set(spare, one)
        elif self._overtaken(one, fresh):
            now = fresh[0] if fresh else None
            self.conflicts.append(
                Conflict(edit=one.edit, now=words(now) if now else "", lines=lines(now) if now else ())
            )
        elif self.path in SINGLE and self.units:
            self._set(0, one)
        else:
            self._set(None, one)

    def _overtaken(self, one: Kept, fresh: list[Unit]) -> bool:
        """Whether new messages changed what the person had before them: it speaks anew, or fell silent."""
        beside_others = one.unit is not None and self.known - keys(one.unit) and self.path not in SINGLE
        if one.before == "" and beside_others:
            return False
        silent = all(map(proposed, self.units))
        return bool(fresh) or (bool(one.before) and silent and bool(self.matched.new_messages))

    def _at(self, wanted: frozenset[str]) -> int | None:
        return next((at for at, unit in enumerate(self.units) if not wanted.isdisjoint(keys(unit))), None)

    def _set(self, place: int | None, one: Kept) -> None:
        self.edits.append(one.edit)
        if one.unit is None:
            if place is not None:
                del self.units[place]
            return
        unit = each_fact(one.unit, self._grounded)
        self.persons.append(unit)
        if place is None:
            self.units.insert(min(one.index, len(self.units)), unit)
        else:
            self.units[place] = unit

    def _gives_way(self, unit: Unit) -> bool:
        """Whether it is only another wording, or a proposal."""
        return not self._fresh(unit) and unit not in self.persons and keys(unit).isdisjoint(self.known)

    def _fresh(self, unit: Unit) -> bool:
        return self.matched.is_new(lines(unit)) and keys(unit).isdisjoint(self.known)

    def _grounded(self, fact: Fact) -> Fact:
        """The person's words with the grown thread's lines; what it does not bear is left to the rules."""
        if fact.state == "silent":
            return fact
        cited = self._lines(fact.lines)
        moved = fact.model_copy(update={"lines": cited, "superseded": self._lines(fact.superseded)})
        check = check_fact(moved, self.grown, wish=self.path.startswith(_WISHES))
        borne = moved if check.failures else moved.model_copy(update=dict(check.fact))
        first = self.grown.message_of(borne.lines[0]) if borne.lines else None
        return borne.model_copy(
            update={"by": first.role if first else None, "at": first.sent_at if first else None}
        )

    def _lines(self, pointers: LineIds) -> LineIds:
        """Pointers as lines of the grown thread; a message is all of its lines."""
        messages = self.grown.messages_by_id
        return tuple(
            line
            for one in self.matched.moved(pointers)
            for line in ([x.id for x in messages[one].lines] if one in messages else [one])
        )
