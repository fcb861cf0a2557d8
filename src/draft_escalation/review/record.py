"""What a review leaves in a brief's `review` object: how it stands, the audit trail, the edits for `update`.

Other keys of the object (an update's `changes`, `conflicts`) stay as they are.
"""

import hashlib
from typing import Any, Literal

from pydantic import ValidationError

from draft_escalation.brief.document import Document, Waived
from draft_escalation.errors import UserError
from draft_escalation.tables import Record
from draft_escalation.update.match import plain
from draft_escalation.update.places import split_place
from draft_escalation.update.records import Conflict, Edit

Mark = Literal["ready", "set_aside"]
Standing = Literal["open", "ready", "set_aside"]
Deed = Literal["edited", "cited", "waived", "unwaived", "decided", "ready", "set_aside", "reopened"]


class By(Record):
    """Who does something, and when (ISO time, UTC)."""

    who: str
    at: str


class Entry(Record):
    """One entry of `review.trail`.

    `field` is the place as findings name it; `before` and `after` are its words, of `cited` its line ids, of
    `waived` and `unwaived` the rule; `reason` is the person's.
    """

    did: Deed
    who: str
    at: str
    field: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""


class State(Record):
    """`review.state`: the mark that a person gave, and the print of the brief that they gave it to."""

    mark: Mark
    who: str
    at: str
    reason: str = ""
    of: str


class Review(Record):
    """The parts of a `review` object that the page writes; `waived` are the findings that waivers cover."""

    state: State | None = None
    trail: tuple[Entry, ...] = ()
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    waived: tuple[Waived, ...] = ()


_KEYS = tuple(Review.model_fields)


def review_of(document: Document) -> Review:
    """The review of a brief. Raises UserError where an entry is malformed."""
    said = {key: value for key, value in document.review.items() if key in _KEYS}
    try:
        return Review.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(f"review.{where}: {first['msg']}; mend it, or take the entry out") from None


def with_review(document: Document, review: Review) -> Document:
    """The brief with this review; empty parts are left out, other keys stay."""
    said: dict[str, Any] = review.model_dump(mode="json")
    others = {key: value for key, value in document.review.items() if key not in _KEYS}
    return document.model_copy(
        update={"review": others | {key: value for key, value in said.items() if value}}
    )


def standing(document: Document, review: Review) -> Standing:
    """How a brief stands; a mark counts only for the very brief that it was given to."""
    state = review.state
    return state.mark if state and state.of == print_of(document) else "open"


def print_of(document: Document) -> str:
    """16 hex digits that change with whatever the brief says, its findings and waivers included."""
    held = document.model_dump_json(exclude={"review", "run"})
    return hashlib.sha256(held.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def with_edit(edits: tuple[Edit, ...], new: Edit) -> tuple[Edit, ...]:
    """The edits with one more: what was edited before stays one edit, from the engine's words to the last."""
    path, _, part = split_place(new.field)
    for at, old in enumerate(edits):
        same = split_place(old.field)[::2] == (path, part)
        if same and old.after and plain(old.after) == plain(new.before):
            joined = new.model_copy(update={"before": old.before})
            undone = plain(joined.before) == plain(joined.after)
            return (*edits[:at], *(() if undone else (joined,)), *edits[at + 1 :])
    return (*edits, new)


def print_of_conflict(conflict: Conflict) -> str:
    """16 hex digits that tell a conflict from the others."""
    return hashlib.sha256(conflict.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:16]
