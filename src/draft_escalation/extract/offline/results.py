"""What came of an action: in its own sentence, in the next ones, or in a later message that speaks of it."""

import re
from typing import NamedTuple

from draft_escalation.extract.offline.answers import answer
from draft_escalation.extract.offline.attempts import Attempt
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.shorthand import ended, is_result
from draft_escalation.extract.offline.tries import said, stems
from draft_escalation.extract.offline.verbs import checked, goes_on
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten

_ARROW = re.compile(r"\s?(?:→|⇒|=>|-{1,2}>)\s?")
_JOINT = re.compile(
    r"[,;:.]?\s(?=(?:but|and|however|though|which|with|so|still|aber|mais|pero|sans|ohne|sin|und|et|y)\b)"
    r"|\s(?=(?:it|they|its|it's|that|this|all)\s"
    r"(?:is|was|are|were|still|now|appears?|seems?|looks?|works?|did|does|has|have|just)\b)"
    r"|\s\((?=[^()]{3,80}\))|\)\s|[,;:]\s|\s[–—-]{1,2}\s|\.\s",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:even\s(?:if|after|with|on|in)|after|until|despite|persists?\s(?=if|when|with|on)|"
    r"auch nach|trotz|nach|même après|après|después de|tras)\s",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(
    r"^(?:but|and|however|though|which|so|aber|mais|pero|und|et|y)\b[\s,]{0,3}", re.IGNORECASE
)
_REFERS = re.compile(
    r"(?:[\W_]{0,4}(?:but|and|yes|no|ok|thanks|sadly|unfortunately|then|hi|hello|update|result|so|well)\b"
    r"[\W_]{0,4}){0,3}"
    r"(?:that|this|it|its|it's|they|still|same|no|nothing|none|not|did|didn't|works|worked|working|fixed|solved|"
    r"the|there|result|all|everything|now|but|only|then|which|both|neither|(?:i|we) (?:get|got|see|still)|"
    r"das|es|leider|immer|keine|ça|cela|toujours|aucun|sigue|ya|sin|eso|"
    r"(?:he|she|they|i|we) (?:did|tried)\s)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"(?:but\s|and\s|aber\s|mais\s|pero\s)?"
    r"(?:now|then|next\s(?:day|time|morning|evening|night|week)|afterwards|later|since then|"
    r"jetzt|dann|danach|nun|seitdem|puis|ensuite|maintenant|depuis|luego|después|ahora|poi|adesso|ora)"
    r"(?!\s(?:please|i'll|we'll))\b",
    re.IGNORECASE,
)
_DID = re.compile(r"(?:he|she|they|i|we)\s(?:did|tried)\s(?:that|it|so|this|both)\b", re.IGNORECASE)
_NEXT = 2
_LATER = 40
_TELLING = 400
_SHORT = 160
_CLAUSE = 90


class Outcome(NamedTuple):
    """A result: its line and what it tells, `also` on further lines.

    The action's words stand from `start` to `cut` of its line.
    """

    spoken: Spoken
    text: str
    cut: int | None = None
    start: int = 0
    also: tuple[Spoken, ...] = ()


def outcome(
    one: Attempt, view: View, taken: frozenset[int], advised: frozenset[int] = frozenset()
) -> Outcome | None:
    """Gives what the thread says came of a deed.

    `taken` are the places of lines that tell other deeds, `advised` those of advice.
    """
    found = _came_of(one, view, taken, advised)
    return found and _gone_on(found, view, taken)


def _came_of(one: Attempt, view: View, taken: frozenset[int], advised: frozenset[int]) -> Outcome | None:
    if one.noted:
        (start, cut), (begin, end) = one.noted.deed, one.noted.result
        return Outcome(one.spoken, _said_in(one.spoken.text[begin:end]), cut, start)
    if one.kind == "done":
        own = _same_line(one) or _next_lines(one, view, taken)
        return own or (None if one.surety in ("needs_own_result", "measured") else _later(one, view, taken))
    return _answered(one, view, taken, advised) if one.kind == "suggested" else None


def _gone_on(found: Outcome, view: View, taken: frozenset[int]) -> Outcome:
    """A result with the next sentence of its message, where that turns it: "Then it fell again"."""
    last = (found.spoken, *found.also)[-1]
    place = view.places[last.line.id] + 1
    behind = view.spoken[place] if place < len(view.spoken) and place not in taken else None
    if behind is None or behind.message is not last.message or behind.text.endswith("?"):
        return found
    if not _TURNS.match(behind.text) or len(behind.text) > _SHORT:
        return found
    return found._replace(text=f"{found.text.rstrip(' .')}. {behind.text}", also=(*found.also, behind))


def _answered(one: Attempt, view: View, taken: frozenset[int], advised: frozenset[int]) -> Outcome | None:
    """What came of an advice: an answer that says so outright, else one of somebody who did it."""
    told = _later(one, view, taken) if one.surety == "sure" else None
    if told is None and (lines := answer(one, view, advised)):
        also = tuple(line for line in lines[1:] if view.places[line.line.id] not in taken)
        return Outcome(lines[0], " ".join(line.text for line in (lines[0], *also)), also=also)
    return told


def tells(text: str) -> bool:
    """Whether a text says that something helped or did not."""
    return any(said(name, text) for name in ("failed", "worked"))


def _told_at(text: str, one: Attempt) -> int | None:
    """Where a text begins to tell what came of a deed: what was found counts for sure deeds only."""
    finds = one.surety in ("sure", "measured")
    names = ("failed", "worked", "shown") if finds else ("failed", "worked")
    return min((span[0] for name in names if (span := said(name, text))), default=None)


def _same_line(one: Attempt) -> Outcome | None:
    """A clause behind the deed that tells a result, or one before it: "no change even after a reboot"."""
    own, text = one.spoken.text, straighten(one.spoken.text)
    if arrow := _ARROW.search(text):
        return Outcome(one.spoken, own[arrow.end() :], arrow.start())
    at = _told_at(text[one.end :], one)
    if at is not None:
        joints = [joint for joint in _JOINT.finditer(text, one.end) if joint.end() <= one.end + at]
        joints = [joint for joint in joints if not goes_on(text, joint.end())]
        cut, begin = (joints[-1].start(), joints[-1].end()) if joints else (one.end + at, one.end + at)
        if not text.endswith("?") and (joints or one.surety in ("needs_own_result", "measured")):
            return Outcome(one.spoken, _said_in(own[begin:].strip()), cut)
    if noted := ended(text, one.end):
        return Outcome(one.spoken, _said_in(own[noted[1] :]), noted[0])
    return _turned(one, own, text) or _found(one, own, text)


def _found(one: Attempt, own: str, text: str) -> Outcome | None:
    """What stands behind the colon of a check: "I checked the log: the job never starts"."""
    at = text.find(": ", one.end, one.end + _CLAUSE)
    if at < 0 or one.surety != "sure" or not checked(text, one.start, one.end):
        return None
    return Outcome(one.spoken, own[at + 2 :], at)


def _said_in(text: str) -> str:
    """A result without the conjunction that leads to it, or the brackets around it."""
    text = _CONJUNCTION.sub("", text, count=1)
    return text.partition(")")[0] if text.count(")") > text.count("(") else text


def _turned(one: Attempt, own: str, text: str) -> Outcome | None:
    """The result told before the deed: "still empty even after a restart", "all fine, I've checked it"."""
    joints = list(_JOINT.finditer(text, 0, one.start + 1))
    for turn in _TURNED.finditer(text, 0, one.end):
        begin = max((joint.end() for joint in joints if joint.end() < turn.start()), default=0)
        if turn.start() <= one.start + 1 and tells(text[begin : turn.end()]):
            until = turn[0].lower().startswith("until")
            result = own if until else own[begin : turn.start()].strip(" ,")
            return Outcome(one.spoken, result, start=turn.end() if until else turn.start())
    if joints and one.surety == "sure" and _told_at(text[: joints[-1].start()], one) is not None:
        return Outcome(one.spoken, own[: joints[-1].start()], start=joints[-1].end())
    return None


def _next_lines(one: Attempt, view: View, taken: frozenset[int]) -> Outcome | None:
    for place in range(one.place + 1, min(one.place + 1 + _NEXT, len(view.spoken))):
        spoken = view.spoken[place]
        if spoken.message is not one.spoken.message or place in taken or spoken.text.endswith("?"):
            return None
        text = straighten(spoken.text)
        if is_result(text) or (_REFERS.match(text) and (_DID.match(text) or _told_at(text, one) is not None)):
            return Outcome(spoken, spoken.text)
        if one.surety == "sure" and tells(text) and _shared(one, text):
            return Outcome(spoken, spoken.text)
    return None


def _later(one: Attempt, view: View, taken: frozenset[int]) -> Outcome | None:
    """Somebody else's later line that names what support did or advised, or the next answer's opening."""
    if one.kind == "done" and speaker(one.spoken.message) != "staff":
        return None
    answer = None
    for place in range(one.place + 1, min(one.place + 1 + _LATER, len(view.spoken))):
        spoken = view.spoken[place]
        if spoken.message.author == one.spoken.message.author:
            continue
        answer = answer or spoken.message
        text = straighten(spoken.text)
        if text.endswith("?") or len(text) > _TELLING or not tells(text):
            continue
        opening = (
            spoken.message is answer and len(text) < _SHORT and place not in taken and _REFERS.match(text)
        )
        if opening or _shared(one, text):
            return Outcome(spoken, spoken.text)
    return None


def _shared(one: Attempt, text: str) -> bool:
    """Whether a text names what was done: its verb, or two words of its clause, by their first letters."""
    own, other = straighten(one.spoken.text), stems(text)
    if stems(own[one.start : one.end]) & other:
        return True
    return one.kind == "done" and len(stems(own[one.start : one.start + _CLAUSE]) & other) > 1
