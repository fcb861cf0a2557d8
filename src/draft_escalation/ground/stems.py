"""Text as lower-case words with their rough stems, and which of them carry meaning."""

import re
from functools import lru_cache

from draft_escalation.ground.speech import speech
from draft_escalation.ground.words import words

_TOKEN = re.compile(r"[^\W_]+(?:[.:,@/][^\W_]+){0,20}(?:['’][^\W_]{1,3})?|[.!?;:,()\[\]→|\n–—]")
_EVEN = str.maketrans({"’": "'", "(": ",", ")": ","})
_UNEVEN = frozenset("’()")
_SUFFIX = re.compile(r"(?:ables?|ings?|edly|ed|es|s|ly|ions?|ation|ated|ating|ment|er|e|en|t)$")
_STEM = 4


def tokens(text: str) -> list[str]:
    """Lower-case words and the marks that part clauses."""
    said = _TOKEN.findall(text.lower())
    return said if _UNEVEN.isdisjoint(text) else [one.translate(_EVEN) for one in said]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A rough stem: `exports`, `exporting`, `exported` → `export`."""
    word = re.sub(r"['’]\w{0,3}$", "", word.lower())
    for _ in range(2):
        shorter = _SUFFIX.sub("", word)
        if len(shorter) < _STEM:
            word = _short_stem(word, shorter)
            break
        word = shorter[:-1] if len(shorter) > _STEM and shorter[-1] == shorter[-2] else shorter
    return word


def _short_stem(word: str, shorter: str) -> str:
    """`moved`, `moves`, `moving` → `move`."""
    if len(shorter) != _STEM - 1 or not word.endswith(("ed", "es", "ing")):
        return word
    return shorter if shorter[-1] == shorter[-2] else f"{shorter}e"


def content(text: str) -> frozenset[str]:
    """The stems of a text's content words, numbers left out."""
    return frozenset(stem(said) for said in tokens(text) if is_content(said))


def is_content(said: str) -> bool:
    """Whether a token is a word that carries meaning."""
    return (
        said[0].isalpha() and len(said) > 1 and said not in speech().stopwords and said not in words().numbers
    )
