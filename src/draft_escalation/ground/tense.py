"""What is told as done on a day that is yet to come when the thread ends."""

import re
from collections.abc import Sequence

from draft_escalation.ground.forms import given
from draft_escalation.ground.index import ThreadValues
from draft_escalation.ground.value import Value

_DONE = re.compile(
    r"\b(?:was|were|has been|have been|been)\s[a-z]{3,20}(?:ed|en|lt|nt)\b"
    r"|\b(?:delivered|shipped|completed|finished|done|released|installed)\s(?:on|with|in)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|due|plan\w{0,4}|expect\w{0,3}|schedul\w{1,3}|promis\w{1,3}|announc\w{1,3}|offer\w{0,3}"
    r"|propos\w{1,3}"
    r"|by|until|before|from|to be|should|must|want\w{0,2}|need\w{0,2}|ask\w{0,3}|agree\w{0,2}|set|told|said"
    r"|wish\w{0,3}|for)\b",
    re.IGNORECASE,
)


def ahead_of_time(text: str, values: Sequence[Value], thread: ThreadValues) -> Value | None:
    """Gives the day on which a statement tells something as done, where it lies behind the thread's end."""
    if thread.last is None or not _DONE.search(text) or _TO_COME.search(text):
        return None
    end = thread.last[0]
    for value in values:
        days = [form[5:] for form in given(value, end) if re.fullmatch(r"date \d{4}-\d\d-\d\d", form)]
        if value.kind == "date" and days and min(days) > f"{end:%Y-%m-%d}":
            return value
    return None
