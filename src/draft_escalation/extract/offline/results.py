"""What came of an action: in its own sentence, in the next ones, or in a later message that speaks of it."""

import re
from dataclasses import dataclass

from draft_escalation.extract.offline.attempts import Attempt
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.verbs import said
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten

_ARROW = re.compile(r"\s?(?:→|⇒|=>|-{1,2}>)\s?")
_JOINT = re.compile(
    r"[,;:.]?\s(?=(?:but|and|however|though|which|with|so|still|aber|mais|pero|sans|ohne|sin|und|et|y)\b)"
    r"|\s(?=(?:it|they|its|it's|that|this|all)\s"
    r"(?:is|was|are|were|still|now|appears?|seems?|looks?|works?|did|does|has|have|just)\b)"
    r"|[,;:]\s|\s[–—-]{1,2}\s|\.\s",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:even\s(?:if|after|with|on|in)|after|despite|persists?\s(?=if|when|with|on)|"
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
    r"the|there|result|all|everything|now|but|only|then|which|both|neither|i (?:get|got|see|still)|we (?:get|got|see|still)|das|es|leider|immer|keine|"
    r"ça|cela|toujours|aucun|sigue|no|ya|sin|eso)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{4,40}")
_COMMON = frozenset(
    "that this with have from been were they then them when what your also already again same still after just "
    "tried "
    "will would could should there here some more other which about into only make made does done doing "
    "problem issue error please thanks hello think work works working worked fixed solved help change changed nothing".split()  # noqa: SIM905
)
_STEM = 5
_NEXT = 2
_LATER = 60
_TELLING = 400
_SHORT = 160
_CLAUSE = 90


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result: the line and the part of it that tells. `cut` is where the action ends in its own line."""

    spoken: Spoken
    text: str
    cut: int | None = None
    start: int = 0


def outcome(deed: Attempt, view: View, taken: frozenset[int]) -> Outcome | None:
    """Gives what the thread says came of a deed; `taken` are the places of the lines that tell other deeds."""
    if deed.kind == "done":
        own = _same_line(deed) or _next_lines(deed, view, taken)
        return own or (None if deed.surety == "needs_own_result" else _later(deed, view, taken))
    return _later(deed, view, taken) if deed.kind == "suggested" else None


def tells(text: str) -> bool:
    """Whether a text says that something helped or did not."""
    return any(said(name, text) for name in ("failed", "worked"))


def _told_at(text: str, deed: Attempt) -> int | None:
    """Where a text begins to tell what came of a deed: what was found counts for sure deeds only."""
    names = ("failed", "worked", "shown") if deed.surety == "sure" else ("failed", "worked")
    return min((span[0] for name in names if (span := said(name, text))), default=None)


def _same_line(deed: Attempt) -> Outcome | None:
    """A clause behind the deed that tells a result, or one before it: "no change even after a reboot"."""
    own, text = deed.spoken.text, straighten(deed.spoken.text)
    if arrow := _ARROW.search(text):
        return Outcome(deed.spoken, own[arrow.end() :], arrow.start())
    at = _told_at(text[deed.end :], deed)
    if at is not None:
        joints = [joint for joint in _JOINT.finditer(text, deed.end) if joint.end() <= deed.end + at]
        cut, begin = (joints[-1].start(), joints[-1].end()) if joints else (deed.end + at, deed.end + at)
        if joints or deed.surety == "needs_own_result":
            return Outcome(deed.spoken, _CONJUNCTION.sub("", own[begin:].strip(), count=1), cut)
    return _turned(deed, own, text)


def _turned(deed: Attempt, own: str, text: str) -> Outcome | None:
    """The result told before the deed: "still empty even after a restart", "all fine, I've checked it"."""
    joints = list(_JOINT.finditer(text, 0, deed.start + 1))
    for turn in _TURNED.finditer(text, 0, deed.end):
        begin = max((joint.end() for joint in joints if joint.end() < turn.start()), default=0)
        if turn.start() <= deed.start + 1 and tells(text[begin : turn.end()]):
            return Outcome(deed.spoken, own[begin : turn.start()].strip(" ,"), start=turn.start())
    if joints and deed.surety == "sure" and _told_at(text[: joints[-1].start()], deed) is not None:
        return Outcome(deed.spoken, own[: joints[-1].start()], start=joints[-1].end())
    return None


def _next_lines(deed: Attempt, view: View, taken: frozenset[int]) -> Outcome | None:
    for place in range(deed.place + 1, min(deed.place + 1 + _NEXT, len(view.spoken))):
        spoken = view.spoken[place]
        if spoken.message is not deed.spoken.message or place in taken or spoken.text.endswith("?"):
            return None
        text = straighten(spoken.text)
        if _REFERS.match(text) and _told_at(text, deed) is not None:
            return Outcome(spoken, spoken.text)
        if deed.surety == "sure" and tells(text) and _shared(deed, text):
            return Outcome(spoken, spoken.text)
    return None


def _later(deed: Attempt, view: View, taken: frozenset[int]) -> Outcome | None:
    """Somebody else's later line that names what support did or advised; or the opening of the next answer."""
    if deed.kind == "done" and speaker(deed.spoken.message) != "staff":
        return None
    answer = None
    for place in range(deed.place + 1, min(deed.place + 1 + _LATER, len(view.spoken))):
        spoken = view.spoken[place]
        if spoken.message.author == deed.spoken.message.author:
            continue
        answer = answer or spoken.message
        text = straighten(spoken.text)
        if text.endswith("?") or len(text) > _TELLING or not tells(text):
            continue
        opening = (
            spoken.message is answer and len(text) < _SHORT and place not in taken and _REFERS.match(text)
        )
        if opening or _shared(deed, text):
            return Outcome(spoken, spoken.text)
    return None


def _shared(deed: Attempt, text: str) -> bool:
    """Whether a text names what was done: its verb, or two words of its clause, by their first letters."""
    own, other = straighten(deed.spoken.text), stems(text)
    if stems(own[deed.start : deed.end]) & other:
        return True
    return deed.kind == "done" and len(stems(own[deed.start : deed.start + _CLAUSE]) & other) > 1


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, by their first letters."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _COMMON)
