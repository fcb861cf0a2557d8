"""Finds the headers of a paste: every row that might open a message, then those that are this thread's shape."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from draft_escalation.thread.kinds import kind_of
from draft_escalation.thread.paste import mail
from draft_escalation.thread.paste.chrome import is_button, is_event, is_rule
from draft_escalation.thread.paste.heads import Head, inline, person, take_apart, turn, whole_row, with_badges
from draft_escalation.thread.paste.rows import Row
from draft_escalation.thread.paste.stamps import find_stamps

_STACK = 5
_LONGEST_STACKED = 100


def find_heads(rows: Sequence[Row]) -> list[Head]:
    """Gives the heads of the messages in the order of the text; none where nothing has the looks of one."""
    found = _no_overlap(_candidates(rows))
    return _no_overlap([*_chosen(found, rows), *(head for head in found if head.event)])


def _candidates(rows: Sequence[Row]) -> list[Head]:
    found: list[Head] = []
    taken = -1
    for index, row in enumerate(rows):
        if index <= taken or row.blank:
            continue
        head = mail.block(rows, index) or mail.wrote(rows, index) or _stack(rows, index, taken) or _single(rows, index)
        if head:
            found.append(head)
            taken = head.last
    return found


def _single(rows: Sequence[Row], index: int) -> Head | None:
    row = rows[index]
    if is_event(row.words) and _stands_alone(rows, index):
        stamps = find_stamps(row.words[:200])
        stamp = max(stamps, key=lambda one: (one.has_date, one.has_time), default=None)
        return Head(index, index, None, stamp, "event", "sure", body_at=row.at, role="system", event=True)
    head = whole_row(index, row.words)
    if head:
        return _badged(rows, head)
    return inline(index, row.words, row.at) or turn(index, row.words, row.at)


def _badged(rows: Sequence[Row], head: Head) -> Head:
    """The head with the rows of badges that follow it at once, and the one right above it."""
    at = head.last + 1
    while at < len(rows) and at - head.first < _STACK:
        if rows[at].blank:
            break
        parts = _light(rows[at])
        if parts is None or not parts.bare or not (parts.labels or parts.stamp or parts.verb):
            break
        head = with_badges(head, parts, at)
        at += 1
    above = head.first - 1
    if above >= 0 and not rows[above].blank and (above == 0 or rows[above - 1].blank or is_rule(rows[above - 1].words)):
        parts = _light(rows[above])
        if parts is not None and parts.bare and parts.labels and not parts.stamp:
            head = replace(with_badges(head, parts, head.last), first=above)
    return head


def _light(row: Row) -> "object | None":
    raise NotImplementedError
