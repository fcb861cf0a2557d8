"""Whether one statement only repeats another: the words that carry meaning, compared without endings."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.tables import Record, read_table

_SHARED = 0.75
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:ing|ed|es|en|e|s|n|d)$")
_SHORTEST = 4


class _Small(Record):
    """echo.toml: words without a meaning of their own."""

    words: frozenset[str]


@cache
def _small() -> frozenset[str]:
    return read_table(__package__, "cues/echo.toml", _Small).words


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Gives the stems of the words that carry meaning, and every word with a digit."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _small())
    return frozenset(
        word if any(map(str.isdigit, word)) else _ENDING.sub("", word)
        for word in words
        if len(word) >= _SHORTEST or any(map(str.isdigit, word))
    )


def echoes(text: str, other: str) -> bool:
    """Whether most of what a text says stands in the other one, and every figure of it."""
    own, known = content(text), content(other)
    figures = {word for word in own if any(map(str.isdigit, word))}
    return figures <= known and len(own & known) >= _SHARED * len(own)


def distinct(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Gives the facts without those that an earlier one says already, or that a later one says more fully."""
    kept: list[Fact] = []
    for fact in facts:
        if any(echoes(fact.text, one.text) for one in kept):
            continue
        kept = [one for one in kept if not echoes(one.text, fact.text)]
        kept.append(fact)
    return tuple(kept)
