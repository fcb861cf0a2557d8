"""Signs that the customer will go further: unanswered reminders, threats, anger, superiors."""

from collections.abc import Iterable, Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.last_update import last_answer
from draft_escalation.extract.offline.phrases import Heard, heard, tables, told
from draft_escalation.extract.offline.trim import clipped, trimmed
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.model import Message

REMINDERS = frozenset({"reminder", "unheard"})
_LONGEST = 160


def find(view: View) -> tuple[Fact, ...]:
    """Gives reminders that nobody answered, with their dates, then the latest threats and hard words."""
    said = heard("escalation_risk", view)
    threats = [one for one in said if one.tag not in REMINDERS and not _to_customer(one)]
    return (*_reminders(said, view), *told(threats, tables()["escalation_risk"]))


def _to_customer(one: Heard) -> bool:
    """Whether support writes it to the customer: "moving this to the board" is no sign of theirs."""
    return one.speaker == "staff" and one.spoken.message.visibility == "public"


def reminder_places(view: View) -> frozenset[int]:
    """Gives the places of lines that only ask for an answer."""
    return frozenset(one.place for one in heard("escalation_risk", view) if one.tag in REMINDERS)


def _reminders(said: Iterable[Heard], view: View) -> Iterator[Fact]:
    """All reminders after support's last answer: how many, from when to when, the hardest words."""
    answer = last_answer(view)
    since = answer.number if answer else 0
    due = [one for one in said if one.tag in REMINDERS and one.spoken.message.number > since]
    if not due:
        return
    messages = list({one.spoken.message.id: one.spoken.message for one in due}.values())
    hardest = next((one for one in reversed(due) if one.tag == "unheard"), due[-1])
    text = f'{_how_often(messages)}: "{clipped(trimmed(hardest.spoken.text), _LONGEST)}"'
    lines = (*(message.lines[0].id for message in messages), *(one.spoken.line.id for one in due))
    yield Fact(text=text, lines=tuple(dict.fromkeys(lines)))


def _how_often(messages: list[Message]) -> str:
    """`reminded 3 times, answer still due (from 2026-04-21 to 2026-04-23)`."""
    if len(messages) == 1:
        said = " ".join((messages[0].sent_words or "").split())
        return "reminded, answer still due" + (f" ({said})" if said else "")
    days = [f"{message.sent_at:%Y-%m-%d}" for message in messages if message.sent_at]
    span = f" (from {days[0]} to {days[-1]})" if len(days) == len(messages) else ""
    return f"reminded {len(messages)} times, answer still due{span}"
