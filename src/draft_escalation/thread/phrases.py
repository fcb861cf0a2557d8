"""Finds the phrases of long lists in a text by plain search: no pattern as long as a list is ever built."""

import re
from collections.abc import Iterable

_BLANKS = re.compile(r"[^\S ]\s{0,2}| \s{1,2}")


def evened(text: str) -> str:
    """The text with one blank for up to three characters of white space, and straight apostrophes."""
    return _BLANKS.sub(" ", text).replace("’", "'")


def lowered(text: str) -> str:
    """The text in lower case, every character where it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower, text))


def _lower(sign: str) -> str:
    return sign.lower() if len(sign.lower()) == 1 else sign


class PhraseList:
    """Phrases in lower case that begin where a word begins; `whole` ones also end where one ends.

    `phrases`: each once, with one blank between words.
    """

    def __init__(self, phrases: Iterable[str], *, whole: bool = False) -> None:
        self.phrases = tuple({" ".join(phrase.split()): None for phrase in phrases})
        self._whole = whole
        self._shortest = min(map(len, self.phrases), default=0)

    def hits(self, text: str) -> list[tuple[int, str]]:
        """Where phrases stand in an evened text, in order and apart, the longer one where two begin alike."""
        if len(text) < self._shortest:
            return []
        lower = lowered(text)
        found = [
            (at, -len(phrase), phrase)
            for phrase in filter(lower.__contains__, self.phrases)
            for at in self._places(phrase, lower)
        ]
        apart: list[tuple[int, str]] = []
        end = 0
        for at, _, phrase in sorted(found):
            if at >= end:
                apart.append((at, phrase))
                end = at + len(phrase)
        return apart

    def opening(self, row: str, before: re.Pattern[str]) -> int | None:
        """How long the phrase that opens a row is, with what may stand `before` it; None where none does."""
        lower = lowered(evened(row))
        most = before.match(lower)
        for skipped in range(most.end() if most else 0, -1, -1):
            if lower.startswith(self.phrases, skipped):
                return skipped + max(len(one) for one in self.phrases if lower.startswith(one, skipped))
        return None

    def _places(self, phrase: str, lower: str) -> Iterable[int]:
        at = lower.find(phrase)
        while at >= 0:
            after = at + len(phrase)
            if not (at and _in_word(lower[at - 1])) and not (
                self._whole and after < len(lower) and _in_word(lower[after])
            ):
                yield at
            at = lower.find(phrase, at + 1)


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
