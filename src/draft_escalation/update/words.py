"""An update in plain lines, for a terminal: what changed, what became of a person's work, what to do."""

from collections.abc import Iterator
from textwrap import shorten

from draft_escalation.brief.headings import TARGET_NAMES
from draft_escalation.brief.model import Because, LineIds
from draft_escalation.update.records import Change, Changes, Conflict, Deescalation, Kind, Move, Updated
from draft_escalation.validate.reasons import said

_LONGEST = 160
_KINDS: dict[Kind, str] = {
    "new": "new",
    "corrected": "corrected",
    "changed": "changed",
    "silent": "fell silent",
    "gone": "left out",
}
_VERDICTS = {"escalate": "escalate", "handle_in_support": "handle in support"}


def update_lines(updated: Updated) -> Iterator[str]:
    """Gives what a person should know of an update, a line each, what decides first."""
    changes = updated.changes
    yield _messages(changes)
    yield from _moves(changes)
    if changes.nothing:
        yield "nothing changed: the brief says what the earlier one said"
    yield from _statements(changes.statements)
    if updated.edits:
        fields = ", ".join(dict.fromkeys(edit.field for edit in updated.edits))
        yield f"kept as a person wrote it: {fields}"
    yield from map(_conflict, updated.conflicts)
    for one in updated.dropped_waivers:
        waiver = one.waiver
        yield f"waiver of {waiver.rule} by {waiver.who} dropped: {one.why} (it said: {waiver.reason})"
    if changes.deescalation:
        yield from _deescalation(changes.deescalation)


def _messages(changes: Changes) -> str:
    if changes.new_messages is None:
        return "which messages are new is not known: the earlier brief does not say which it rests on"
    count = len(changes.new_messages)
    if not count:
        return "no new messages"
    noun = "new message" if count == 1 else "new messages"
    return f"{count} {noun}: {_span(changes.new_messages)}"


def _span(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) if len(ids) <= 8 else f"{', '.join(ids[:7])} … {ids[-1]}"


def _moves(changes: Changes) -> Iterator[str]:
    if move := changes.severity:
        way = "up" if move.after == "critical" or move.before == "medium" else "down"
        yield f"severity {way}: {move.before.capitalize()} → {move.after.capitalize()}{_why(move)}"
    if move := changes.verdict:
        yield f"verdict: {_VERDICTS[move.before]} → {_VERDICTS[move.after]}{_why(move)}"
    if move := changes.target:
        names: dict[str, str] = {str(team): name for team, name in TARGET_NAMES.items()}
        yield f"target: {names[move.before]} → {names[move.after]}{_why(move)}"


def _why(move: Move) -> str:
    reasons = [f"; by {_reasons(move.because)}"] if move.because else []
    if move.no_longer:
        reasons.append(f"; no longer: {_reasons(move.no_longer)}")
    return "".join(reasons)


def _reasons(reasons: tuple[Because, ...]) -> str:
    return "; ".join(said((one,))[0] + _cited(one.lines) for one in reasons)


def _statements(changes: tuple[Change, ...]) -> Iterator[str]:
    """One line for each statement, with all the fields that it stands in."""
    places: dict[Change, list[str]] = {}
    for one in changes:
        if one.kind in _KINDS:
            places.setdefault(one.model_copy(update={"field": ""}), []).append(one.field)
    for kind in ("corrected", "changed", "silent", "new", "gone"):
        for one, fields in places.items():
            if one.kind == kind:
                yield f"{_KINDS[one.kind]}: {', '.join(fields)}: {_difference(one)}{_cited(one.lines)}"


def _difference(change: Change) -> str:
    values = f"{change.old} → {change.new or 'taken back'}: " if change.old else ""
    if not change.before:
        return values + _quoted(change.after)
    if not change.after:
        return values + _quoted(change.before)
    if change.before == change.after:
        return f"{values}the brief still says {_quoted(change.before)}"
    return f"{values}{_quoted(change.before)} is now {_quoted(change.after)}"


def _conflict(conflict: Conflict) -> str:
    edit = conflict.edit
    did, text = ("wrote", edit.after) if edit.after else ("took out", edit.before)
    now = f"the thread now gives {_quoted(conflict.now)}" if conflict.now else "the thread now gives nothing"
    return f"decide: {edit.field}: a person {did} {_quoted(text)}; {now}{_cited(conflict.lines)}"


def _deescalation(one: Deescalation) -> Iterator[str]:
    cases = _reasons(one.cases)
    if one.advice == "stands":
        yield f"weigh whether to de-escalate: {cases}" + (
            f"; against it: {_reasons(one.against)}" if one.against else ""
        )
        return
    how = "back to support" if one.advice == "close" else "less urgent, with the team it is with"
    yield f"de-escalate ({how}): {cases}"
    for number, action in enumerate(one.actions, 1):
        yield f"  {number}. {action}"


def _quoted(text: str) -> str:
    return f'"{shorten(text, _LONGEST, placeholder=" …")}"'


def _cited(lines: LineIds) -> str:
    return f" [{', '.join(lines)}]" if lines else ""
