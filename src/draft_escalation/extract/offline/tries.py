"""The words of tries (attempts.toml): lists of verbs, and phrases that tell what came of a deed."""

import re
from functools import cache, lru_cache

from draft_escalation.skill.cues import Cue, CueBook
from draft_escalation.tables import Record, read_table

_PHRASES = (
    *("others", "others_planned", "others_suggested", "failed", "worked", "shown", "not_done"),
    *("answered", "deferred"),
)
_WORD = re.compile(r"[^\W_]{4,40}")
_STEM = 5


class AttemptCues(Record):
    """Words of attempts.toml; rows of verbs, and cue phrases as skill/cues.py reads them."""

    remedies: tuple[str, ...]
    checks: tuple[str, ...]
    changes: tuple[str, ...]
    consults: tuple[str, ...]
    others: tuple[str, ...]
    others_planned: tuple[str, ...]
    others_suggested: tuple[str, ...]
    failed: tuple[str, ...]
    worked: tuple[str, ...]
    shown: tuple[str, ...]
    not_done: tuple[str, ...]
    answered: tuple[str, ...]
    deferred: tuple[str, ...]
    common: frozenset[str]


@cache
def cues() -> AttemptCues:
    """The table, read once."""
    return read_table(__package__, "cues/attempts.toml", AttemptCues)


@cache
def _book() -> CueBook:
    """Every phrase as a cue of its own, named by its list and its number."""
    return CueBook(
        {
            f"{name} {number}": Cue(say=(text,))
            for name in _PHRASES
            for number, text in enumerate(getattr(cues(), name))
        }
    )


def said(name: str, text: str) -> tuple[int, int] | None:
    """Where the first phrase of a list of attempts.toml stands in a text (half-open span)."""
    return _said(text).get(name)


@lru_cache(maxsize=1024)
def _said(text: str) -> dict[str, tuple[int, int]]:
    """The first place of each list that has a phrase in a text."""
    first: dict[str, tuple[int, int]] = {}
    for hit in _book().hits(text).values():
        name, span = hit.cue.partition(" ")[0], (hit.start, hit.end)
        first[name] = min(span, first.get(name, span))
    return first


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, by their first letters."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in cues().common)
