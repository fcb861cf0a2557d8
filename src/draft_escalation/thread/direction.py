"""Whether a weekday in prose lies behind or ahead, by the words of its clause (times.toml)."""

import re
from functools import cache
from typing import Literal

from draft_escalation.thread.calendar_words import words

Direction = Literal["past", "ahead"]
_REACH = 60
_CLAUSE_END = re.compile(
    r"[;!?()\n–—]|[,.:](?!\d)|(?<!\w)(?:and|but|that|because|so|which|und|aber|dass|weil|et|mais|que|y|pero|porque)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{1,30}(?:['’][^\W\d_]{1,5})?")


def direction(text: str, start: int, end: int) -> Direction | None:
    """Gives which way the clause around a half-open span looks, None where its words tell neither.

    The nearest telling word before the span decides, else the first one behind it. A bare auxiliary gives
    way to what stands behind: "was am Freitag ansteht", "ist für Freitag geplant".
    """
    before = _words(_CLAUSE_END.split(text[max(0, start - _REACH) : start])[-1])
    after = _words(_CLAUSE_END.split(text[end : end + _REACH])[0])
    told: Direction | None = next(filter(None, map(_tense, reversed(before))), None)
    follows: Direction | None = next(filter(None, map(_tense, after)), None)
    bare = _listed("past_words").isdisjoint(before)
    if bare and told != "ahead" and before and before[-1] in _listed("ahead_before"):
        return follows or "ahead"
    return follows if bare and follows == "ahead" else told or follows


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _tense(word: str) -> Direction | None:
    if word in _listed("ahead_words") or word.endswith("'ll"):
        return "ahead"
    return "past" if word in _listed("past_words") or word in _listed("past_auxiliaries") else None


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(words().cues[name].split("|"))
