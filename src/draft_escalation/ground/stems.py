"""Text as lower-case words with their rough stems, and which of them carry meaning."""

import re
from functools import cache, lru_cache

from draft_escalation.ground.speech import speech
from draft_escalation.ground.words import words
from draft_escalation.tables import Record, read_table

_TOKEN = re.compile(r"[^\W_]+(?:[.:,@/][^\W_]+){0,20}(?:['’][^\W_]{1,3})?|[.!?;:,()\[\]→|\n–—]")
_ELIDED = re.compile(r"\b([dlnjscmt]|qu)['’](?=[^\W\d_]{2})", re.IGNORECASE)
_EVEN = str.maketrans({"’": "'", "(": ",", ")": ","})
_UNEVEN = frozenset("’()")
_SUFFIX = re.compile(r"(?:ables?|ings?|edly|ed|es|s|ly|ions?|ation|ated|ating|ment|er|e|en|t)$")
_STEM = 4
_MOST_SUFFIXES = 4


class Synonyms(Record):
    """The groups of synonyms.toml, their words parted by blanks."""

    groups: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """Lower-case words and the marks that part clauses."""
    if "'" in text or "’" in text:
        text = _ELIDED.sub(r"\1 ", text)
    said = _TOKEN.findall(text.lower())
    return said if _UNEVEN.isdisjoint(text) else [one.translate(_EVEN) for one in said]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A rough stem, the same for words that mean the same: `exports`, `exporting`, `exported` → `export`."""
    word = re.sub(r"['’]\w{0,3}$", "", word.lower())
    return _synonyms().get(word) or _rough(word)


def _rough(word: str) -> str:
    for _ in range(_MOST_SUFFIXES):
        shorter = _SUFFIX.sub("", word)
        if len(shorter) < _STEM:
            return _short_stem(word, shorter)
        word = shorter[:-1] if len(shorter) > _STEM - 1 and shorter[-1] == shorter[-2] else shorter
    return word


def _short_stem(word: str, shorter: str) -> str:
    """`moved`, `moves`, `moving` → `move`; `jobs` → `job`."""
    if len(shorter) != _STEM - 1:
        return word
    if word == f"{shorter}s":
        return word if shorter[-1] in "aiosu" else shorter
    if not word.endswith(("ed", "es", "ing")):
        return word
    return shorter if shorter[-1] == shorter[-2] else f"{shorter}e"


@cache
def _synonyms() -> dict[str, str]:
    """The stem that stands for all of its group, by the words of synonyms.toml."""
    groups = read_table(__package__, "synonyms.toml", Synonyms).groups
    return {word: _rough(group.split()[0]) for group in groups for word in group.split()}


def content(text: str) -> frozenset[str]:
    """The stems of a text's content words, numbers left out."""
    return frozenset(stem(said) for said in tokens(text) if is_content(said))


@lru_cache(maxsize=20_000)
def is_content(said: str) -> bool:
    """Whether a token is a word that carries meaning."""
    return (
        said[0].isalpha() and len(said) > 1 and said not in speech().stopwords and said not in words().numbers
    )
