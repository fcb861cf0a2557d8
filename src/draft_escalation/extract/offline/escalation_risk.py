"""Signs that the customer will go further: unanswered reminders, threats, anger, superiors."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.last_update import last_answer
from draft_escalation.extract.offline.phrases import Heard, heard, tables, told
from draft_escalation.extract.offline.view import View


def find(view: View) -> tuple[Fact, ...]:
    """Gives reminders that nobody answered, with their dates, then the latest threats and hard words."""
    said = heard("escalation_risk", view)
    reminders = [one for one in said if one.tag == "reminder"]
    threats = [one for one in said if one.tag != "reminder"]
    return (*_reminders(reminders, view), *told(threats, tables()["escalation_risk"]))


def _reminders(said: list[Heard], view: View) -> Iterator[Fact]:
    """One fact for all reminders after support's last answer: their dates and the last one's words."""
    answer = last_answer(view)
    since = answer.number if answer else 0
    still_open = [one for one in said if one.spoken.message.number > since]
    if not still_open:
        return
    messages = list({one.spoken.message.id: one.spoken.message for one in still_open}.values())
    dates = ", ".join(" ".join(m.sent_words.split()) for m in messages if m.sent_words)
    text = f'reminded, answer still due{f" ({dates})" if dates else ""}: "{still_open[-1].spoken.text[:160]}"'
    lines = (*(m.lines[0].id for m in messages), *(one.spoken.line.id for one in still_open))
    yield Fact(text=text, lines=tuple(dict.fromkeys(lines)))
