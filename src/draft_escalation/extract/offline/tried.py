"""What was done about it and what came of it; promises and advice are told apart from deeds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from draft_escalation.brief.model import Fact, Tried
from draft_escalation.extract.offline.deeds import Deed, deed_in, result_at, result_of
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.sections import sections
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import Spoken, View

_MOST = 12
_NEXT_LINES = 2
_NEXT_MESSAGES = 3
_SHARED = 5
_WORD = re.compile(r"[^\W\d_]{4,30}")
_RANK = {"done": 2, "suggested": 1, "planned": 0}


@dataclass(frozen=True, slots=True)
class _Told:
    """A deed with the place of its line, and the result where one was found."""

    place: int
    spoken: Spoken
    deed: Deed
    result: Fact | None


def find(view: View) -> tuple[Tried, ...]:
    """Gives actions with their results, in the order of the thread; deeds with results before the others."""
    deeds = _deeds(view)
    told = [
        _Told(place, view.spoken[place], deed, _result(view, place, deed, deeds))
        for place, deed in sorted(deeds.items())
    ]
    settled = [_settled(view, one, told) for one in told]
    kept = [(one, tried) for one, tried in zip(told, settled, strict=True) if tried is not None]
    ranked = sorted(
        kept, key=lambda pair: (-_RANK[pair[1].kind] - (pair[1].result.state != "silent"), pair[0].place)
    )
    best = {id(tried) for _, tried in ranked[:_MOST]}
    return _distinct([tried for _, tried in kept if id(tried) in best])


def _distinct(tried: Sequence[Tried]) -> tuple[Tried, ...]:
    by_text: dict[str, Tried] = {}
    for one in tried:
        by_text.setdefault(one.action.text.lower(), one)
    return tuple(by_text.values())


def _deeds(view: View) -> dict[int, Deed]:
    """Deeds by the place of their line. What opens a thread tells what led there, unless it says otherwise."""
    listed = {one.place: one.text for one in sections(view)["tried"]}
    steps = {one.place for one in sections(view)["steps"]}
    first = next((one.message.id for one in view.spoken if speaker(one.message) == "customer"), "")
    found: dict[int, Deed] = {}
    for place, spoken in enumerate(view.spoken):
        if (
            place in steps
            or spoken.message.id == "m0"
            or {"log", "code", "table"}.intersection(spoken.line.flags)
        ):
            continue
        deed = deed_in(
            listed.get(place, spoken.text),
            speaker(spoken.message),
            opens=spoken.message.id == first,
            listed=place in listed,
        )
        if deed is not None:
            found[place] = deed
    return found


def _result(view: View, place: int, deed: Deed, deeds: dict[int, Deed]) -> Fact | None:
    """The result in the deed's own line, in the next lines of its message, or in the customer's answer to it."""
    spoken = view.spoken[place]
    if deed.result:
        return spoken.fact(shortened(deed.result))
    if deed.kind == "planned":
        return None
    if deed.kind == "done" and (near := _in_next_lines(view, place, deeds)):
        return near
    if speaker(spoken.message) == "staff" or deed.kind == "suggested":
        return _in_answer(view, place, deed)
    return None


def _in_next_lines(view: View, place: int, deeds: dict[int, Deed]) -> Fact | None:
    message = view.spoken[place].message.id
    for after in range(place + 1, min(place + 1 + _NEXT_LINES, len(view.spoken))):
        spoken = view.spoken[after]
        if spoken.message.id != message or after in deeds or spoken.text.endswith("?"):
            return None
        if (
            not {"log", "code", "table"}.intersection(spoken.line.flags)
            and result_at(spoken.text) is not None
        ):
            return spoken.fact(shortened(spoken.text))
    return None


def _in_answer(view: View, place: int, deed: Deed) -> Fact | None:
    """The customer's word on it in one of the next messages; on advice only where they speak of it."""
    number = view.spoken[place].message.number
    words = set(_WORD.findall(deed.action.lower()))
    for spoken in view.spoken[place + 1 :]:
        if spoken.message.number > number + _NEXT_MESSAGES:
            break
        if (
            spoken.message.number == number
            or speaker(spoken.message) != "customer"
            or spoken.text.endswith("?")
        ):
            continue
        if result_of(spoken.text, words) is not None:
            return spoken.fact(shortened(spoken.text))
    return None


def _settled(view: View, one: _Told, told: Sequence[_Told]) -> Tried | None:
    """The action as the brief tells it; advice that somebody then followed is told by their deed."""
    kind: Literal["done", "planned", "suggested"] = one.deed.kind
    if kind != "done" and _followed(one, told):
        return None
    if kind == "suggested" and one.result is not None:
        kind = "done"
    action = one.spoken.fact(shortened(one.deed.action))
    return Tried(action=action, result=one.result or Fact(state="silent"), kind=kind)


def _followed(one: _Told, told: Sequence[_Told]) -> bool:
    words = {word[:_SHARED] for word in _WORD.findall(one.deed.action.lower())}
    later = (other for other in told if other.deed.kind == "done" and other.place > one.place)
    return any(
        one.deed.verb[:_SHARED] == other.deed.verb[:_SHARED]
        and len(words & {w[:_SHARED] for w in _WORD.findall(other.deed.action.lower())}) > 1
        for other in later
    )
