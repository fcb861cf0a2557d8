"""The commonest check: whether a slot says anything."""

from collections.abc import Iterator

from draft_escalation.brief.document import Level
from draft_escalation.brief.model import Target
from draft_escalation.brief.slots import slots
from draft_escalation.validate.rule import Case, Hit
from draft_escalation.validate.statements import slot_statements


def if_silent(
    case: Case, path: str, message: str, *, fix: str | None = None, level: Level | None = None
) -> Iterator[Hit]:
    """A hit on the slot where it is silent."""
    if not slot_statements(case.brief, path):
        yield Hit(path, message, fix=fix, level=level)


def if_incomplete(case: Case, target: Target) -> Iterator[Hit]:
    """A hit on each silent slot that only this team's "what to include" names; a note where optional."""
    if case.brief.target != target:
        return
    team = case.policy.names[target]
    for path, slot in slots().items():
        if target in slot.targets:
            optional = slot.shown == "stated"
            said = f"{slot.label.lower()} is not stated, which {team} {'may want' if optional else 'needs'}"
            yield from if_silent(case, path, said, level="note" if optional else None)
