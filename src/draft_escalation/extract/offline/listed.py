"""Lists of phrases to look for as whole words: tried only on texts that hold a word of one of them."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from draft_escalation.extract.offline.marks import runs

_RUN = re.compile(r"\w+")
_CHOICE = re.compile(r"\(\?:([^()]*)\)")
_REPEATED = "?*{"
_SIGNS = (" ", "-", "'")
_SMALL = frozenset({"the", "you", "can", "for", "and"})


class Listed:
    """Phrases that stand as whole words, whatever their case; `patterns`: they are regular expressions.

    A pattern must begin with letters, or with a choice of such in brackets.
    """

    def __init__(self, phrases: Iterable[str], *, patterns: bool = False) -> None:
        ordered = sorted(phrases, key=len, reverse=True)
        self.alternatives = "|".join(ordered if patterns else map(re.escape, ordered))
        keys = [key for phrase in ordered for key in (_heads(phrase) if patterns else [_longest(phrase)])]
        self._whole = frozenset(key for key in keys if key[-1] != "*")
        self._begun = tuple({key[:-1] for key in keys if key[-1] == "*"})

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self.alternatives})(?!\w)", re.IGNORECASE)

    def may_stand_in(self, text: str) -> bool:
        """Whether a text holds a word of a phrase: all that do stand in it are among these."""
        held = runs(text)
        if not self._whole.isdisjoint(held):
            return True
        begun = self._begun
        return bool(begun) and any(run.startswith(begun) for run in held)

    def search(self, text: str) -> re.Match[str] | None:
        """Gives the first place of a phrase, or None."""
        return self._pattern.search(text) if self.may_stand_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Gives every place of a phrase in order."""
        return self._pattern.finditer(text) if self.may_stand_in(text) else iter(())


def _longest(phrase: str) -> str:
    """The most telling word of a phrase."""
    words: list[str] = _RUN.findall(phrase.lower())
    return max((word for word in words if word not in _SMALL), key=len, default=words[0])


def _heads(pattern: str) -> list[str]:
    """The words that a pattern may begin with, with a star where more letters may follow."""
    if choice := _CHOICE.match(pattern):
        rest = pattern[choice.end() :]
        return [head for one in choice[1].split("|") for head in _heads(one + rest)]
    match = _RUN.match(pattern)
    if match is None:
        raise ValueError(f"pattern {pattern!r} begins with no letter; give it one, or a choice in (?: )")
    head, rest = match.group().lower(), pattern[match.end() :]
    if rest[:1] and rest[0] in _REPEATED:
        return [head[:-1] + "*"]
    if rest[:1] in _SIGNS and rest[1:2] == "?":
        return [head, *_heads(head + rest[2:])]
    return [head if not rest or _sets_apart(rest) else head + "*"]


def _sets_apart(rest: str) -> bool:
    """Whether a pattern goes on with a sign that ends a word, in all its choices."""
    choice = _CHOICE.match(rest)
    ways = choice[1].split("|") if choice and rest[choice.end() :][:1] not in (*_REPEATED,) else [rest]
    return all(way[:1] in _SIGNS and way[1:2] not in (*_REPEATED,) for way in ways)
