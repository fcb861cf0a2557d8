"""Long lists of words in regular expressions, cheap: each listed word of a text gives way to a mark.

A mark is one letter that says in which lists a word stands, repeated to the word's length, so that places in
the marked text are places in the text; a pattern then asks for a few marks instead of hundreds of words.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from draft_escalation.skill.phrase import lowered

_RUN = re.compile(r"\w+")
_FIRST_MARK = 0xA000
"""Yi syllables: letters to `\\w` and `\\b`, in no list of words."""
_KEPT_LINES = 2048


@lru_cache(maxsize=_KEPT_LINES)
def runs(text: str) -> frozenset[str]:
    """Gives the runs of word characters of a text, in small letters."""
    return frozenset(_RUN.findall(lowered(text)))


class Marks:
    """Lists of words by name; a word may be of several parts ("look into", "re-added")."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._lists = {name: frozenset(words) for name, words in lists.items()}
        self._marks: dict[tuple[str, ...], str] = {}
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for word in sorted(frozenset().union(*self._lists.values()), key=len, reverse=True):
            names = tuple(name for name, words in self._lists.items() if word in words)
            mark = self._marks.setdefault(names, chr(_FIRST_MARK + len(self._marks)))
            self._by_head.setdefault(_RUN.findall(word)[0], []).append((word, mark))
        self._heads = frozenset(self._by_head)

    def any_of(self, *names: str) -> str:
        """Gives a pattern for the marks of all words of these lists."""
        wanted = {*names}
        marks = "".join(mark for listed, mark in self._marks.items() if not wanted.isdisjoint(listed))
        return f"[{marks}]{{1,60}}"

    def mark(self, text: str) -> str:
        """Gives the text with a mark in the place of every listed word; its length stays."""
        if self._heads.isdisjoint(runs(text)):
            return text
        lower, parts, done = lowered(text), list[str](), 0
        for run in _RUN.finditer(lower):
            start = run.start()
            if start < done:
                continue
            for word, mark in self._by_head.get(run.group(), ()):
                end = start + len(word)
                if lower.startswith(word, start) and not _goes_on(lower, end):
                    parts += text[done:start], mark * len(word)
                    done = end
                    break
        return "".join((*parts, text[done:]))


def _goes_on(text: str, end: int) -> bool:
    """Whether a word goes on at a place."""
    return end < len(text) and (text[end].isalnum() or text[end] == "_")
