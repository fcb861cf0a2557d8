"""Messages that open with nothing but a name on a row of its own, as chats are copied without their times."""

from collections import Counter
from collections.abc import Sequence

from draft_escalation.thread.paste.heads import Head, person, take_apart
from draft_escalation.thread.paste.rows import Row

_LONGEST, _FEWEST = 40, 3


def named_rows(rows: Sequence[Row]) -> list[Head]:
    """Gives the rows that are a name, where two people's names come again and again; none else.

    A name counts where it stands behind a blank row and before its text at least twice for one of them.
    """
    heads = {index: head for index, row in enumerate(rows) if (head := _named(index, row))}
    opening = Counter(rows[index].words for index in heads if _opens(rows, index))
    names = {name for name, times in opening.items() if times > 1}
    chosen = [head for index, head in heads.items() if rows[index].words in names and _leads(rows, index)]
    return chosen if len(names) > 1 and len(chosen) >= _FEWEST else []


def _named(index: int, row: Row) -> Head | None:
    words = row.words
    if row.blank or row.depth or len(words) > _LONGEST or not words[0].isupper() or words[-1] in ".?!,;:":
        return None
    parts = take_apart(words)
    if parts.stamp or parts.verb or not person(parts.name):
        return None
    return Head(
        index, index, parts.name, None, "turn name", "maybe", role=parts.role, visibility=parts.visibility
    )


def _opens(rows: Sequence[Row], index: int) -> bool:
    return (index == 0 or rows[index - 1].blank) and _leads(rows, index)


def _leads(rows: Sequence[Row], index: int) -> bool:
    """Whether text follows right below."""
    return index + 1 < len(rows) and not rows[index + 1].blank
