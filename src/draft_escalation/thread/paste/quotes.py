"""Tells the copies of earlier text from text that stands only once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+")
_RUN = 5
_SHARE = 0.8


@dataclass
class Said:
    """What has been said so far and by whom first: runs of five words, and whole lines shorter than that."""

    runs: dict[int, str | None] = field(default_factory=dict)
    short: set[str] = field(default_factory=set)

    def add(self, text: str, author: str | None) -> None:
        """Remembers a text of an author."""
        found = words_of(text)
        for run in _runs(found):
            self.runs.setdefault(run, author)
        if len(found) <= _RUN:
            self.short.add(" ".join(found))

    def repeats(self, text: str, author: str | None, *, marked: bool) -> bool:
        """Whether this text was said before.

        Behind a quote mark by anyone, whatever its length; without one by somebody else, in over five words.
        """
        found = words_of(text)
        if not found:
            return marked
        if len(found) <= _RUN:
            return marked and (" ".join(found) in self.short or any(run in self.runs for run in _runs(found)))
        mine = _runs(found)
        known = sum(run in self.runs and (marked or self.runs[run] != author) for run in mine)
        return known >= _SHARE * len(mine)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; quote marks and punctuation are left out."""
    return _WORD.findall(text.lower())


def share_known(texts: Sequence[str], said: Said) -> float:
    """How much of some texts was said before: 0 to 1, by words; 1 where there is no word."""
    counts = [len(words_of(text)) for text in texts]
    known = sum(
        count for text, count in zip(texts, counts, strict=True) if said.repeats(text, None, marked=True)
    )
    return known / sum(counts) if sum(counts) else 1.0


def _runs(found: Sequence[str]) -> list[int]:
    return list(map(hash, zip(*(found[at:] for at in range(_RUN)), strict=False)))
