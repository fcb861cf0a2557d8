"""What the page's forms ask for, as changes of a brief."""

from collections.abc import Callable

from starlette.datastructures import FormData

from draft_escalation.brief.document import Document
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.review import changes
from draft_escalation.review.folder import Held
from draft_escalation.review.overtaken import check_conflict, check_seen, check_version
from draft_escalation.review.record import By, Mark
from draft_escalation.update.edits import LEVELS

_LONGEST_NAME = 80
_MARKS: dict[str, Mark] = {"ready": "ready", "set_aside": "set_aside"}


def edit(held: Held, form: FormData, by: By) -> Document:
    """Other words, lines or choice at a place that still says what the form was made for."""
    field, choice = text_of(form, "field"), text_of(form, "choice")
    check_seen(held.document, field, text_of(form, "seen"))
    if field in LEVELS:
        return changes.levelled(held.document, field, choice, by)
    lines = tuple(dict.fromkeys(text_of(form, "lines").replace(",", " ").split()))
    return changes.edited(held.document, field, text_of(form, "text"), lines, choice, by)


def waive(held: Held, form: FormData, by: By) -> Document:
    """A waiver by the name in the form."""
    rule, field, reason = (text_of(form, name) for name in ("rule", "field", "reason"))
    return changes.waived(held.document, rule, field, reason, by)


def unwaive(held: Held, form: FormData, by: By) -> Document:
    """A waiver taken back."""
    return changes.unwaived(held.document, text_of(form, "rule"), text_of(form, "field"), by)


def mark(held: Held, form: FormData, by: By) -> Document:
    """A mark for the very brief that was shown; without one it is open again."""
    check_version(held, text_of(form, "version"))
    return changes.marked(held.document, _MARKS.get(text_of(form, "mark")), text_of(form, "reason"), by)


def decide(held: Held, form: FormData, by: By) -> Document:
    """A conflict of an update decided."""
    index = number_of(text_of(form, "index"))
    check_conflict(held.document, index, text_of(form, "seen"))
    return changes.decided(held.document, index, mine=text_of(form, "take") == "mine", by=by)


DEEDS: dict[str, Callable[[Held, FormData, By], Document]] = {
    "edit": edit,
    "waive": waive,
    "unwaive": unwaive,
    "decide": decide,
}
"""The deeds that change what a brief says, by the last part of their address."""


def text_of(form: FormData, name: str) -> str:
    """A field of a form, without hidden characters; "" where it is not there."""
    value = form.get(name, "")
    return strip_hidden(value).strip() if isinstance(value, str) else ""


def sent_of(form: FormData) -> dict[str, str]:
    """The words that were sent, to show them again."""
    return {name: text_of(form, name) for name in ("field", "text", "lines", "choice", "mark", "reason")}


def name_of(words: str) -> str:
    """A person's name, on one line and not too long."""
    return " ".join(strip_hidden(words).split())[:_LONGEST_NAME]


def number_of(words: str) -> int:
    """A small number; 0 for anything else."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 7 else 0
