"""What an update says besides the brief; the shapes of `review` in the JSON."""

from typing import Literal

from draft_escalation.brief.document import Document, Waiver
from draft_escalation.brief.model import Because, LineIds
from draft_escalation.tables import Record

Kind = Literal["new", "corrected", "changed", "silent", "gone", "reworded"]
"""How a statement differs from the earlier brief.

`new`: it rests on lines that the earlier thread did not have. `corrected`: the thread took its value back.
`changed`: another statement stands in its place, by new lines. `silent`: its slot says nothing any more, or
holds only a proposal. `gone`: left out while the slot says other things. `reworded`: nothing new behind it.
"""
Advice = Literal["close", "lower", "stands"]
"""`close`: the matter goes back to support. `lower`: it stays escalated, less urgent. `stands`: what must not
stay in support holds all the same."""


class Edit(Record):
    """A statement that a person changed: one entry of `review.edits`.

    `field` is the place as findings name it (`reproduction.steps.2`, `tried.0.result`, `severity`); `before`
    is empty for a statement that was added, `after` for one that was taken out; `at` is ISO time.
    """

    field: str
    before: str = ""
    after: str = ""
    who: str | None = None
    at: str | None = None


class Conflict(Record):
    """An edit whose statement the thread has changed since: one entry of `review.conflicts`.

    `now` stands in the brief ("" where the slot is silent), by `lines`; the person's words are in `edit`.
    """

    edit: Edit
    now: str = ""
    lines: LineIds = ()


class DroppedWaiver(Record):
    """A waiver that was not carried over, and why: one entry of `review.dropped_waivers`."""

    waiver: Waiver
    why: str


class Change(Record):
    """One statement that differs; `lines` are lines of the grown thread that show it.

    `old` and `new` are the values that the thread itself corrects (`40`, `4`), where it does.
    """

    kind: Kind
    field: str
    before: str = ""
    after: str = ""
    old: str = ""
    new: str = ""
    lines: LineIds = ()


class Move(Record):
    """A decision that came out differently, the signals behind it, and those that no longer hold."""

    before: str
    after: str
    because: tuple[Because, ...] = ()
    no_longer: tuple[Because, ...] = ()


class Deescalation(Record):
    """The cases of the skill's "De-escalate when" that hold, what stands against it, and what to do."""

    advice: Advice
    cases: tuple[Because, ...]
    against: tuple[Because, ...] = ()
    actions: tuple[str, ...] = ()


class Changes(Record):
    """What is different from the earlier brief: `review.changes`.

    `new_messages` are ids of the grown thread; None where the earlier brief does not tell its thread.
    """

    new_messages: tuple[str, ...] | None = ()
    statements: tuple[Change, ...] = ()
    severity: Move | None = None
    target: Move | None = None
    verdict: Move | None = None
    deescalation: Deescalation | None = None

    @property
    def nothing(self) -> bool:
        """Whether the brief says what the earlier one said."""
        said = any(one.kind != "reworded" for one in self.statements)
        return not (said or self.severity or self.target or self.verdict)


class Updated(Record):
    """The redrafted brief with what a person did to the earlier one, and what changed.

    `document.review` holds all of it too: `changes`, `edits`, `conflicts`, `dropped_waivers`.
    """

    document: Document
    changes: Changes
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dropped_waivers: tuple[DroppedWaiver, ...] = ()
