"""The last word of support to the customer: when, by whom, what."""

import re

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import facts, heard, speaker, spoken_plainly
from draft_escalation.extract.offline.trim import clipped, says_nothing, shortened, trimmed
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.thread.model import Line, Message

_LONGEST = 320
_TOLD = re.compile(
    r"(?:^|[.;:,–—-]\s|\b(?:i|we|i've|we've|have|just|and|so|ich|habe)\s|^\W{0,4}\d{3,4}\s|^\d{1,2}[:.]\d{2}\s)"
    r"(?:told|informed|updated|rang|phoned|emailed|messaged|promised|answered|wrote\sto|let|said)\s"
    r"(?:(?-i:[A-ZÀ-Þ])[\w.'-]{1,30}|him|her|them|all\s\d{1,3}|(?:the|our|my)\s[\w-]{2,20}|i'd|i\swould|we'd|i'll)(?!\w)"
    r"|(?<!\w)(?:ihm|ihr|ihnen|(?:dem|der)\s(?:kundin|kunden|kunde))\s"
    r"(?:\w{1,20}\s){0,4}?(?:gesagt|zugesagt|mitgeteilt|versprochen)(?!\w)"
    r"|(?<!\w)(?:je\s)?(?:lui|leur)\s(?:ai|avons)\s(?:dit|promis|écrit)(?!\w)",
    re.IGNORECASE,
)
_TELLING = frozenset[str]().union(
    ("told", "informed", "updated", "rang", "phoned", "emailed", "messaged", "promised", "answered"),
    ("wrote", "let", "said", "gesagt", "zugesagt", "mitgeteilt", "versprochen", "dit", "promis", "écrit"),
)
"""Words one of which stands in every note of what was told."""
_JUST = re.compile(r"\d{1,2}[:.]\d{2}|\bjust now\b|(?-i:\sat\s[A-ZÀ-Þ])", re.IGNORECASE)
_ASIDE = frozenset({"log", "code"})


def find(view: View) -> tuple[Fact, ...]:
    """Gives `12 Apr 09:30 — Yusra: what was said`.

    Where no customer writes: what staff say that they told them. Where nobody answered: the thread's own word
    on that.
    """
    message = last_answer(view)
    noted = _noted(view)
    if noted and (message is None or noted.message.number > message.number or noted.message is message):
        return (_relayed(noted),)
    if message is None or not any(speaker(one) == "customer" for one in view.thread.messages):
        relayed = (one.spoken for one in heard("told_customer", view)[-1:])
        return tuple(map(_relayed, relayed)) or facts("unanswered", view)
    lines = told_lines(message)
    said = clipped(" ".join(trimmed(line.text) for line in lines), _LONGEST)
    cited = tuple(dict.fromkeys((message.lines[0].id, *(line.id for line in lines))))
    return (Fact(text=f"{_opening(message)}: {said}", lines=cited),)


def _noted(view: View) -> Spoken | None:
    """The last line that notes what was told outside the thread: "told Osk just now", "said I'd ring".

    What a customer of the thread told somebody is none, unless with a time or whom it was told at.
    """
    for spoken in reversed(view.spoken):
        text = spoken.text
        if not spoken_plainly(spoken) or text.endswith("?") or _TELLING.isdisjoint(runs(text)):
            continue
        if not (match := _TOLD.search(text)):
            continue
        internal = spoken.message.visibility == "internal" and speaker(spoken.message) == "staff"
        alone = spoken.message.author is None
        if internal or alone or _JUST.search(text, match.end()):
            return spoken
    return None


def _relayed(spoken: Spoken) -> Fact:
    """What was told to a customer who does not write in the thread."""
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
