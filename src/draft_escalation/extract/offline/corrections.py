"""The thread's corrections of its own values, as slot modules ask for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from draft_escalation.extract.offline.denials import denials
from draft_escalation.extract.offline.view import View
from draft_escalation.ground.index import thread_values
from draft_escalation.ground.superseded import Correction, corrected
from draft_escalation.ground.values import values_in

_ALL = re.compile(
    r"(?<!\w)(?:all(?:\sof)?(?:\s(?:the|our))?|every|alle|tous les|toutes les|tod[oa]s l[oa]s)\s$",
    re.IGNORECASE,
)
"""What no longer fits before a number that was put right: "all 3 shops" are not all 2."""
_QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True)
class Corrections:
    """What the thread takes back of what it said.

    `outright`: where the new value can take the old one's place, save in lines that are `quoted`.
    """

    found: tuple[Correction, ...]
    outright: tuple[Correction, ...] = ()
    quoted: frozenset[str] = frozenset()

    def put_right(self, words: str, line: str) -> tuple[str, str] | None:
        """The words with the right value, and the line that gives it, where it was named outright."""
        for one in self.outright:
            if one.new and line in one.old_lines and line not in self.quoted and not _holds(words, one.new):
                before, *after = _whole(one.old).split(words)
                if len(after) == 1:
                    return one.new.join((_ALL.sub("", before), *after)), one.new_lines[0]
        return None

    def retracts(self, words: str, line: str) -> bool:
        """Whether these words of a line carry a value that a later line, or the line itself, corrects."""
        own = (one for one in self.found if line in one.new_lines and not _holds(words, one.new))
        return any(_holds(words, one.old) for one in (*self._against(line), *own))

    def takes_back(self, line: str) -> bool:
        """Whether a later line corrects a value of this one, and it cannot be put right."""
        right = {one.old.lower() for one in self.outright if one.new and line in one.old_lines}
        return any(line in self.quoted or one.old.lower() not in right for one in self._against(line))

    def replaced_by(self, line: str) -> tuple[str, ...]:
        """The lines whose value this line corrects."""
        return tuple(old for one in self.found if line in one.new_lines for old in one.old_lines)

    def _against(self, line: str) -> list[Correction]:
        return [one for one in self.found if line in one.old_lines and line not in one.new_lines]


def _holds(words: str, value: str) -> bool:
    """Whether a value stands in the words as a whole: 40 does not in "400 users"."""
    return _whole(value).search(words) is not None


def _whole(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){re.escape(value)}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def corrections(view: View) -> Corrections:
    """Gives the corrections of a view's thread."""
    denied = denials(view)
    known = frozenset(line for one in denied for line in one.new_lines)
    told = corrected(view.thread)
    named = tuple(one for one in told.sure if _names_both(one, view))
    amended = (one for one in (*told.sure, *told.doubtful) if not _names_both(one, view))
    outright = (*denied, *(one for one in amended if known.isdisjoint(one.new_lines)))
    worded = tuple(other for one in (*named, *outright) for other in _other_wordings(one, view))
    found = (*named, *outright, *worded)
    lines = {line for one in found for line in one.old_lines}
    quoted = frozenset(line for line in lines if not _QUOTES.isdisjoint(view.thread.by_id[line].text))
    return Corrections(found, (*outright, *worded), quoted)


def _names_both(one: Correction, view: View) -> bool:
    """Whether one line names both values: the old one may still stand in the rest of it."""
    texts = [view.thread.by_id[line].text for line in one.new_lines]
    return any(_holds(text, one.old) and (not one.new or _holds(text, one.new)) for text in texts)


def _other_wordings(one: Correction, view: View) -> Iterator[Correction]:
    """The correction for earlier lines that write the old value in another way: 60 for "sixty"."""
    old = next(iter(values_in(one.old)), None)
    for line in thread_values(view.thread).get(one.old_lines) if old else ():
        for value in line.values:
            words = value.text.rstrip(".")
            same = old is not None and (value.kind, value.norm) == (old.kind, old.norm)
            if same and words.lower() != one.old.lower():
                yield one._replace(old=words, old_lines=(line.line.id,))
