"""Which side of a value is meant: `under 1 mg` told as `over 1 mg`, `before 2020` as `after 2020`."""

import re
from collections.abc import Iterable, Iterator, Sequence

from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.value import Value

_SIDES = {
    "below": r"under|below|less than"
    r"|(?:cold|cool|low|small|short)er than"
    r"|fewer than|at most|up to|no more than|unter|höchstens|moins de|menos de",
    "above": r"over|above|more than"
    r"|(?:warm|hott|high|larg|long|bigg|great)er than"
    r"|exceeding|at least|no less than|über|mindestens|plus de|más de",
    "before": r"before|until|till|vor|bis|avant|jusqu'à|antes del?",
    "after": r"after|since|from|nach|seit|ab|après|depuis|desde|después del?",
}
_OTHER = {"below": "above", "above": "below", "before": "after", "after": "before"}
_SIDE = re.compile(
    r"(?<!\w)(?P<not>(?:not|no|never|nicht|pas)\s)?(?:"
    + "|".join(f"(?P<{side}>{words})" for side, words in _SIDES.items())
    + r")\s(?:the\s|dem\s|zum\s|le\s|el\s)?[$€£~]?$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(
    r"(?<!\w)(before|after)\s(?:(?:the|our|their|its)\s)?(?:[a-z-]{2,20}\s){1,3}(?:on|at|in|of)\s$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)from\b", re.IGNORECASE)
_TIMES = frozenset({"date", "weekday", "month", "time"})
_NOT = re.compile(r"\b(?:not|never|nicht|pas)\b|n't\b", re.IGNORECASE)
_NOT_THIS = re.compile(r",\s(?:and\s|und\s|et\s|y\s)?(?:not|nicht|pas|no)\s[$€£~]?$", re.IGNORECASE)
_NOT_ONE = re.compile(r",\s(?:and|und|et|y|not|nicht|pas|no)\s", re.IGNORECASE)
_SETS_APART = re.compile(
    r"\b(?:not?|never|instead|rather|without|than|first|former\w{0,2}|previous\w{0,2}|before|earlier|was|were|should|expected"
    r"|right|correct\w{0,3}|wrong\w{0,2}|nicht|statt|pas|lieu|vez)\b|n't\b",
    re.IGNORECASE,
)
_CLOSE = 9
_REACH = 24


def beyond(
    text: str, values: Sequence[Value], lines: Sequence[tuple[str, Sequence[Value]]]
) -> Iterator[tuple[Value, str]]:
    """Gives the values of a statement whose lines name the other side of them only, with that side."""
    for value in values:
        side = _side(text, value)
        told = set(_told(value, lines)) if side else set()
        if side and _OTHER[side] in told and side not in told:
            yield value, _OTHER[side]


def denied_only(
    text: str, values: Sequence[Value], lines: Sequence[tuple[str, Sequence[Value]]]
) -> Iterator[Value]:
    """Gives the values that a statement affirms and its lines name only to deny them: `E-41, not E-14`."""
    if _SETS_APART.search(text):
        return
    for value in values if any(_NOT_ONE.search(line) for line, _ in lines) else ():
        told = [
            _NOT_THIS.search(line, max(0, one.start - _CLOSE), one.start) is not None
            for line, found in lines
            for one in found
            if not needed(value).isdisjoint(given(one, None))
        ]
        if told and all(told):
            yield value


def _side(text: str, value: Value) -> str:
    """The side that the words before a value name, "" where they name none; `not before` is after."""
    match = _SIDE.search(text, max(value.start - _REACH, 0), value.start)
    if match is None or (value.kind not in _TIMES and _FROM.search(match[0])):
        return ""
    side = next(name for name in _SIDES if match[name])
    return _OTHER[side] if match["not"] else side


def _side_before_noun(text: str, value: Value) -> str:
    """The side of `before the show on Sunday`."""
    match = _BEFORE_NOUN.search(text, max(value.start - 2 * _REACH, 0), value.start)
    return match[1].lower() if match else ""


def _told(value: Value, lines: Iterable[tuple[str, Sequence[Value]]]) -> Iterator[str]:
    """The sides on which the lines give it; both where a denial stands further off."""
    for text, values in lines:
        for one in values:
            if not needed(value).isdisjoint(given(one, None)):
                side = _side(text, one) or _side_before_noun(text, one)
                yield side
                denied = _NOT.search(text, max(one.start - 2 * _REACH, 0), one.start)
                if side and denied and one.start - denied.end() > _CLOSE:
                    yield _OTHER[side]
