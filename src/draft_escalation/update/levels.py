"""Severity and target that a person set by hand, put into the redraft."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Brief, LineIds, Severity, Target
from draft_escalation.brief.slots import slots
from draft_escalation.errors import UserError
from draft_escalation.skill.assemble import silent
from draft_escalation.update.edits import LEVELS
from draft_escalation.update.match import Matched
from draft_escalation.update.records import Conflict, Edit
from draft_escalation.update.settle import Settled

_CHOICES = {"severity": get_args(Severity), "target": get_args(Target)}


def compared_levels(earlier: Document, drafted: Document, already: Iterable[Edit]) -> Iterator[Edit]:
    """Severity and target where they differ from what the rules made of the same thread, unless told."""
    told = {edit.field for edit in already}
    for name in LEVELS:
        was, now = getattr(drafted.brief, name), getattr(earlier.brief, name)
        if was != now and name not in told:
            yield Edit(field=name, before=was, after=now)


def typed_levels(
    earlier: Document, redraft: Document, drafted: Document | None, matched: Matched
) -> Iterator[Conflict]:
    """Severity and target of a typed brief that neither the rules nor new lines explain: for the person."""
    for name in LEVELS:
        theirs, ours = getattr(earlier.brief, name), getattr(redraft.brief, name)
        lines = _reasons(redraft.brief, name)
        explained = matched.is_new(lines) or (drafted and getattr(drafted.brief, name) == theirs)
        if theirs != ours and not explained:
            yield Conflict(edit=Edit(field=name, after=theirs), now=ours, lines=lines)


def settle_levels(redraft: Brief, edits: Iterable[Edit]) -> Settled:
    """The redraft with what the person set, where the rules still come to what the person had before them.

    Raises UserError for a word that is no severity or target.
    """
    settled = Settled(redraft)
    for edit in edits:
        if edit.after not in _CHOICES[edit.field]:
            choices = ", ".join(_CHOICES[edit.field])
            raise UserError(f"review.edits: {edit.field} {edit.after!r} is none of {choices}; mend it")
        now = getattr(redraft, edit.field)
        if now not in {edit.before, edit.after}:
            lines = _reasons(redraft, edit.field)
            settled.conflicts.append(Conflict(edit=edit, now=now, lines=lines))
            continue
        settled.edits.append(edit)
        if now != edit.after:
            settled.brief = with_level(settled.brief, edit)
    return settled


def with_level(brief: Brief, edit: Edit) -> Brief:
    """The brief with the level of an edit; the reasons of the rules' own do not bear the person's."""
    changed: dict[str, Any] = {edit.field: edit.after, f"{edit.field}_because": ()}
    if edit.field == "target":
        changed["for_target"] = {
            path: brief.for_target.get(path, (silent(path),))
            for path, slot in slots().items()
            if edit.after in slot.targets
        }
    return brief.model_copy(update=changed)


def _reasons(brief: Brief, name: str) -> LineIds:
    return tuple(dict.fromkeys(line for one in getattr(brief, f"{name}_because") for line in one.lines))
