"""The dates that relative words mean: "this morning", "since Monday"."""

import re
from collections.abc import Iterator
from datetime import time

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.view import Spoken
from draft_escalation.skill.assemble import written
from draft_escalation.thread.dates import TimeMention, find_times

_ABSOLUTE = re.compile(r"\d{4}-\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


def resolved(spoken: Spoken, *, past: bool) -> Iterator[Fact]:
    """Gives the date that a line's first certain time means, inferred; `past`: none after the message."""
    sent = spoken.message.sent_at
    if sent is None:
        return
    for mention in find_times(spoken.text, sent):
        if mention.when is None or not mention.certain or _ABSOLUTE.search(mention.text):
            continue
        when = mention.when.replace(tzinfo=sent.tzinfo) if mention.when.tzinfo is None else mention.when
        if not past or (sent.tzinfo is None) != (when.tzinfo is None) or when <= sent:
            yield Fact(
                state="inferred",
                text=day_or_time(mention),
                lines=(spoken.line.id,),
                basis=f'from "{mention.text}"',
            )
            return


def day_or_time(mention: TimeMention) -> str:
    """A resolved time as the brief writes it: the day alone where the words name no hour."""
    if mention.when is None:
        return mention.text
    midnight = mention.precision not in {"minute", "hour"} and mention.when.time() == time(0)
    return f"{mention.when:%Y-%m-%d}" if midnight else written(mention.when)
