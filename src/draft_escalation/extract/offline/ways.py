"""Acts and what comes of them in one sentence: "open May, pick north, every row is 0" (ways.toml)."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from draft_escalation.extract.offline.acts import along_path, marked, pattern, words
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.phrases import spoken_plainly
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_LONGEST, _LONGEST_OUTCOME, _LONGEST_ACT, _LONGEST_PART, _LONGEST_NAME, _FEWEST_ACTS = 400, 120, 14, 8, 3, 2
_ARROW = r"\s?(?:→|⇒|⟶|->|=>|>>)\s?|\s>\s"
_JOINT = re.compile(
    rf"{_ARROW}|[,;]\s(?:(?:and|then|und|dann|et|puis|y|luego)\s){{0,2}}|\.\s|:\s|\s\(?\d[.)]\s"
    r"|\s(?:(?:and|und|et|y)\s)?(?:then|dann|puis|luego)\s|\s(?:and|und|et|y)\s",
    re.IGNORECASE,
)
_ARROWS = re.compile(_ARROW)
_THEN = re.compile(
    r"(?:and\s|und\s)?(?:then|now|dann|danach|jetzt|puis|ensuite|luego|después|poi)\s", re.IGNORECASE
)
_LEAD_END, _LONGEST_LEAD = re.compile(r"[:\"“„«]\s?['\"“„«‘]?"), 160
_NUMBER = re.compile(r"\(?\d[.)]\s")
_ENUMERATED = re.compile(r"\(?1[.)]\s(?=[^\n]{3,200}?\s\(?2[.)]\s)")
_FIGURE = re.compile(r"\d[\d.,]{0,12}\s?%?$")


class Way(NamedTuple):
    """The acts of a sentence in order, and what it says comes of them ("" where the next one says it).

    `past`: told as done; `led`: behind "To reproduce:" or behind such a sentence.
    """

    acts: tuple[str, ...]
    outcome: str
    past: bool = False
    led: bool = False


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
        way = way_of(spoken, after=found.get(place - 1))
        if way and (way.outcome or way.led or shown_next(place, view)):
            found[place] = way
    return found


def shown_next(place: int, view: View) -> bool:
    """Whether the next sentence of the message tells what is seen."""
    after = view.spoken[place + 1] if place + 1 < len(view.spoken) else None
    return after is not None and after.message is view.spoken[place].message and shows(straighten(after.text))


def way_of(spoken: Spoken, after: Way | None = None) -> Way | None:
    """Gives the acts of one sentence, and what comes of them where it says so; `after`: the one before it."""
    text = straighten(spoken.text)
    if len(text) > _LONGEST or text.endswith("?") or not spoken_plainly(spoken) or spoken.message.id == "m0":
        return None
    if _any("asides").search(text) or not _JOINT.search(text):
        return None
    start = _lead(text)
    goes_on = after is not None and after.led and _THEN.match(text) is not None
    return _read(spoken.text, text, start, led=start > 0 or goes_on, told=goes_on or _announced(text, start))


def _lead(text: str) -> int:
    """Where the acts begin behind "To reproduce:", "when", "if" or "1."; 0 where nothing leads to them."""
    if number := _ENUMERATED.match(text):
        return number.end()
    if when := _when().match(text):
        return when.end()
    ends = _LEAD_END.finditer(text, 1, _LONGEST_LEAD)
    return next((end.end() for end in ends if _any("leads").search(text[: end.start()])), 0)


def _announced(text: str, start: int) -> bool:
    """Whether a lead before the acts says outright that they are the way to it, or numbers them."""
    return start > 0 and (":" in text[:start] or _ENUMERATED.match(text) is not None)


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


def _read(own: str, text: str, start: int, *, led: bool, told: bool) -> Way | None:
    """The parts up to the last act are steps, the rest is the outcome; `told`: all before it are acts."""
    if number := _NUMBER.match(text, start):
        start = number.end()
    spans = _spans(text, start)
    if told and (way := _listed(own, text, spans)):
        return way
    acts = (place for place, (begin, end) in enumerate(spans) if _is_act(text[begin:end]))
    last = max((place for place in acts if not _comes_of(text, spans, place)), default=0)
    rest = spans[last + 1][0] if last + 1 < len(spans) else len(text)
    outcome = text[rest:].rstrip(" .")
    steps = _steps(text, spans[: last + 1]) if _opens(text[slice(*spans[0])], led=led) else []
    wide = (led or len(steps) > _FEWEST_ACTS) and len(outcome.split()) < _LONGEST_ACT
    pointed = _ARROWS.fullmatch(text, spans[last][1], rest) is not None and len(steps) > 1
    if outcome and not shows(outcome) and not pointed and not (wide and _any("wide").search(outcome)):
        return None
    if steps and shows(text[slice(*steps[-1])]):
        return None
    if len(steps) < _FEWEST_ACTS:
        return _path(own, text, start)
    return Way(
        tuple(own[begin:end] for begin, end in steps), own[rest:].rstrip(" ."), _past(text, steps), led
    )


def _comes_of(text: str, spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a part tells what comes of those before it, by its words or behind the only arrow."""
    if place == 0:
        return False
    arrows = _ARROWS.findall(text, spans[0][0])
    last = place == len(spans) - 1
    behind = last and _ARROWS.fullmatch(text, spans[place - 1][1], spans[place][0]) is not None
    return shows(text[slice(*spans[place])]) or (len(arrows) == 1 and behind)


def _listed(own: str, text: str, spans: list[tuple[int, int]]) -> Way | None:
    """Short parts behind a lead that announces them: "Nachgestellt: WLAN aus, App auf, alles leer"."""
    short = all(len(text[begin:end].split()) <= _LONGEST_PART for begin, end in spans)
    if not short or len(spans) < _FEWEST_ACTS or not any(_is_act(text[slice(*span)]) for span in spans):
        return None
    shown = next((at for at, (begin, end) in enumerate(spans) if at and shows(text[begin:end])), len(spans))
    if shown < _FEWEST_ACTS:
        return None
    rest = spans[shown][0] if shown < len(spans) else len(text)
    return Way(tuple(own[begin:end] for begin, end in spans[:shown]), own[rest:].rstrip(" ."), led=True)


def _past(text: str, steps: list[tuple[int, int]]) -> bool:
    """Whether the acts are told as done: none of them stands in its bare form."""
    return not any(pattern("opening").match(marked(text[slice(*span)])) for span in steps)


def _path(own: str, text: str, start: int) -> Way | None:
    """Places with arrows between them, the outcome behind the last: "Reports → Sales → total is 0".

    Where more than names stands between the arrows, each part is an act: "push → job 2 restores → empty".
    """
    arrows = list(_ARROWS.finditer(text, start))
    others = 0 if len(arrows) > _FEWEST_ACTS else sum(1 for _ in _JOINT.finditer(text, start))
    if len(arrows) < _FEWEST_ACTS or len(arrows) < others:
        return None
    outcome = text[arrows[-1].end() :].rstrip(" .")
    if not shows(outcome) or shows(text[start : arrows[-1].start()]):
        return None
    begins = (start, *(arrow.end() for arrow in arrows[:-1]))
    parts = [own[begin : arrow.start()] for begin, arrow in zip(begins, arrows, strict=True)]
    if any(len(part.split()) > _LONGEST_NAME for part in parts):
        return Way(tuple(parts), outcome)
    named = text[start : start + 1].isupper()
    return Way((own[start : arrows[-1].start()],), outcome) if named else None


def _opens(part: str, *, led: bool) -> bool:
    """Whether the first part is an act with its object, and no request to the reader."""
    if not _is_act(part):
        return False
    return led or (len(part.split()) > 1 and part.split(maxsplit=1)[0].lower() not in _words().requests)


def _is_act(part: str) -> bool:
    acts = marked(part)
    opens = acts != part and len(part.split()) <= _LONGEST_ACT
    return opens and any(
        found
        for found in (
            pattern("opening").match(acts),
            pattern("closing").search(acts),
            pattern("done").match(acts),
        )
    )


def _spans(text: str, start: int) -> list[tuple[int, int]]:
    """The parts of a sentence between commas, arrows and conjunctions."""
    spans: list[tuple[int, int]] = []
    for joint in _JOINT.finditer(text, start):
        if not along_path(text, joint):
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
