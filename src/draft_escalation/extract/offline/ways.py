"""Acts and what comes of them in one sentence: "open May, pick north, every row is 0" (ways.toml)."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from draft_escalation.extract.offline.acts import marked, pattern, words
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.phrases import spoken_plainly
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_LONGEST, _LONGEST_OUTCOME, _LONGEST_ACT, _FEWEST_ACTS = 400, 120, 14, 2
_ARROW = r"\s?(?:→|⇒|⟶|->|=>|>>)\s?|\s>\s"
_JOINT = re.compile(
    rf"{_ARROW}|[,;]\s(?:(?:and|then|und|dann|et|puis|y|luego)\s){{0,2}}|\.\s|:\s|\s\d[.)]\s"
    r"|\s(?:(?:and|und|et|y)\s)?(?:then|dann|puis|luego)\s|\s(?:and|und|et|y)\s",
    re.IGNORECASE,
)
_ARROWS = re.compile(_ARROW)
_LEAD = re.compile(r"(?P<lead>[^:\"“„«]{1,80})[:\"“„«]\s?['\"“„«‘]?")
_NUMBER = re.compile(r"\d[.)]\s")
_FIGURE = re.compile(r"\d[\d.,]{0,12}\s?%?$")


class Way(NamedTuple):
    """The acts of a sentence in order, and what it says comes of them ("" where the next one says it)."""

    acts: tuple[str, ...]
    outcome: str


class _Words(Record):
    """ways.toml."""

    requests: frozenset[str]
    asides: tuple[str, ...]
    leads: tuple[str, ...]
    opens: tuple[str, ...]
    shows: tuple[str, ...]
    wide: tuple[str, ...]
    states: tuple[str, ...]
    copulas: tuple[str, ...]


@lru_cache(maxsize=2)
def ways(view: View) -> dict[int, Way]:
    """Gives the ways that a thread's sentences tell, by the place of the sentence.

    Acts without an outcome count where the next sentence of the message tells it.
    """
    found: dict[int, Way] = {}
    for place, spoken in enumerate(view.spoken):
        way = way_of(spoken)
        if way and not way.outcome:
            after = view.spoken[place + 1] if place + 1 < len(view.spoken) else None
            if after is None or after.message is not spoken.message or not shows(straighten(after.text)):
                continue
        if way:
            found[place] = way
    return found


def way_of(spoken: Spoken) -> Way | None:
    """Gives the acts of one sentence, and what comes of them where it says so."""
    text = straighten(spoken.text)
    if len(text) > _LONGEST or text.endswith("?") or not spoken_plainly(spoken) or spoken.message.id == "m0":
        return None
    if _any("asides").search(text) or not _JOINT.search(text):
        return None
    start = _lead(text)
    return _read(spoken.text, text, start, led=start > 0)


def _lead(text: str) -> int:
    """Where the acts begin behind "To reproduce:", "when" or "if"; 0 where nothing leads to them."""
    if when := _when().match(text):
        return when.end()
    lead = _LEAD.match(text)
    return lead.end() if lead and _any("leads").search(lead["lead"]) else 0


def shows(said: str) -> bool:
    """Whether words tell what is seen: "every row is 0", "nothing happens"."""
    if len(said) > _LONGEST_OUTCOME:
        return False
    opening = _any("opens").search(said)
    if (opening and opening.start() == 0) or _any("shows").search(said):
        return True
    copula = _any("copulas").search(said)
    told = said[copula.end() :].rstrip(" .!") if copula else ""
    return bool(told) and (_any("states").search(told) is not None or _FIGURE.search(told) is not None)


def _read(own: str, text: str, start: int, *, led: bool) -> Way | None:
    """The parts up to the last act are steps, the rest is the outcome."""
    if number := _NUMBER.match(text, start):
        start = number.end()
    spans = _spans(text, start)
    last = max((place for place, (begin, end) in enumerate(spans) if _is_act(text[begin:end])), default=0)
    rest = spans[last + 1][0] if last + 1 < len(spans) else len(text)
    outcome = text[rest:].rstrip(" .")
    steps = _steps(text, spans[: last + 1]) if _opens(text[slice(*spans[0])], led=led) else []
    wide = (led or len(steps) > _FEWEST_ACTS) and len(outcome.split()) < _LONGEST_ACT
    if outcome and not shows(outcome) and not (wide and _any("wide").search(outcome)):
        return None
    if steps and shows(text[slice(*steps[-1])]):
        return None
    if len(steps) < _FEWEST_ACTS:
        return _path(own, text, start)
    return Way(tuple(own[begin:end] for begin, end in steps), own[rest:].rstrip(" ."))


def _path(own: str, text: str, start: int) -> Way | None:
    """Places with arrows between them, the outcome behind the last: "Reports → Sales → total is 0"."""
    arrows = list(_ARROWS.finditer(text, start))
    if len(arrows) < _FEWEST_ACTS or len(arrows) < sum(1 for _ in _JOINT.finditer(text, start)):
        return None
    outcome = text[arrows[-1].end() :].rstrip(" .")
    named = text[start : start + 1].isupper() and not shows(text[start : arrows[-1].start()])
    return Way((own[start : arrows[-1].start()],), outcome) if named and shows(outcome) else None


def _opens(part: str, *, led: bool) -> bool:
    """Whether the first part is an act with its object, and no request to the reader."""
    if not _is_act(part):
        return False
    return led or (len(part.split()) > 1 and part.split(maxsplit=1)[0].lower() not in _words().requests)


def _is_act(part: str) -> bool:
    acts = marked(part)
    opens = acts != part and len(part.split()) <= _LONGEST_ACT
    return opens and bool(pattern("opening").match(acts) or pattern("closing").search(acts))


def _spans(text: str, start: int) -> list[tuple[int, int]]:
    """The parts of a sentence between commas, arrows and conjunctions."""
    spans: list[tuple[int, int]] = []
    for joint in _JOINT.finditer(text, start):
        spans.append((start, joint.start()))
        start = joint.end()
    spans.append((start, len(text.rstrip(" .\"'”“»"))))
    return [(begin, end) for begin, end in spans if begin < end] or [(start, len(text))]


def _steps(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of acts; a few words that are none belong to the act before them."""
    steps: list[tuple[int, int]] = []
    for begin, end in spans:
        if not steps or _is_act(text[begin:end]):
            steps.append((begin, end))
        else:
            steps[-1] = (steps[-1][0], end)
    return steps


@cache
def _when() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words().when)})\s", re.IGNORECASE)


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/ways.toml", _Words)


@cache
def _any(name: str) -> Listed:
    return Listed(getattr(_words(), name))
