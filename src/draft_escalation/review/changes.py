"""What a person does to a brief, each a pure step from brief to brief that leaves its entry in the trail."""

from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from draft_escalation.brief.document import Document, Waiver
from draft_escalation.brief.model import (
    Ask,
    AskKind,
    Brief,
    Fact,
    Severity,
    SlaFact,
    SlaStatus,
    Target,
    Tried,
)
from draft_escalation.errors import UserError
from draft_escalation.review.record import (
    By,
    Deed,
    Entry,
    Mark,
    Review,
    State,
    print_of,
    review_of,
    with_edit,
    with_review,
)
from draft_escalation.thread.model import Thread
from draft_escalation.update.edits import LEVELS
from draft_escalation.update.levels import with_level
from draft_escalation.update.places import (
    Unit,
    each_fact,
    fact_of,
    made,
    proposed,
    reworded,
    slots_of,
    split_place,
    with_slots,
    words,
)
from draft_escalation.update.records import Edit
from draft_escalation.validate.statements import is_said

LONGEST = 4_000
"""Characters of one statement."""
_LEVELS: dict[str, tuple[str, ...]] = {"severity": get_args(Severity), "target": get_args(Target)}
CHOICES: dict[str, tuple[str, ...]] = {
    **_LEVELS,
    "needed.asks": get_args(AskKind),
    "impact.sla_status": get_args(SlaStatus),
}
"""What is chosen beside a statement's words, by slot."""


def edited(
    document: Document, field: str, text: str, lines: tuple[str, ...], choice: str, by: By
) -> Document:
    """The brief with other words, lines or choice at a place; without words the statement is taken out.

    Raises UserError for a place that is none, and for words that are too long.
    """
    path, index, part = split_place(field)
    held = slots_of(document.brief)
    if path not in held or (choice and choice not in CHOICES.get(path, ())):
        raise UserError(f"{field}: no such place in the brief; open the brief anew")
    if len(text) > LONGEST:
        raise UserError(f"{field}: {len(text):,} characters, where at most {LONGEST:,} are taken; shorten it")
    units = held[path]
    old = units[index] if index < len(units) else None
    new = _changed(old, path, part, " ".join(text.split()), lines, choice, document.thread, by)
    around = (*units[:index], *((new,) if new else ()), *units[index + 1 :])
    brief = with_slots(document.brief, {path: around})
    return _logged(
        document, brief, field, (said(old, part), said(new, part)), (cites(old, part), cites(new, part)), by
    )


def levelled(document: Document, field: str, choice: str, by: By) -> Document:
    """The brief with the severity or target that a person sets; what is said for another team stays.

    Raises UserError for none.
    """
    if field not in LEVELS or choice not in _LEVELS[field]:
        raise UserError(f"{field} {choice!r}: no severity or target; choose one of the list")
    edit = Edit(field=field, before=getattr(document.brief, field), after=choice, who=by.who, at=by.at)
    if edit.before == edit.after:
        return document
    brief = with_level(document.brief, edit)
    kept = {path: facts for path, facts in document.brief.for_target.items() if any(map(is_said, facts))}
    brief = brief.model_copy(update={"for_target": kept | brief.for_target})
    return _with_edit(document.model_copy(update={"brief": brief}), edit, by)


def waived(document: Document, rule: str, field: str, reason: str, by: By) -> Document:
    """The brief with a waiver. Raises UserError without a reason."""
    try:
        waiver = Waiver(
            rule=rule, field=field or None, reason=reason, who=by.who, date=date.fromisoformat(by.at[:10])
        )
    except ValidationError:
        raise UserError(
            "a waiver needs a rule, a reason and a name; say why the finding does not count"
        ) from None
    kept = tuple(one for one in document.waivers if (one.rule, one.field) != (waiver.rule, waiver.field))
    changed = document.model_copy(update={"waivers": (*kept, waiver)})
    return _entered(changed, _entry("waived", by, field=field, after=rule, reason=waiver.reason))


def unwaived(document: Document, rule: str, field: str, by: By) -> Document:
    """The brief without a waiver. Raises UserError where there is none."""
    kept = tuple(one for one in document.waivers if (one.rule, one.field or "") != (rule, field))
    if kept == document.waivers:
        raise UserError(f"no waiver of {rule} there any more; open the brief anew")
    changed = document.model_copy(update={"waivers": kept})
    return _entered(changed, _entry("unwaived", by, field=field, before=rule))


def marked(document: Document, mark: Mark | None, reason: str, by: By) -> Document:
    """The brief marked ready or set aside, or open again."""
    review = review_of(document)
    state = mark and State(mark=mark, who=by.who, at=by.at, reason=reason, of=print_of(document))
    entry = _entry(mark or "reopened", by, reason=reason)
    return with_review(document, review.model_copy(update={"state": state, "trail": (*review.trail, entry)}))


def decided(document: Document, index: int, *, mine: bool, by: By) -> Document:
    """The brief with a conflict of an update decided: for the person's words (`mine`), or the thread's.

    Raises UserError where there is no such conflict any more.
    """
    review = review_of(document)
    if not 0 <= index < len(review.conflicts):
        raise UserError("this was decided already; open the brief anew")
    conflict = review.conflicts[index]
    left = (*review.conflicts[:index], *review.conflicts[index + 1 :])
    entry = _entry(
        "decided", by, field=conflict.edit.field, before=conflict.now,
        after=conflict.edit.after if mine else conflict.now,
    )  # fmt: skip
    document = with_review(
        document, review.model_copy(update={"conflicts": left, "trail": (*review.trail, entry)})
    )
    if not mine:
        return document
    field = conflict.edit.field
    if field in LEVELS:
        return levelled(document, field, conflict.edit.after, by)
    place, lines = _place_of(document.brief, field, conflict.now)
    return edited(document, place, conflict.edit.after, lines or conflict.lines, "", by)


def _place_of(brief: Brief, field: str, now: str) -> tuple[str, tuple[str, ...]]:
    """Where the thread's statement stands now; else a new place at the slot's end."""
    path, _, part = split_place(field)
    units = slots_of(brief).get(path, ())
    at = next(
        (at for at, unit in enumerate(units) if now and now in {words(unit), fact_of(unit).text}), len(units)
    )
    lines = cites(units[at], part) if at < len(units) else ()
    return f"{path}.{at}" + (f".{part}" if part else ""), lines


def _changed(
    old: Unit | None,
    path: str,
    part: str,
    text: str,
    lines: tuple[str, ...],
    choice: str,
    thread: Thread | None,
    by: By,
) -> Unit | None:
    """The unit as the person wants it, None where it is taken out."""
    if not text and part != "result":
        return None
    unit = reworded(old, part, text) if old else made(path, text)
    if old and proposed(old) and text != fact_of(old).text:
        unit = each_fact(unit, lambda fact: fact.model_copy(update={"basis": f"set by {by.who}"}))
    unit = _cited(unit, part, lines, thread)
    if choice and isinstance(unit, Ask):
        return unit.model_copy(update={"kind": choice})
    return unit.model_copy(update={"status": choice or None}) if isinstance(unit, SlaFact) else unit


def _cited(unit: Unit, part: str, lines: tuple[str, ...], thread: Thread | None) -> Unit:
    """The unit with these lines; who said it and when follow from the first."""
    if isinstance(unit, Tried):
        name = part or "action"
        return unit.model_copy(update={name: _with_lines(getattr(unit, name), lines, thread)})
    return each_fact(unit, lambda fact: _with_lines(fact, lines, thread))


def _with_lines(fact: Fact, lines: tuple[str, ...], thread: Thread | None) -> Fact:
    if fact.lines == lines:
        return fact
    first = thread.messages_by_id.get(lines[0].partition(".")[0]) if thread and lines else None
    known: dict[str, Any] = {"by": first.role if first else None, "at": first.sent_at if first else None}
    return fact.model_copy(update={"lines": lines, **known})


def said(unit: Unit | None, part: str) -> str:
    """What stands at a place: the words of a part, of an ask or the SLA with what was chosen; "" nothing."""
    if unit is None:
        return ""
    return str(getattr(unit, part).text) if part else words(unit)


def cites(unit: Unit | None, part: str) -> tuple[str, ...]:
    """The lines that a place rests on."""
    if unit is None:
        return ()
    fact: Fact = getattr(unit, part) if part else fact_of(unit)
    return fact.lines


def _logged(
    document: Document,
    brief: Brief,
    field: str,
    texts: tuple[str, str],
    lines: tuple[tuple[str, ...], tuple[str, ...]],
    by: By,
) -> Document:
    """The document with the changed brief; words and lines are entries of their own."""
    changed = document.model_copy(update={"brief": brief})
    if lines[0] != lines[1] and texts[1]:
        before, after = (", ".join(one) for one in lines)
        changed = _entered(changed, _entry("cited", by, field=field, before=before, after=after))
    if texts[0] == texts[1]:
        return changed
    edit = Edit(field=field, before=texts[0], after=texts[1], who=by.who, at=by.at)
    return _with_edit(changed, edit, by)


def _with_edit(document: Document, edit: Edit, by: By) -> Document:
    review = review_of(document)
    edits = with_edit(review.edits, edit)
    document = with_review(document, review.model_copy(update={"edits": edits}))
    return _entered(document, _entry("edited", by, field=edit.field, before=edit.before, after=edit.after))


def _entered(document: Document, entry: Entry) -> Document:
    review: Review = review_of(document)
    return with_review(document, review.model_copy(update={"trail": (*review.trail, entry)}))


def _entry(did: Deed, by: By, **said: str) -> Entry:
    return Entry(did=did, who=by.who, at=by.at, **said)
