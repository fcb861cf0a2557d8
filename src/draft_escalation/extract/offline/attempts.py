"""Lines that tell of an action to make it work: done, promised or advised; nothing is said of the results."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from draft_escalation.extract.offline.acts import instructed
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.sections import sections
from draft_escalation.extract.offline.shorthand import Note, is_relative, note, opening
from draft_escalation.extract.offline.tries import said
from draft_escalation.extract.offline.verbs import done, planned, suggested, told_by_result
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.thread.model import Message

Kind = Literal["done", "planned", "suggested"]
Surety = Literal["sure", "needs_result", "needs_own_result", "measured"]
_LONGEST = 1_500
_WHEN = re.compile(
    r"(?:^|[\s(])(?:since|when|whenever|once|until|before|after|if|as soon as|every time|each time|"
    r"seit|nachdem|wenn|depuis|après|lorsque|quand|desde|después|cuando)\b[^,;:.!?]{0,80}$",
    re.IGNORECASE,
)
_CONDITIONS = frozenset(
    {"since", "when", "whenever", "once", "until", "before", "after", "if", "soon", "every", "each"}
) | {"seit", "nachdem", "wenn", "depuis", "après", "lorsque", "quand", "desde", "después", "cuando"}
_ASKED = re.compile(
    r"\b(?:have|has|had|did|do|does|can|could|would|will|should|was|were|is)\s(?:you|we|it|i|they|someone|anyone|the)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:not|never|cannot|without|instead of|to be|(?:have|has|had|did|does|was|were|could|is)nt)|n't)"
    r"\s(?:yet\s|been\s|even\s)?$",
    re.IGNORECASE,
)
_REPRODUCED = re.compile(
    r"\b(?:reproduce[ds]?|reproducing|repro(?:'d)?|replicated?|see\sthe\ssame|nachgestellt|nachstellen|reprodui\w{1,3}|reproducido)\b"
    r"(?![^\n]{0,300}\b(?:fix|patch|workaround|helps?|solved?|without\sthe)\b)",
    re.IGNORECASE,
)
_NEARBY = 160
_DAILY = ("change", "started", "tried_to", "passive", "gave", "again")


class Attempt(NamedTuple):
    """An action that a line tells, and where in it.

    `surety`: what is done in the daily round too counts once somebody says what came of it
    (`needs_result`), and mere mentions of an action once their own sentence or the next one does;
    of a measurement (`measured`) any finding is a result. `noted`: a note that tells both in its own line.
    """

    place: int
    spoken: Spoken
    kind: Kind
    start: int = 0
    end: int = 0
    surety: Surety = "sure"
    noted: Note | None = None


@lru_cache(maxsize=2)
def attempts(view: View) -> tuple[Attempt, ...]:
    """Gives the actions in the order of the thread, one a line."""
    listed = {under.place for under in sections(view)["tried"]}
    opener = next((one.message for one in view.spoken if one.message.id != "m0"), None)
    found: list[Attempt] = []
    advised = False
    for place, spoken in enumerate(view.spoken):
        if not _readable(spoken):
            continue
        item = "list" in spoken.line.flags
        attempt = _told(place, spoken, opener)
        if attempt and attempt.kind == "done" and spoken.text.endswith(":"):
            attempt = None
        if place in listed or (advised and item):
            attempt = Attempt(place, spoken, "done" if place in listed else "suggested")
        if attempt:
            found.append(attempt)
        opens = attempt is not None and attempt.kind == "suggested" and spoken.text.endswith(":")
        advised = opens or (item and advised)
    return tuple(found)


def _readable(spoken: Spoken) -> bool:
    aside = {"log", "code"}.intersection(spoken.line.flags)
    return len(spoken.text) <= _LONGEST and not aside and spoken.message.id != "m0"


def _told(place: int, spoken: Spoken, opener: Message | None) -> Attempt | None:
    text = straighten(spoken.text)
    staff = _ours(spoken.message)
    by_opener = opener is not None and opener.author == spoken.message.author
    advice = suggested(text) or (said("others_suggested", text) if staff else None)
    attempt = _done(place, spoken, staff=staff, first=spoken.message is opener)
    if advice and (staff or not by_opener) and (attempt is None or advice[0] <= attempt.start):
        return Attempt(place, spoken, "suggested", *advice)
    promise = planned(text) or said("others_planned", text)
    if promise and not text.endswith("?") and (attempt is None or promise[0] <= attempt.start):
        return Attempt(place, spoken, "planned", *promise)
    noted = note(spoken.text, staff=staff and attempt is None)
    if noted:
        return Attempt(place, spoken, "done", *noted.deed, noted=noted)
    told = instructed(text) if attempt is None and _heard_by_customer(spoken.message) else None
    return Attempt(place, spoken, "suggested", *told, "needs_result") if told else attempt


def _heard_by_customer(message: Message) -> bool:
    """Whether support writes what the customer may read: acts are told to do there."""
    return speaker(message) == "staff" and message.visibility != "internal"


def _ours(message: Message) -> bool:
    """Whether support writes: notes that nobody signed are support's as well."""
    return speaker(message) == "staff" or message.author is None


def _done(place: int, spoken: Spoken, *, staff: bool, first: bool) -> Attempt | None:
    text = straighten(spoken.text)
    for match in done(text):
        if (
            (staff and _REPRODUCED.search(text))
            or _excused(text, match)
            or _conditional(text[max(0, match.start() - _NEARBY) : match.start() + 1])
        ):
            continue
        daily = any(match[form] is not None for form in _DAILY)
        answers = "list" in spoken.line.flags and not first
        asked = match["consult"] or match["asked"]
        surety: Surety = "needs_result" if asked or (daily and not staff and not answers) else "sure"
        return Attempt(place, spoken, "done", *match.span(), surety)
    if other := said("others", text):
        return Attempt(place, spoken, "done", *other)
    mention = told_by_result(text)
    if mention and not text.endswith("?") and not _NOT.search(text[: mention.start()]):
        return Attempt(place, spoken, "done", *mention.span(), _surety(mention, text))
    tells = any(said(name, text) for name in ("failed", "worked", "shown"))
    clause = opening(spoken.text, item="list" in spoken.line.flags) if tells else None
    return Attempt(place, spoken, "done", *clause, "measured") if clause else None


def _conditional(lead: str) -> bool:
    """Whether a deed is told as a condition or a time: "since I restarted it"."""
    return not _CONDITIONS.isdisjoint(runs(lead)) and _WHEN.search(lead) is not None


def _surety(mention: re.Match[str], text: str) -> Surety:
    """How sure a mention is: "stuck until we restart" tells its result, a measurement may."""
    if mention[0].lower().startswith("until") and said("failed", text[: mention.end()]):
        return "sure"
    return "measured" if mention["measure"] else "needs_own_result"


def _excused(text: str, match: re.Match[str]) -> bool:
    """Whether the words at a match are a question, a denial, or no action at all."""
    before = text[max(0, match.start() - _NEARBY) : match.start()]
    if is_relative(text, match.start()):
        return True
    asked = text.endswith("?") and _ASKED.search(before + text[match.start() : match.end() + 6]) is not None
    idle = said("not_done", text[match.start() : match.end() + 40])
    return asked or _NOT.search(before) is not None or (idle is not None and idle[0] < len(match[0]))
