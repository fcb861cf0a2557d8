"""How people correct themselves (corrections.toml), read once."""

import re
from collections.abc import Iterable
from functools import cache

from draft_escalation.ground.scan import words_of
from draft_escalation.tables import Record, read_table


class Words(Record):
    """The phrases of corrections.toml."""

    cues: tuple[str, ...]
    new_then_old: tuple[str, ...]
    old_then_new: tuple[str, ...]
    denied: tuple[str, ...]
    moved_on: tuple[str, ...]
    withdrawn: tuple[str, ...]
    said: tuple[str, ...]
    leads: tuple[str, ...]
    weak: tuple[str, ...]
    soft: tuple[str, ...]
    between: frozenset[str]
    tails: tuple[str, ...]
    recalls: tuple[str, ...]
    admits: tuple[str, ...]


@cache
def table() -> Words:
    """The table of corrections.toml."""
    return read_table(__package__, "corrections.toml", Words)


@cache
def listed(name: str) -> re.Pattern[str]:
    """Any phrase of a list, as whole words."""
    return any_phrase(getattr(table(), name))


def any_phrase(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, as whole words."""
    ordered = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{ordered})(?!\w)", re.IGNORECASE)


def beginning(phrases: Iterable[str]) -> re.Pattern[str]:
    """Words that begin with one of these."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})", re.IGNORECASE)


def ending(phrases: Iterable[str], words: int) -> re.Pattern[str]:
    """A phrase with at most so many words behind it up to the end."""
    return re.compile(
        rf"{any_phrase(phrases).pattern}(?:\s\w{{1,12}}){{0,{words}}}\s?[$€£~#]?$", re.IGNORECASE
    )


@cache
def withdrawals() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    """What stands before and after a value that is withdrawn."""
    halves = (form.split("{old}") for form in table().withdrawn)
    return [
        (
            re.compile(rf"(?<!\w){re.escape(before)}$", re.IGNORECASE),
            re.compile(rf"{re.escape(after)}(?!\w)", re.IGNORECASE),
        )
        for before, after in halves
    ]


@cache
def telling() -> frozenset[str]:
    """A word of each phrase without which a line corrects nothing: its longest."""
    words = table()
    withdrawn = (part for form in words.withdrawn for part in form.split("{old}"))
    phrases = (
        *(*words.cues, *words.new_then_old, *words.denied, *filter(str.strip, withdrawn)),
        *(*words.leads, *words.weak, *words.soft, *words.tails, *words.recalls),
    )
    return frozenset(max(words_of(phrase), key=len) for phrase in phrases)
