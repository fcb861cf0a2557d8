"""Which heading or label typed words mean: the format's own, another word for it, or one that is close."""

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import get_args

from draft_escalation.brief.headings import CITED, HEADINGS, OTHER_ISSUE
from draft_escalation.brief.model import AskKind
from draft_escalation.brief.slots import slots
from draft_escalation.tables import Record, read_table

HEAD = ("ESCALATION", "Severity", "Target", "HANDLE IN SUPPORT")
"""The labels above the first heading."""
_CLOSE = 0.8
_SHORTEST = 3
_LONGEST = 100
_ASIDE = re.compile(r"\s{0,8}\([^()]{0,80}\)$")
_LIST = re.compile(r"\s{0,8}[-*+•]\s")
_ORDINAL = re.compile(r"\W{0,8}(?:\d{1,2}|[ivx]{1,4})[.)]\s{1,4}", re.IGNORECASE)
_WORDS = re.compile(r"\w(?:.{0,98}[\w)])?")
_ROOMS = {
    "": "",
    "IMPACT": "impact.",
    "REPRODUCTION STEPS": "reproduction.",
    "CUSTOMER COMMUNICATION": "communication.",
    "WHAT'S NEEDED": "needed.",
}
"""Which slots other words than the format's own may name under a heading."""


class _Other(Record):
    headings: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def heading(line: str) -> str | None:
    """Gives the heading that a line is, None where it is none.

    Marks around it and an aside in brackets count not; a numbered one is in capitals or ends in a colon.
    """
    if len(line) > _LONGEST or _LIST.match(line):
        return None
    ordinal = _ORDINAL.match(line)
    words = line[ordinal.end() :] if ordinal else line
    if ordinal and not (words.isupper() or words.rstrip().endswith(":")):
        return None
    found = _WORDS.search(words)
    name = _ASIDE.sub("", found[0]).replace("’", "'").lower() if found else ""
    return None if ":" in name else _nearest(name, _headings(), _other().headings)


@lru_cache(maxsize=4096)
def label(words: str, section: str) -> str | None:
    """Gives the slot's path, ask kind or head name that a label means under a heading, else None."""
    return _nearest(_folded(words), _labels(asks=section in {"", "WHAT'S NEEDED"}), {}) or _other_label(
        words, section
    )


@lru_cache(maxsize=4096)
def exact_label(words: str, section: str) -> str | None:
    """As `label`, for words that only a dash sets apart: no misspelt ones."""
    return _labels(asks=False).get(_folded(words)) or _other_label(words, section)


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").lower().split())


def _other_label(words: str, section: str) -> str | None:
    meaning = _named(_other().labels).get(_folded(words))
    allowed = section in _ROOMS and (not section or str(meaning).startswith(_ROOMS[section]))
    return meaning if meaning and allowed else None


def _nearest(words: str, known: dict[str, str], other: dict[str, tuple[str, ...]]) -> str | None:
    """The meaning of known words, of other words for them, or of the closest known ones."""
    meaning = known.get(words) or _named(other).get(words)
    if meaning is None and len(words) >= _SHORTEST:
        close = get_close_matches(words, known, 1, _CLOSE)
        meaning = known[close[0]] if close else None
    return meaning


def _headings() -> dict[str, str]:
    return {name.lower(): name for name in HEADINGS}


@cache
def _labels(*, asks: bool) -> dict[str, str]:
    named = {slot.label.lower(): path for path, slot in reversed(slots().items()) if slot.label}
    named |= {name.lower(): name for name in (*HEAD, CITED, OTHER_ISSUE)}
    return named | {kind: kind for kind in get_args(AskKind)} if asks else named


def _named(rows: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: meaning for meaning, words in rows.items() for word in words}


@cache
def _other() -> _Other:
    return read_table("draft_escalation.brief", "labels.toml", _Other)
