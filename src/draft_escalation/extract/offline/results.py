"""What came of an action: in its own sentence, in the next ones, or in a later message that speaks of it."""

import re
from dataclasses import dataclass

from draft_escalation.extract.offline.deeds import Deed
from draft_escalation.extract.offline.verbs import said
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten

_ARROW = re.compile(r"\s?(?:→|⇒|=>|->|-->)\s?")
_JOINT = re.compile(
    r"\s?(?:→|⇒|=>|->)\s?|[,;:.]?\s(?=(?:but|and|however|though|which|with|so|still|aber|mais|pero|sans|ohne|sin|und|et|y)\b)|[,;:]\s|\s[–—-]{1,2}\s|\.\s",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:even\s)?(?:if|when|after|despite|with|once|trotz|nach|auch nach|après|même après|después de|tras)\s", re.IGNORECASE
)
_REFERS = re.compile(
    r"(?:[\W_]{0,4}(?:but|and|yes|no|ok|thanks|sadly|unfortunately|hi|hello|update|result|so|well)\b[\W_]{0,4}){0,3}"
    r"(?:that|this|it|its|it's|they|still|same|no|nothing|none|not|did|didn't|works|worked|working|fixed|solved|the|there|result|all|"
    r"everything|now|but|only|which|both|neither|i (?:get|got|see|still)|we (?:get|got|see|still)|i'?m l|das|es|leider|immer|keine|"
    r"ça|cela|toujours|aucun|sigue|no|ya|sin|eso)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{4,40}")
_COMMON = frozenset(
    "that this with have from been were they then them when what your also already again same still after just tried "
    "will would could should there here some more other which about into only make made does done doing problem issue "
    "error please thanks hello think work works working worked fixed solved help change changed nothing".split()
)
_STEM = 5
_NEXT = 2
_LATER = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result: the line and the part of it that tells. `cut` is where the action ends in its own line."""

    spoken: Spoken
    text: str
    cut: int | None = None
    start: int = 0


def outcome(deed: Deed, view: View, taken: frozenset[int]) -> Outcome | None:
    """Gives what the thread says came of a deed; `taken` are the places of the lines that tell other deeds."""
    if deed.kind == "done":
        return _same_line(deed) or _next_lines(deed, view, taken) or _later(deed, view, taken)
    return _later(deed, view, taken) if deed.kind == "suggested" else None


def tells(text: str) -> bool:
    """Whether a text says that something helped or did not."""
    return any(said(name, text) for name in ("failed", "worked"))


def _shows(text: str) -> bool:
    return tells(text) or said("shown", text) is not None


def _same_line(deed: Deed) -> Outcome | None:
    """A clause behind the deed that tells a result, or one before it: "no change even after a reboot"."""
    text = straighten(deed.spoken.text)
    if arrow := _ARROW.search(text):
        return Outcome(deed.spoken, deed.spoken.text[arrow.end() :], arrow.start())
    for joint in _JOINT.finditer(text, deed.end):
        if _shows(text[joint.end() : _clause_end(text, joint.end())]):
            return Outcome(deed.spoken, deed.spoken.text[joint.end() :].strip(), joint.start())
    for turn in _TURNED.finditer(text, 0, max(deed.start + 12, 0)):
        if turn.start() and tells(text[: turn.start()]):
            return Outcome(deed.spoken, deed.spoken.text[: turn.start()].strip(" ,"), start=turn.start())
    return None


def _clause_end(text: str, start: int) -> int:
    joint = _JOINT.search(text, start + 12) if start + 12 < len(text) else None
    return joint.start() if joint else len(text)


def _next_lines(deed: Deed, view: View, taken: frozenset[int]) -> Outcome | None:
    for place in range(deed.place + 1, min(deed.place + 1 + _NEXT, len(view.spoken))):
        spoken = view.spoken[place]
        if spoken.message is not deed.spoken.message or place in taken or spoken.text.endswith("?"):
            return None
        text = straighten(spoken.text)
        if _REFERS.match(text) and _shows(text) or tells(text) and _shared(deed, text):
            return Outcome(spoken, spoken.text)
    return None


def _later(deed: Deed, view: View, taken: frozenset[int]) -> Outcome | None:
    """A line of somebody's later message that names the deed and tells; or the next answer, where it opens so."""
    answered: str | None = None
    for spoken in view.spoken[deed.place + 1 : deed.place + 1 + _LATER]:
        if spoken.message is deed.spoken.message or spoken.message.author == deed.spoken.message.author:
            continue
        answered = answered or spoken.message.id
        text = straighten(spoken.text)
        if spoken.text.endswith("?") or len(text) > 600 or not tells(text):
            continue
        if _shared(deed, text) or (answered == spoken.message.id and _REFERS.match(text) and len(text) < 160):
            return Outcome(spoken, spoken.text)
    return None


def _shared(deed: Deed, text: str) -> bool:
    """Whether a text names what was done: a word of the deed's sentence, by its first letters."""
    return bool(stems(deed.spoken.text[deed.start :][:200]) & stems(text))


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, by their first letters."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _COMMON)
