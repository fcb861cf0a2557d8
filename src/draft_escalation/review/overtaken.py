"""What a form was made for is compared with what lies there now, so that nobody overwrites another unseen."""

from draft_escalation.brief.document import Document
from draft_escalation.errors import UserError
from draft_escalation.review.folder import Held
from draft_escalation.review.record import Entry, print_of_conflict, review_of
from draft_escalation.review.sheet import seen_of, words_at

_LAST = 5


class Overtaken(Exception):  # noqa: N818  (it names what happened)
    """Somebody else has changed what the form was made for: `now` stands there, with its new print."""

    def __init__(self, now: str, seen: str, entries: tuple[Entry, ...]) -> None:
        super().__init__(now)
        self.now, self.seen, self.entries = now, seen, entries


def check_seen(document: Document, field: str, seen: str) -> None:
    """Raises Overtaken where another statement stands at the place, UserError where the place is none."""
    try:
        now = seen_of(document.brief, field)
    except KeyError:
        raise UserError(f"{field}: no such place in the brief; open the brief anew") from None
    if now != seen:
        trail = [entry for entry in review_of(document).trail if entry.field == field]
        raise Overtaken(words_at(document.brief, field), now, tuple(trail[-_LAST:]))


def check_version(held: Held, version: str) -> None:
    """Raises Overtaken where the brief is not the one that the page has shown."""
    if held.version != version:
        raise Overtaken("", held.version, review_of(held.document).trail[-_LAST:])


def check_conflict(document: Document, index: int, seen: str) -> None:
    """Raises UserError where the conflict is not the one that the page has shown."""
    conflicts = review_of(document).conflicts
    if index >= len(conflicts) or print_of_conflict(conflicts[index]) != seen:
        raise UserError("somebody else has decided it meanwhile; open the brief anew")
