"""A grown thread drafted anew against its earlier brief; what a person did to that survives."""

from dataclasses import replace

from draft_escalation.brief.document import Document, Finding
from draft_escalation.brief.read import TYPED
from draft_escalation.draft import Frame, compose
from draft_escalation.errors import UserError
from draft_escalation.extract.engine import Report
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.guard.thread import printable
from draft_escalation.skill.policy import digest
from draft_escalation.thread.model import Thread
from draft_escalation.update.compare import changed_statements, moves
from draft_escalation.update.deescalate import deescalation
from draft_escalation.update.edits import LEVELS, all_keys, compared, stood, told, typed, undecided
from draft_escalation.update.levels import compared_levels, settle_levels, typed_levels
from draft_escalation.update.match import Matched, match, unknown
from draft_escalation.update.places import proposed, slots_of, with_slots
from draft_escalation.update.records import Changes, Updated
from draft_escalation.update.settle import Settled, settle
from draft_escalation.update.waivers import carried
from draft_escalation.validate.rule import Case
from draft_escalation.validate.run import validate


def update(
    earlier: Document, grown: Thread, report: Report, frame: Frame, fell_back: str | None = None
) -> Updated:
    """The brief of a grown thread whose secrets are masked, with what a person did to the earlier one.

    `report` is an engine's on `grown`; `fell_back` says why the offline engine stood in for a model. Pure:
    the same for the same input. Raises UserError where less than half of the earlier thread is in `grown`,
    or `review` of the earlier brief is malformed.
    """
    matched = matched_threads(earlier, grown)
    redraft = compose(grown, report, frame, fell_back)
    drafted = _drafted(earlier, grown, matched, frame)
    settled = _settled(earlier, redraft, drafted, grown, matched)
    document = redraft.model_copy(update={"brief": settled.brief})
    waivers, dropped = carried(earlier, document)
    moved = moves(earlier, document)
    changes = Changes(
        new_messages=matched.new_messages,
        statements=changed_statements(slots_of(earlier.brief), slots_of(settled.brief), grown, matched),
        severity=moved.get("severity"),
        target=moved.get("target"),
        verdict=moved.get("verdict"),
        deescalation=deescalation(earlier, document, grown, matched),
    )
    case = Case(
        brief=settled.brief,
        decision=redraft.decision,
        signals=redraft.signals,
        thread=grown,
        policy=frame.policy,
        as_of=frame.as_of or grown.last_at,
        kind=report.extraction.kind,
        fell_back=fell_back,
        waivers=waivers,
    )
    checked = validate(case)
    updated = Updated(
        document=document.model_copy(
            update={
                "findings": tuple(dict.fromkeys((*checked.findings, *_root_cause(case, changes)))),
                "unchecked": checked.unchecked,
                "waivers": waivers,
            }
        ),
        changes=changes,
        edits=tuple(dict.fromkeys(settled.edits)),
        conflicts=tuple(dict.fromkeys(settled.conflicts)),
        dropped_waivers=dropped,
    )
    return _reviewed(updated, earlier)


def matched_threads(earlier: Document, grown: Thread) -> Matched:
    """Which messages of `grown` the earlier brief knew.

    Raises UserError where less than half of them are there: another ticket, or its new messages alone.
    """
    if earlier.thread is None:
        return unknown(grown)
    matched = match(earlier.thread, grown)
    if not matched.same_ticket:
        raise UserError(
            f"{grown.source}: holds {matched.found} of the {matched.total} messages of the earlier brief's "
            "thread; the thread must be whole: give this ticket's thread, earlier messages and new ones"
        )
    return matched


def _drafted(earlier: Document, grown: Thread, matched: Matched, frame: Frame) -> Document | None:
    """What the offline engine makes of the earlier thread, where that tells a person's words from its own."""
    if earlier.run.engine == TYPED and matched.new_messages is not None:
        new = set(matched.new_messages)
        known = tuple(message for message in grown.messages if message.id not in new)
        thread = printable(replace(grown, messages=known))
    elif earlier.run.engine == "offline" and earlier.run.policy_digest == digest(frame.policy):
        if earlier.thread is None:
            return None
        thread = earlier.thread
    else:
        return None
    extraction = extract_offline(thread, frame.policy)
    return compose(thread, Report(extraction=extraction, engine="offline"), frame)


def _settled(
    earlier: Document, redraft: Document, drafted: Document | None, grown: Thread, matched: Matched
) -> Settled:
    """The redraft with the person's severity, target and statements in it."""
    by_hand = earlier.run.engine == TYPED
    kept = told(earlier)
    levels = [one.edit for one in kept if one.slot in LEVELS]
    kept = tuple(one for one in kept if one.slot not in LEVELS)
    if by_hand:
        kept += tuple(typed(earlier, filter(None, (redraft, drafted))))
    elif drafted:
        levels += compared_levels(earlier, drafted, levels)
        kept += tuple(compared(earlier, drafted.brief, kept))
    before = slots_of(earlier.brief)
    drafts = [slots_of(one.brief) for one in (redraft, drafted) if one]
    known = stood(before, drafts) if by_hand else all_keys((before, *drafts[1:]))
    first = settle_levels(redraft.brief, levels)
    second = settle(first.brief, kept, known, grown, matched)
    open_still = [one.model_copy(update={"lines": matched.moved(one.lines)}) for one in undecided(earlier)]
    overruled = list(typed_levels(earlier, redraft, drafted, matched)) if by_hand else []
    return Settled(
        second.brief,
        [*first.edits, *second.edits],
        [*open_still, *first.conflicts, *overruled, *second.conflicts],
    )


def _root_cause(case: Case, changes: Changes) -> tuple[Finding, ...]:
    """FUP001 where the matter is de-escalated, in support too; a proposed ask is no record of a cause."""
    if changes.deescalation is None:
        return ()
    stated = {
        path: tuple(unit for unit in units if not proposed(unit))
        for path, units in slots_of(case.brief).items()
    }
    escalated = case.decision.model_copy(update={"verdict": "escalate"})
    alone = replace(case, decision=escalated, brief=with_slots(case.brief, stated))
    return validate(alone, select=("FUP001",)).findings


def _reviewed(updated: Updated, earlier: Document) -> Updated:
    """The same, with all of it under `review`; what else stood there stays."""
    said = updated.model_dump(mode="json", exclude={"document"})
    review = {key: value for key, value in {**earlier.review, **said}.items() if value}
    return updated.model_copy(update={"document": updated.document.model_copy(update={"review": review})})
