"""The last word of support to the customer: when, by whom, what."""

import re
from itertools import takewhile

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import facts, heard, speaker, spoken_plainly
from draft_escalation.extract.offline.trim import clipped, says_nothing, shortened, trimmed
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.thread.model import Line, Message

_LONGEST = 320
_TITLE = r"(?:mr|mrs|ms|dr|herrn?|frau|m|mme|sr|sra|señora?|monsieur|madame)\.?\s"
_NAME = rf"(?:(?:{_TITLE})?(?-i:[A-ZÀ-Þ])[\w.'-]{{0,30}})"
_THEM = (
    rf"(?:{_NAME}|him|her|them|both|everyone|(?:all|the)\s(?:\d{{1,3}}|two|three|four)"
    r"|(?:the|our|my)\s[\w-]{2,20}|i'd|i\swould|we'd|i'll)"
)
_BEGINS = r"(?:^|[.;:,–—-]\s|\b(?:i|we|i've|we've|have|just|and|so)\s|^\W{0,4}\d{3,4}\s|\d{1,2}[:.]\d{2}\s)"
_TOLD = re.compile(
    rf"{_BEGINS}(?:told|informed|updated|rang|phoned|emailed|messaged|texted|mailed|promised|answered|let|said"
    rf"|wrote(?:\sto)?|replied\sto|got\sback\sto|sent(?!\s(?:the|our|my)))\s{_THEM}(?!\w)"
    r"|(?<!\w)(?:ihm|ihr|ihnen|ihn|(?:herrn?|frau)\s[^\W\d_]{2,30}|(?:dem|der|den|die)\s(?:kundin|kunden|kunde))\s"
    r"(?:\w{1,20}\s){0,4}?(?:gesagt|zugesagt|mitgeteilt|versprochen|angerufen|geschrieben|informiert)(?!\w)"
    r"|(?<!\w)(?:lui|leur|l'|les)\s?(?:ai|avons)\s(?:dit|promis|écrit|prévenue?s?)(?!\w)"
    rf"|(?<!\w)(?:répondu|dit|écrit|promis|expliqué)\s(?:à\s{_NAME}|au\sclient|à\sla\scliente)(?!\w)"
    rf"|(?<!\w)prévenue?s?\s(?:{_NAME}|le\sclient|la\scliente)(?!\w)"
    r"|(?<!\w)les?\s(?:dije|escribí|avisé|prometí|respondí|contesté|he\s(?:dicho|escrito|avisado))(?!\w)",
    re.IGNORECASE,
)
_TELLING = frozenset[str]().union(
    (
        "told",
        "informed",
        "updated",
        "rang",
        "phoned",
        "emailed",
        "messaged",
        "promised",
        "answered",
        "texted",
    ),
    ("wrote", "let", "said", "mailed", "replied", "sent", "back", "gesagt", "zugesagt", "mitgeteilt"),
    (
        "versprochen",
        "angerufen",
        "geschrieben",
        "informiert",
        "dit",
        "promis",
        "écrit",
        "prévenu",
        "prévenue",
    ),
    ("prévenus", "répondu", "expliqué", "dije", "escribí", "avisé", "prometí", "respondí", "contesté", "he"),
)
"""Words one of which stands in every note of what was told."""
_JUST = re.compile(r"\d{1,2}[:.]\d{2}|\bjust now\b|(?-i:\sat\s[A-ZÀ-Þ])", re.IGNORECASE)
_BEHIND = re.compile(r"\W{0,6}(?:internal|interne notiz|note interne|nota interna|handover)\b", re.IGNORECASE)
_HOUR = re.compile(r"(?<![\d.:])\d{1,2}[:.]\d{2}(?![\d.:])")
_ASIDE = frozenset({"log", "code"})


def find(view: View) -> tuple[Fact, ...]:
    """Gives `12 Apr 09:30 — Yusra: what was said`.

    Where no customer writes: what staff say that they told them, with the last that has its hour. Where
    nobody answered: the thread's own word on that.
    """
    among_staff = not any(speaker(one) == "customer" for one in view.thread.messages)
    message = None if among_staff else last_answer(view)
    noted = _noted(view, among_staff=among_staff)
    if noted and (message is None or noted[-1].message.number >= message.number):
        return tuple(map(_relayed, noted))
    if message is None:
        relayed = (one.spoken for one in heard("told_customer", view)[-1:])
        return tuple(map(_relayed, relayed)) or facts("unanswered", view)
    lines = told_lines(message)
    said = clipped(" ".join(trimmed(line.text) for line in lines), _LONGEST)
    cited = tuple(dict.fromkeys((message.lines[0].id, *(line.id for line in lines))))
    return (Fact(text=f"{_opening(message)}: {said}", lines=cited),)


def _noted(view: View, *, among_staff: bool) -> tuple[Spoken, ...]:
    """The last line that notes what was told outside the thread: "told Osk just now", "said I'd ring".

    Before it stands the last such line of its message with an hour, where it has none. What a customer of the
    thread told somebody is none, unless with a time or whom it was told at.
    """
    last: Spoken | None = None
    for spoken in reversed(view.spoken):
        if last and spoken.message is not last.message:
            break
        if (match := _told(spoken)) and (last is None or _HOUR.search(spoken.text)):
            staff = speaker(spoken.message) == "staff"
            internal = staff and (among_staff or spoken.message.visibility == "internal")
            alone = spoken.message.author is None
            if not (internal or alone or _JUST.search(spoken.text, match.end())):
                continue
            if last or _HOUR.search(spoken.text):
                return (spoken, last) if last else (spoken,)
            last = spoken
    return (last,) if last else ()


def _told(spoken: Spoken) -> re.Match[str] | None:
    text = spoken.text
    if not spoken_plainly(spoken) or text.endswith("?") or _TELLING.isdisjoint(runs(text)):
        return None
    return _TOLD.search(text)


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
    """Gives the lines of a message that say something; of a long one the first and the last ones.

    What stands behind the words "internal note" was not told.
    """
    telling = [
        line
        for line in takewhile(lambda line: not _BEHIND.match(line.text), message.body)
        if line.text.strip() and not _ASIDE.intersection(line.flags) and not says_nothing(trimmed(line.text))
    ]
    room = _LONGEST - sum(len(line.text) for line in telling[:1])
    kept = len(telling)
    while kept > 1 and len(telling[kept - 1].text) <= room:
        kept -= 1
        room -= len(telling[kept].text)
    return (*telling[:1], *telling[max(kept, 1) :])
