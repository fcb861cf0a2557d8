"""The last word of support to the customer: when, by whom, what."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.phrases import Heard, facts, heard, speaker
from draft_escalation.extract.offline.trim import clipped, says_nothing, shortened, trimmed
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.model import Line, Message

_LONGEST = 320
_ASIDE = frozenset({"log", "code"})


def find(view: View) -> tuple[Fact, ...]:
    """Gives `12 Apr 09:30 — Yusra: what was said`.

    Where no customer writes: what staff say that they told them. Where nobody answered: the thread's own word
    on that.
    """
    message = last_answer(view)
    if message is None or not any(speaker(one) == "customer" for one in view.thread.messages):
        return tuple(map(_relayed, heard("told_customer", view)[-1:])) or facts("unanswered", view)
    lines = told_lines(message)
    said = clipped(" ".join(trimmed(line.text) for line in lines), _LONGEST)
    cited = tuple(dict.fromkeys((message.lines[0].id, *(line.id for line in lines))))
    return (Fact(text=f"{_opening(message)}: {said}", lines=cited),)


def _relayed(one: Heard) -> Fact:
    """What was told to a customer who does not write in the thread."""
    spoken = one.spoken
    cited = tuple(dict.fromkeys((spoken.message.lines[0].id, spoken.line.id)))
    return Fact(text=f"{_opening(spoken.message)}: {shortened(spoken.text)}", lines=cited)


def _opening(message: Message) -> str:
    """`12 Apr 09:30 — Yusra`."""
    said = (message.sent_words, message.author or "support")
    return " ".join(" — ".join(part for part in said if part).split())


def last_answer(view: View) -> Message | None:
    """Gives the last message of an agent that the customer could read and that says something."""
    answers = (
        m
        for m in reversed(view.thread.messages)
        if m.role == "agent" and m.visibility != "internal" and m.id != "m0" and told_lines(m)
    )
    return next(answers, None)


def told_lines(message: Message) -> tuple[Line, ...]:
    """Gives the lines of a message that say something; of a long one the first and the last ones."""
    telling = [
        line
        for line in message.body
        if line.text.strip() and not _ASIDE.intersection(line.flags) and not says_nothing(trimmed(line.text))
    ]
    room = _LONGEST - sum(len(line.text) for line in telling[:1])
    kept = len(telling)
    while kept > 1 and len(telling[kept - 1].text) <= room:
        kept -= 1
        room -= len(telling[kept].text)
    return (*telling[:1], *telling[max(kept, 1) :])
