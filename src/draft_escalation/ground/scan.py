"""Cheap looks at a text, so that a costly pattern is only run where it can match."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, parted as a pattern's word boundaries part them."""
    return frozenset(_WORD.findall(text.lower()))


def has_digit(text: str) -> bool:
    """Whether a digit stands in a text."""
    return _DIGIT.search(text) is not None


def any_of(listed: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first, parted by their first letters."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(listed, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
