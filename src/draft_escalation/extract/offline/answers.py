"""What the other side wrote back once support had said what to do: "ok that comes out", "Did. Same."."""

from collections.abc import Iterator

from draft_escalation.extract.offline.attempts import Attempt
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.shorthand import is_result
from draft_escalation.extract.offline.tries import said, stems
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten

_LINES, _MESSAGES = 30, 12
_LEAD = 24
_BARE, _FIRST, _SHORT, _TELLING = 4, 3, 90, 200


def answer(one: Attempt, view: View, advised: frozenset[int]) -> tuple[Spoken, ...]:
    """Gives the lines that say what came of an advice, before the next advice of support.

    A customer writes them, or a colleague where no customer writes. `advised` are the places of all advice.
    A bare "done" is told with the line behind it.
    """
    lines = tuple(_answers(one, view, advised))
    first = lines[0][1].message if lines else None
    for at, (_, spoken) in enumerate(lines):
        text = straighten(spoken.text)
        if _deferred(text):
            continue
        if _opens(text) or is_result(text):
            return _with_next(spoken, [line for _, line in lines[at + 1 : at + 2]])
        if spoken.message is first and at < _FIRST and len(text) <= _SHORT and _speaks_of(one, text):
            return (spoken,)
    return ()


def _answers(one: Attempt, view: View, advised: frozenset[int]) -> Iterator[tuple[int, Spoken]]:
    """The lines that may answer, up to the next advice."""
    messages: set[str] = set()
    for place in range(one.place + 1, min(one.place + 1 + _LINES, len(view.spoken))):
        spoken = view.spoken[place]
        messages.add(spoken.message.id)
        if len(messages) > _MESSAGES or (place in advised and spoken.message is not one.spoken.message):
            return
        if _may_answer(spoken, one, view) and len(spoken.text) <= _TELLING:
            yield place, spoken


def _may_answer(spoken: Spoken, one: Attempt, view: View) -> bool:
    """Whether a customer speaks, or a colleague of the adviser where no customer writes."""
    if speaker(spoken.message) == "customer":
        return True
    alone = not any(speaker(message) == "customer" for message in view.thread.messages)
    return alone and spoken.message.author != one.spoken.message.author


def _opens(text: str) -> bool:
    """Whether a line opens with words of somebody who did it."""
    span = said("answered", text)
    return span is not None and span[0] <= _LEAD and not text.endswith("?")


def _deferred(text: str) -> bool:
    """Whether it is put off, or asked about."""
    return text.endswith("?") or said("deferred", text) is not None


def _speaks_of(one: Attempt, text: str) -> bool:
    """Whether a line names what was advised."""
    return bool(stems(straighten(one.spoken.text)[one.start :]) & stems(text))


def _with_next(spoken: Spoken, behind: list[Spoken]) -> tuple[Spoken, ...]:
    """The line, with the next one where it says but that it was done."""
    bare = len(spoken.text.split()) <= _BARE
    goes_on = [one for one in behind if bare and not _deferred(straighten(one.text))]
    return (spoken, *goes_on)
