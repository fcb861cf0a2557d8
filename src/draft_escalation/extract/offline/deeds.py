"""Lines that tell of an action to make it work: done, promised or advised; nothing is said of the results."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.verbs import done, planned, said, suggested
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten

Kind = Literal["done", "planned", "suggested"]
_LONGEST = 1_500
_WHEN = re.compile(
    r"(?:^|[\s(])(?:since|when|whenever|once|until|before|after|if|as soon as|every time|each time|seit|nachdem|wenn|"
    r"depuis|après|lorsque|quand|desde|después|cuando)\b[^,;:.!?]{0,80}$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:^|\s)(?:even|right|immediately)?\s?after\b[^,;:.!?]{0,80}$", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:have|has|did|do|does|can|could|would|will|should)\s(?:you|we|it|i|they|someone|anyone)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|n't|haven't|hasn't|hadn't|didn't|cannot|without|instead of)\s(?:yet\s|been\s|even\s)?$", re.IGNORECASE)
_HEADING_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Deed:
    """An action that a line tells. `sure` is false for words of the daily round, which need a result beside them."""

    place: int
    spoken: Spoken
    kind: Kind
    start: int = 0
    end: int = 0
    sure: bool = True


def deeds(view: View) -> tuple[Deed, ...]:
    """Gives the actions in the order of the thread, one a line."""
    return tuple(_each(view))


def _each(view: View) -> Iterator[Deed]:
    opener = next((one.message.author for one in view.spoken if one.message.id != "m0"), None)
    under: Kind | None = None
    before: Spoken | None = None
    for place, spoken in enumerate(view.spoken):
        if before is not None and before.message is not spoken.message:
            under = None
        before = spoken
        if len(spoken.text) > _LONGEST or {"log", "code"}.intersection(spoken.line.flags) or spoken.message.id == "m0":
            continue
        listed = "list" in spoken.line.flags
        if heading := _heading(spoken):
            under = heading[0]
            continue
        if not listed and not _short(spoken):
            under = None
        if under and (listed or _short(spoken)):
            yield Deed(place, spoken, under)
        elif deed := _told(place, spoken, by_opener=spoken.message.author == opener):
            yield deed


def _short(spoken: Spoken) -> bool:
    return len(spoken.text) <= _HEADING_LONGEST and spoken.line.text.endswith("\n")


def _heading(spoken: Spoken) -> tuple[Kind | None] | None:
    """What a heading opens: a list of deeds, of advice, or (None) something else; None where it is no heading."""
    text = spoken.text.strip("*_ ")
    bare = text.lstrip("# ")
    if len(text) > _HEADING_LONGEST or not (text.endswith(":") or bare != text or bare == bare.title()):
        return _bare_heading(spoken, bare)
    if _opens("headings", bare) and not text.endswith("?"):
        return ("done",)
    if said("advice_headings", bare) and speaker(spoken.message) == "staff":
        return ("suggested",)
    return (None,) if bare != text or "list" not in spoken.line.flags and text.endswith(":") else None


def _bare_heading(spoken: Spoken, bare: str) -> tuple[Kind | None] | None:
    """A heading without a mark: "What I've tried" on a line of its own."""
    span = _opens("headings", bare) if "list" not in spoken.line.flags else None
    return ("done",) if span and len(bare) - span[1] < 12 and spoken.line.text.endswith("\n") else None


def _opens(name: str, text: str) -> tuple[int, int] | None:
    span = said(name, text)
    return span if span and span[0] < 4 else None


def _told(place: int, spoken: Spoken, *, by_opener: bool) -> Deed | None:
    text = straighten(spoken.text)
    who = speaker(spoken.message)
    if who == "staff" or not by_opener:
        advice = _span(suggested(), text) or (said("others_suggested", text) if who == "staff" else None)
        if advice:
            return Deed(place, spoken, "suggested", *advice)
    promise = _span(planned(), text) or said("others_planned", text)
    deed = _done(place, spoken, text, staff=who == "staff")
    if deed and (promise is None or deed.start < promise[0]):
        return deed
    if promise and not text.endswith("?") and not _WHEN.search(text[: promise[0]]):
        return Deed(place, spoken, "planned", *promise)
    return None


def _span(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    match = pattern.search(text)
    return match.span() if match else None


def _done(place: int, spoken: Spoken, text: str, *, staff: bool) -> Deed | None:
    for match in done().finditer(text):
        prefix = text[: match.start()] + match[0][: len(match[0]) - len(match[0].lstrip(" ,;:(–—.-"))]
        if _excused(text, prefix, match):
            continue
        passive = match["passive"] is not None
        weak = match["change"] is not None or match["tried_to"] is not None or passive
        led_to = _WHEN.search(prefix) is not None and not _LEADING.search(prefix)
        if led_to:
            continue
        sure = (staff or not weak) and not _LEADING.search(prefix)
        return Deed(place, spoken, "done", match.start(), match.end(), sure)
    other = said("others", text)
    return Deed(place, spoken, "done", *other) if other else None


def _excused(text: str, prefix: str, match: re.Match[str]) -> bool:
    """Whether the words at a match are a question, a denial, or no action at all."""
    asked = text.endswith("?") and _ASKED.search(text[: match.end()]) is not None
    idle = said("not_done", text[match.start() : match.end() + 40])
    return asked or _NOT.search(prefix) is not None or (idle is not None and idle[0] < len(match[0]))
