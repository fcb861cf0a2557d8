"""Waivers of the earlier brief: carried over where what they were written about has not changed."""

from draft_escalation.brief.document import Document, Waiver
from draft_escalation.update.edits import LEVELS
from draft_escalation.update.match import plain
from draft_escalation.update.places import Slots, place, slots_of, split_place, words
from draft_escalation.update.records import DroppedWaiver


def carried(earlier: Document, now: Document) -> tuple[tuple[Waiver, ...], tuple[DroppedWaiver, ...]]:
    """The waivers that still hold, their field moved with its statement, and those that do not, with why.

    One without a field holds for the whole brief and is carried; whether it still has something to waive is
    for the rules to say.
    """
    before, after = slots_of(earlier.brief), slots_of(now.brief)
    kept: list[Waiver] = []
    dropped: list[DroppedWaiver] = []
    for waiver in earlier.waivers:
        field = waiver.field or ""
        place_now = field if _held(earlier, before, field) == _held(now, after, field) else None
        place_now = _moved(field, before, after) if place_now is None else place_now
        if place_now is None:
            dropped.append(DroppedWaiver(waiver=waiver, why=f"{field} says something else now"))
        else:
            kept.append(waiver.model_copy(update={"field": place_now or None}))
    return tuple(kept), tuple(dropped)


def _held(document: Document, slots: Slots, field: str) -> object:
    """What stands in a field, or in all slots under it."""
    if not field:
        return None
    if field in LEVELS:
        return getattr(document.brief, field)
    if field == "decision":
        return document.decision.verdict
    path, index, _ = split_place(field)
    if path in slots and path != field:
        return [plain(words(unit)) for unit in slots[path][index : index + 1]]
    under = (name for name in slots if f"{name}.".startswith(f"{field}."))
    return {name: [plain(words(unit)) for unit in slots[name]] for name in under if slots[name]}


def _moved(field: str, before: Slots, after: Slots) -> str | None:
    """The field with its statement's new place, None where the statement is not there any more."""
    path, index, part = split_place(field)
    had = before.get(path, ())
    had = had[index : index + 1] if path != field or len(had) == 1 else ()
    if not had:
        return None
    said = [plain(words(unit)) for unit in after.get(path, ())]
    if plain(words(had[0])) not in said:
        return None
    where = place(path, said.index(plain(words(had[0]))), len(said))
    return f"{where}.{part}" if part else where
