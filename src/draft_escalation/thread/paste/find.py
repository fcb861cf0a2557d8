"""Finds the headers of a paste: all rows that might open a message, then those of this thread's shape."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from draft_escalation.thread.paste import mail
from draft_escalation.thread.paste.chrome import is_button, is_event, is_notice, is_rule
from draft_escalation.thread.paste.fields import is_field
from draft_escalation.thread.paste.heads import (
    Head,
    Parts,
    inline,
    person,
    take_apart,
    turn,
    whole_row,
    with_badges,
)
from draft_escalation.thread.paste.named_rows import named_rows
from draft_escalation.thread.paste.rows import Row
from draft_escalation.thread.paste.stamps import find_stamps

_STACK = 6
_LONGEST_STACKED = 100
_PREAMBLE = 15
_CALLED = re.compile(r"([^\W\d_][^:\n.!?]{1,40}):\s{1,4}(?=\S)")
_ASIDE = re.compile(r"\s?\([^()]{1,40}\)")


def find_heads(rows: Sequence[Row]) -> list[Head]:
    """Gives the heads of the messages in the order of the text; none where nothing has the looks of one."""
    found = list(_candidates(rows))
    chosen = _chosen([head for head in found if not head.event], rows) or named_rows(rows)
    return sorted([*chosen, *(head for head in found if head.event)], key=lambda head: head.first)


def _candidates(rows: Sequence[Row]) -> Iterable[Head]:
    taken = -1
    for index, row in enumerate(rows):
        if index <= taken or row.blank:
            continue
        head = (
            mail.block(rows, index) or mail.wrote(rows, index) or _stack(rows, index) or _single(rows, index)
        )
        if head:
            head = _labelled_above(rows, head, taken)
            taken = head.last
            yield head


def _single(rows: Sequence[Row], index: int) -> Head | None:
    row = rows[index]
    if is_event(row.words) and (row.words.startswith("--") or _stands_alone(rows, index)):
        stamps = find_stamps(row.words)
        stamp = max(stamps, key=lambda one: (one.has_date, one.has_time), default=None)
        return Head(index, index, None, stamp, "event", "sure", body_at=row.at, role="system", event=True)
    spoken = inline(index, row.words, row.at)
    if spoken is None or spoken.author is None:
        if head := whole_row(index, row.words):
            return _consume(rows, head)
        spoken = spoken or turn(index, row.words, row.at)
    if spoken and spoken.role == "system" and _stands_alone(rows, index):
        return spoken._replace(strength="sure", event=True)
    return spoken


def _stands_alone(rows: Sequence[Row], index: int) -> bool:
    before = rows[index - 1].words if index else ""
    after = rows[index + 1].words if index + 1 < len(rows) else ""
    return all(not row or is_event(row) or is_rule(row) or is_button(row) for row in (before, after))


def _stack(rows: Sequence[Row], index: int) -> Head | None:
    """An author on a row of its own, time and badges on the rows below."""
    row = rows[index]
    if not _may_stand_alone(row.words):
        return None
    below = next((at for at in range(index + 1, min(index + 3, len(rows))) if not rows[at].blank), None)
    if (
        below is None
        or len(rows[below].words) > _LONGEST_STACKED
        or is_field(row.words)
        or is_field(rows[below].words)
    ):
        return None
    under = take_apart(rows[below].words)
    if not _furnishes(under):
        return None
    parts = take_apart(row.words)
    name = parts.name
    if under.stamp and under.stamp.has_date and under.stamp.has_time and name.count(" / ") == 1:
        name = name.partition(" / ")[0]
    if parts.stamp or not person(name):
        return None
    head = Head(
        index, index, name, None, "stack", "likely",
        address=parts.address, role=parts.role, visibility=parts.visibility,
    )  # fmt: skip
    head = _consume(rows, head, start=below)
    if head.stamp is None:
        return None
    return head._replace(strength="sure") if parts.verb or head.visibility else head


def _may_stand_alone(row: str) -> bool:
    """Whether a row is short enough for a name with badges and ends like one."""
    if not 1 < len(row) <= _LONGEST_STACKED or row.count(" ") > 12 or row[0].isdigit():
        return False
    return row[-1] not in ".?!,;:" or (row[-1] == "." and row[-3:-2] in {" ", ""})


def _furnishes(parts: Parts) -> bool:
    return parts.bare and bool(parts.labels or parts.stamp or parts.verb)


def _consume(rows: Sequence[Row], head: Head, start: int | None = None) -> Head:
    """The head with the rows of badges, times and receivers right below it."""
    verb = False
    for at in range(start or head.last + 1, min(head.first + _STACK, len(rows))):
        row = rows[at]
        if row.blank or len(row.words) > _LONGEST_STACKED:
            break
        parts = take_apart(row.words)
        if _furnishes(parts) and not (parts.stamp and head.stamp and not parts.labels):
            head, verb = with_badges(head, parts, at), verb or parts.verb
        elif mail.is_receivers(row.words) or is_button(row.words):
            head = head._replace(last=at)
        else:
            break
    return head._replace(strength="sure") if verb else head


def _labelled_above(rows: Sequence[Row], head: Head, taken: int) -> Head:
    """The head with the badge on the row right above it."""
    above = head.first - 1
    if above <= taken or rows[above].blank or head.body_at is not None or len(rows[above].words) > 40:
        return head
    if above > 0 and not rows[above - 1].blank and not is_rule(rows[above - 1].words):
        return head
    parts = take_apart(rows[above].words)
    if parts.bare and parts.labels and not parts.stamp:
        return with_badges(head, parts, head.last)._replace(first=above)
    return head


def _chosen(found: Sequence[Head], rows: Sequence[Row]) -> list[Head]:
    sure = [head for head in found if head.strength == "sure"]
    likely = _alike([head for head in found if head.strength == "likely"])
    dated = [head for head in likely if _whole(head)]
    others = [
        head for head in likely if not _whole(head) and not (_aged(head) and not _opens(rows, head.first))
    ]
    kept = sure + [head for head in dated if len(dated) > 1 or _opens(rows, head.first)]
    if len(others) > 1 or (others and kept and others[0].stamp and others[0].stamp.has_time):
        kept += others
    spoken = _transcript([head for head in found if head.strength == "maybe"], rows, alone=not kept)
    if len(spoken) > 2 * len(kept):
        return spoken
    return kept


def _whole(head: Head) -> bool:
    return head.stamp is not None and head.stamp.has_date and head.stamp.has_time


def _aged(head: Head) -> bool:
    """Whether a row of name and age alone ("ana, 10d"): in the midst of a text it may be anything."""
    stamp = head.stamp if head.first == head.last else None
    return stamp is not None and not (stamp.has_date or stamp.has_time) and " " not in stamp.text


def _alike(likely: list[Head]) -> list[Head]:
    """Without the odd one out: a shape that occurs once, with the time written another way, among many."""
    shapes = Counter(head.shape for head in likely)
    ways = Counter(_way(head) for head in likely)
    if not shapes or shapes.most_common(1)[0][1] < 4:
        return likely
    return [head for head in likely if shapes[head.shape] > 1 or ways[_way(head)] > 1]


def _way(head: Head) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", head.stamp.text)) if head.stamp else ""


def _opens(rows: Sequence[Row], first: int) -> bool:
    return first == 0 or rows[first - 1].blank or is_rule(rows[first - 1].words)


def _transcript(found: Sequence[Head], rows: Sequence[Row], *, alone: bool) -> list[Head]:
    """Of the rows that speak in line (`Ana: …`, `[10:32] ana: …`, `13 Apr 15:22 - …`) those of one shape.

    They begin near the start; where nothing else opens a message (`alone`), a chat may follow a long text.
    """
    timed = _recurring([head for head in found if head.stamp], rows)
    dress = Counter(head.shape.partition(" ")[2] for head in timed if not head.shape.startswith("note"))
    if not dress:
        dress = Counter(head.shape.partition(" ")[2] for head in timed)
    if dress:
        usual = dress.most_common(1)[0][0]
        timed = [head for head in timed if head.shape.partition(" ")[2] == usual]
        if len(timed) > 1 and (_near_start(rows, timed[0].first) or (alone and _is_chat(timed))):
            return [_system(head, rows) for head in timed]
    turns = [head for head in found if head.shape == "turn"]
    times = Counter(head.author for head in turns)
    turns = [head for head in turns if head.role or times[head.author] > 1]
    speakers = {head.author for head in turns}
    if len(speakers) > 1 and (len(turns) > 2 or all(head.role for head in turns)):
        return turns if _near_start(rows, turns[0].first) else []
    return []


def _is_chat(timed: Sequence[Head]) -> bool:
    """Whether each of several people speaks more than once."""
    times = Counter(head.author for head in timed)
    return len(times) > 1 and None not in times and min(times.values()) > 1


def _recurring(timed: list[Head], rows: Sequence[Row]) -> list[Head]:
    """The heads, with the words before a colon as author where several open so: "Ana desk (Acme): …"."""
    said = {head.first: _CALLED.match(_said(head, rows)) for head in timed if head.author is None}
    called = Counter(match[1] for match in said.values() if match)
    found: list[Head] = []
    for head in timed:
        match = said.get(head.first)
        if match and called[match[1]] > 1 and head.body_at is not None:
            name = _ASIDE.sub("", match[1]).strip()
            found.append(head._replace(author=name, body_at=head.body_at + match.end()))
        else:
            found.append(head)
    return found


def _said(head: Head, rows: Sequence[Row]) -> str:
    """What stands behind a head in line."""
    row = rows[head.first]
    return row.words[(head.body_at or row.at) - row.at :]


def _system(head: Head, rows: Sequence[Row]) -> Head:
    """The head as the tool's own, where the row records an event."""
    said = _said(head, rows)
    own = is_notice(said) or (head.author is None and is_event(said))
    return head._replace(role="system", event=True) if own else head


def _near_start(rows: Sequence[Row], first: int) -> bool:
    """Whether nothing but a title and fields stands above."""
    above = [row.words for row in rows[:first] if not row.blank]
    return len(above) <= _PREAMBLE and not any(
        len(row) > 160 or (row.endswith(".") and row.count(" ") > 8) for row in above
    )
