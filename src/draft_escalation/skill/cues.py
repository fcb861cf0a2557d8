"""Cues: phrases kept as data that tell what a line is about, matched by an index over their rarest word.

A cue fires on a line where one of its `say` phrases occurs and none of its `unless` phrases does; `phrase.py`
says how phrases are written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from draft_escalation.skill.phrase import Part, Words, parse, search
from draft_escalation.tables import Record

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"})


class Cue(Record):
    """Phrases that show something, and phrases that take it back in the same line."""

    say: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a cue fired: half-open span in the line, and the phrase."""

    cue: str
    start: int
    end: int
    phrase: str


@dataclass(frozen=True)
class _Phrase:
    cue: str
    text: str
    cancels: bool

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return parse(self.text)

    @cached_property
    def stems(self) -> tuple[tuple[str, ...], ...]:
        """For each word that must occur, what its forms begin with."""
        return tuple(tuple(form.rstrip("*") for form in forms) for forms in _musts(self.text))

    def may_stand_in(self, lower: str) -> bool:
        """Whether a line holds the beginnings of all words that must occur."""
        return all(any(stem in lower for stem in forms) for forms in self.stems)


@dataclass
class CueBook:
    """Many cues behind one index, so that a line is only tried against phrases whose rarest word it holds."""

    cues: Mapping[str, Cue]
    _exact: dict[str, list[_Phrase]] = field(default_factory=dict, init=False)
    _prefix: dict[str, list[_Phrase]] = field(default_factory=dict, init=False)
    _lengths: tuple[int, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        for name, cue in self.cues.items():
            for text in cue.say:
                self._add(name, text, cancels=False)
            for text in cue.unless:
                self._add(name, text, cancels=True)
        self._lengths = tuple(sorted({len(word) for word in self._prefix}))

    def hits(self, text: str) -> dict[str, Hit]:
        """The cues that fire on a line, by name."""
        text = straighten(text)
        lower, words = text.lower(), Words.of(text)
        found: dict[str, Hit] = {}
        cancelled: set[str] = set()
        for phrase in self._candidates(lower):
            if phrase.cue in cancelled or (phrase.cue in found and not phrase.cancels):
                continue
            if phrase.may_stand_in(lower) and (span := search(phrase.parts, words)):
                if phrase.cancels:
                    cancelled.add(phrase.cue)
                else:
                    found[phrase.cue] = Hit(phrase.cue, *span, phrase.text)
        return {name: hit for name, hit in found.items() if name not in cancelled}

    def _candidates(self, lower: str) -> Iterator[_Phrase]:
        seen: set[int] = set()
        for word in dict.fromkeys(_WORD.findall(lower)):
            for phrases in self._lists(word):
                for phrase in phrases:
                    if id(phrase) not in seen:
                        seen.add(id(phrase))
                        yield phrase

    def _lists(self, word: str) -> Iterator[list[_Phrase]]:
        if word in self._exact:
            yield self._exact[word]
        for length in self._lengths:
            if len(word) < length:
                break
            if (stem := word[:length]) in self._prefix:
                yield self._prefix[stem]

    def _add(self, cue: str, text: str, *, cancels: bool) -> None:
        phrase = _Phrase(cue, text, cancels)
        for word in _anchor(text):
            index, key = (self._prefix, word[:-1]) if word.endswith("*") else (self._exact, word)
            index.setdefault(key, []).append(phrase)


def straighten(text: str) -> str:
    """The text with typographic apostrophes made straight; its length stays."""
    return text.translate(_STRAIGHT)


def _anchor(text: str) -> tuple[str, ...]:
    """The forms of the phrase's most telling word: every line that holds the phrase holds one of them."""
    choices = _musts(text)
    if not choices:
        raise ValueError(f"cue phrase {text!r} has no word that must occur; give it one")
    best = max(choices, key=lambda forms: min(len(form) for form in forms))
    return tuple(dict.fromkeys(_head(form) for form in best))


def _musts(text: str) -> list[tuple[str, ...]]:
    """The forms of each word that the phrase cannot do without."""
    words = (word for word in text.lower().split() if word != "…" and not word.endswith("?"))
    return [tuple(word.split("|")) for word in words if "#" not in word.split("|")]


def _head(form: str) -> str:
    """The first whole word of a form, as the index sees it."""
    match = _WORD.search(form.rstrip("*"))
    if match is None:
        raise ValueError(f"cue word {form!r} has no letter or digit; give it one")
    word = match.group()
    return word + "*" if form.endswith("*") and word == form.rstrip("*") else word
