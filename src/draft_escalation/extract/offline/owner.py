"""Who in support keeps the customer: the assignee, else whoever answered last."""

import re

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.fields import field, field_names
from draft_escalation.extract.offline.last_update import last_answer
from draft_escalation.extract.offline.trim import says_nothing
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.model import Message

_ROWS = 6
_SIGNED = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,20}(?:\s[A-ZÀ-Þ][\w.'’-]{0,20}){1,2}")


def find(view: View) -> tuple[Fact, ...]:
    """Gives the assignee of the ticket, else the last agent who wrote to the customer, as inferred.

    A mailbox or a role ("Support") owns nothing: the name that signs its message does, else nobody.
    """
    if (assignee := field(view, *field_names().assignee)) and is_name(assignee.value):
        return (Fact(text=assignee.value, lines=(assignee.line.id,)),)
    answer = last_answer(view)
    named = _who(answer) if answer else None
    if named is None:
        return ()
    basis = "wrote the last answer to the customer"
    return (Fact(state="inferred", text=named[0], lines=(named[1],), basis=basis),)


def is_name(author: str) -> bool:
    """Whether an author's name holds no word for a part or a mailbox."""
    words = re.findall(r"[^\W\d_]+", author.lower())
    return bool(words) and field_names().desks.isdisjoint(words)


def _who(answer: Message) -> tuple[str, str] | None:
    """The author of an answer, or who signs it, with the line that names them."""
    if answer.author and is_name(answer.author):
        return answer.author, answer.lines[0].id
    for line in reversed(answer.lines):
        for row in map(str.strip, reversed(line.text.splitlines()[-_ROWS:])):
            if _SIGNED.fullmatch(row) and not says_nothing(row) and is_name(row):
                return row, line.id
    return None
