"""How often it happens and under what condition; where it came back, on which days people said so."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import chosen
from draft_escalation.extract.offline.phrases import heard
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.view import View

_MOST = 4
_SCORES = {"how_often": 2.0, "again": 1.5}
_DAYS = 6


def find(view: View) -> tuple[Fact, ...]:
    """Gives the frequency, and last the days on which it was reported again."""
    said = (*under_heading(view, "frequency"), *by_cues(view, "frequency", _SCORES))
    return (*chosen(said, _MOST), *_recurrences(view))


def _recurrences(view: View) -> Iterator[Fact]:
    """The dates of the messages that tell of it again, as their headers write them."""
    again = [one.spoken.message for one in heard("frequency", view) if one.tag == "again"]
    later = {message.id: message for message in again if message.number > 1 and message.sent_words}
    dated = [message for message in later.values() if "header" in message.lines[0].flags][:_DAYS]
    if dated:
        days = "; ".join(" ".join(str(message.sent_words).split()) for message in dated)
        yield Fact(text=f"Reported again: {days}", lines=tuple(message.lines[0].id for message in dated))
