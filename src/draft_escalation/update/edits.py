"""What of the earlier brief a person wrote: told by `review.edits`, by comparison, or as it was typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Brief
from draft_escalation.brief.parse import parse_brief
from draft_escalation.brief.statement import read_prose, read_statements
from draft_escalation.errors import UserError
from draft_escalation.render.text import render_text
from draft_escalation.update.match import plain
from draft_escalation.update.places import (
    Slots,
    Unit,
    fact_of,
    keys,
    made,
    place,
    proposed,
    reworded,
    slots_of,
    split_place,
    words,
)
from draft_escalation.update.records import Conflict, Edit

LEVELS = ("severity", "target")
"""What a person may set besides statements."""
_Entry = TypeVar("_Entry", Edit, Conflict)
_FORM = "{field, before, after, who, at}"


@dataclass(frozen=True, slots=True)
class Kept:
    """An edit and its statement.

    `unit` is what the person wants (None: nothing) where the engine had `before`: "" nothing, None not known,
    because the brief was typed.
    """

    edit: Edit
    slot: str
    index: int
    before: str | None
    unit: Unit | None


def told(earlier: Document) -> tuple[Kept, ...]:
    """The edits of `review.edits`, and the conflicts that were decided for the person's words since.

    Raises UserError where an entry is malformed.
    """
    slots = slots_of(earlier.brief)
    edits = _entries(earlier, "edits", TypeAdapter(tuple[Edit, ...]))
    decided = (
        one.edit.model_copy(update={"before": one.now})
        for one in conflicts(earlier)
        if _stands(one.edit, earlier.brief, slots)
    )
    return tuple(_told(edit, slots) for edit in (*edits, *decided))


def undecided(earlier: Document) -> tuple[Conflict, ...]:
    """The conflicts of the earlier brief about which nobody has decided yet."""
    slots = slots_of(earlier.brief)
    return tuple(one for one in conflicts(earlier) if not _stands(one.edit, earlier.brief, slots))


def conflicts(earlier: Document) -> tuple[Conflict, ...]:
    """`review.conflicts` of the earlier brief. Raises UserError where an entry is malformed."""
    return _entries(earlier, "conflicts", TypeAdapter(tuple[Conflict, ...]))


def compared(earlier: Document, drafted: Brief, already: tuple[Kept, ...]) -> Iterator[Kept]:
    """The statements that differ from what the engine `drafted` of the same thread, unless `already` told.

    Each comes with the engine's own that it replaces, in order.
    """
    theirs, ours = slots_of(earlier.brief), slots_of(drafted)
    for path in dict.fromkeys((*theirs, *ours)):
        said, given = theirs.get(path, ()), ours.get(path, ())
        known = {one.before and plain(one.before) for one in already if one.slot == path}
        claimed = {key for one in already if one.slot == path and one.unit for key in keys(one.unit)}
        added = [
            unit for unit in _without(said, given) if not proposed(unit) and keys(unit).isdisjoint(claimed)
        ]
        gone = [unit for unit in _without(given, said) if keys(unit).isdisjoint(known)]
        for after, before in zip_longest(added, gone):
            if after is not None or (before is not None and not proposed(before)):
                yield _compared(path, before, after, said, given)


def typed(earlier: Document, drafts: Iterable[Document]) -> Iterator[Kept]:
    """The statements of a typed brief that none of the `drafts` gives, which are read back from text too."""
    given: dict[str, set[str]] = {}
    for text in (render_text(draft, cite=cite) for draft in drafts for cite in (True, False)):
        for path, units in slots_of(parse_brief(text).brief).items():
            given.setdefault(path, set()).update(key for unit in units for key in keys(unit))
    for path, units in slots_of(earlier.brief).items():
        for index, unit in enumerate(units):
            if not proposed(unit) and keys(unit).isdisjoint(given.get(path, ())):
                field = place(path, index, len(units))
                yield Kept(Edit(field=field, after=words(unit)), path, index, None, unit)


def stood(earlier: Slots, drafts: Iterable[Slots]) -> dict[str, frozenset[str]]:
    """By slot, how everything that stood in an earlier brief is known again.

    A typed line may hold in pieces what is one statement in the `drafts`: that statement stood too.
    """
    known = {path: set(said) for path, said in all_keys((earlier,)).items()}
    for path, units in (item for draft in drafts for item in draft.items()):
        read = read_prose if path == "issue_description" else read_statements
        for unit in units:
            pieces = [plain(fact.text) for fact in read(fact_of(unit).text)]
            if pieces and known.get(path, set()).issuperset(pieces):
                known[path] |= keys(unit)
    return {path: frozenset(said) for path, said in known.items()}


def all_keys(briefs: Iterable[Slots]) -> dict[str, frozenset[str]]:
    """By slot, how every statement of some briefs is known again."""
    known: dict[str, set[str]] = {}
    for path, units in (item for brief in briefs for item in brief.items()):
        known.setdefault(path, set()).update(key for unit in units for key in keys(unit))
    return {path: frozenset(said) for path, said in known.items()}


def _entries(earlier: Document, name: str, shape: TypeAdapter[tuple[_Entry, ...]]) -> tuple[_Entry, ...]:
    try:
        return shape.validate_python(tuple(earlier.review.get(name) or ()))
    except (ValidationError, TypeError):
        raise UserError(
            f"review.{name} of the earlier brief: an entry is malformed; an edit is {_FORM}"
        ) from None


def _stands(edit: Edit, brief: Brief, slots: Slots) -> bool:
    if edit.field in LEVELS:
        return bool(getattr(brief, edit.field) == edit.after)
    path, _, part = split_place(edit.field)
    return any(plain(edit.after) in _said(unit, part) for unit in slots.get(path, ()))


def _told(edit: Edit, slots: Slots) -> Kept:
    path, index, part = split_place(edit.field)
    units = slots.get(path, ())
    near = (*units[index : index + 1], *units)
    unit = next((one for one in near if edit.after and plain(edit.after) in _said(one, part)), None)
    if unit is None and edit.after:
        other = next((one for one in near if edit.before and plain(edit.before) in _said(one, part)), None)
        unit = reworded(other, part, edit.after) if other else made(path, edit.after)
    before = edit.before
    if part and unit is not None:
        before = words(reworded(unit, part, edit.before))
    return Kept(edit, path, index, before, unit)


def _said(unit: Unit, part: str) -> frozenset[str]:
    return frozenset((plain(getattr(unit, part).text),)) if part else keys(unit)


def _without(units: tuple[Unit, ...], others: tuple[Unit, ...]) -> list[Unit]:
    known = {key for other in others for key in keys(other)}
    return [unit for unit in units if keys(unit).isdisjoint(known)]


def _compared(
    path: str, before: Unit | None, after: Unit | None, said: tuple[Unit, ...], given: tuple[Unit, ...]
) -> Kept:
    units, unit = (said, after) if after is not None else (given, before)
    index = next((at for at, one in enumerate(units) if one is unit), 0)
    was, now = words(before) if before else "", words(after) if after else ""
    return Kept(Edit(field=place(path, index, len(units)), before=was, after=now), path, index, was, after)
