"""Cues: phrases kept as data that tell what a line is about, matched by an index over their longest word.

A cue fires on a line where one of its `say` phrases occurs and none of its `unless` phrases does; `phrase.py`
says how phrases are written.
"""

from bisect import insort
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from draft_escalation.skill.phrase import (
    NUMBER,
    Form,
    Part,
    forms_of,
    is_number,
    is_optional,
    is_simple,
    is_word,
    parse,
    search,
    words_of,
)
from draft_escalation.tables import Record

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"})
_KEPT_WORDS = 20_000
_Known = TypeVar("_Known")


class Cue(Record):
    """Phrases that show something, and phrases that take it back in the same line."""

    say: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Hit(NamedTuple):
    """Where a cue fired: half-open span in the line, and the phrase."""

    cue: str
    start: int
    end: int
    phrase: str


class CueBook:
    """Many cues behind one index, so that a line is only tried against phrases whose words it holds."""

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        self._index = _Index()
        for name, cue in cues.items():
            self._index.add(name, cue.say, cancels=False)
            self._index.add(name, cue.unless, cancels=True)
        self._index.close()

    def hits(self, text: str) -> dict[str, Hit]:
        """The cues that fire on a line, by name."""
        words = words_of(straighten(text.rstrip()))
        candidates = self._index.candidates(words.places)
        found: dict[str, Hit] = {}
        for phrase in candidates:
            if not (phrase.cancels or phrase.cue in found) and (span := search(phrase.parts, words)):
                found[phrase.cue] = Hit(phrase.cue, *span, phrase.text)
        for phrase in candidates:
            if phrase.cancels and phrase.cue in found and search(phrase.parts, words):
                del found[phrase.cue]
        return found


class _Phrase:
    """A phrase of a cue. `needs` has a bit for each word that must occur; 0 until the phrase is read."""

    __slots__ = ("cancels", "cue", "needs", "number", "parts", "text")

    def __init__(self, number: int, cue: str, text: str, *, cancels: bool) -> None:
        self.number, self.cue, self.text, self.cancels = number, cue, text, cancels
        self.parts: tuple[Part, ...] = ()
        self.needs = 0


class _Index:
    """Phrases by the words that lines hold. A phrase is read in full when its longest word first occurs."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Phrase]] = {}
        self._listed: dict[str, list[str]] = {}
        self._stems: list[int] = []
        self._count = 0
        self._bit_of: dict[Part, int] = {}
        self._by_key: dict[str, int] = {}
        self._phrases: dict[str, list[_Phrase]] = {}
        self._bits: dict[str, int] = {}

    def add(self, cue: str, phrases: Iterable[str], *, cancels: bool) -> None:
        """Lists phrases under their longest word."""
        for text in phrases:
            self._count += 1
            phrase = _Phrase(self._count, cue, text, cancels=cancels)
            self._by_word.setdefault(_longest(text), []).append(phrase)

    def close(self) -> None:
        """Lists the words of phrases under their forms, when all phrases are there."""
        for word in self._by_word:
            for key in _keys(word):
                self._listed.setdefault(key, []).append(word)
        self._stems = sorted({len(key) - 1 for key in self._listed if key[-1] == "*"})

    def candidates(self, line: Iterable[str]) -> list[_Phrase]:
        """The phrases all of whose words occur among those of a line, each once."""
        known, bits, held = self._phrases, self._bits, 0
        found = [known[word] if word in known else self._look_up(word) for word in line]
        listed = [phrases for phrases in found if phrases]
        if not listed:
            return []
        for word in line:
            held |= bits[word] if word in bits else self._may_be_in(word)
        lacking = held ^ ((1 << len(self._bit_of)) - 1)
        return list({phrase: None for phrases in listed for phrase in phrases if not phrase.needs & lacking})

    def _look_up(self, word: str) -> list[_Phrase]:
        """Reads the phrases listed under a word of a line."""
        phrases = []
        for key in self._as_keys(word):
            under = [phrase for one in self._listed.get(key, ()) for phrase in self._by_word[one]]
            phrases += sorted(under, key=lambda phrase: phrase.number)
        for phrase in phrases:
            if not phrase.needs:
                self._read(phrase)
        _keep(self._phrases, word, phrases)
        return phrases

    def _may_be_in(self, word: str) -> int:
        """Which words of the phrases that were read a word of a line may be."""
        bits = self._by_key.get(NUMBER, 0) if is_number(word) else 0
        for key in self._as_keys(word):
            bits |= self._by_key.get(key, 0)
        _keep(self._bits, word, bits)
        return bits

    def _as_keys(self, word: str) -> list[str]:
        return [word, *(word[:length] + "*" for length in self._stems if length <= len(word))]

    def _read(self, phrase: _Phrase) -> None:
        phrase.parts = parse(phrase.text)
        for part in phrase.parts:
            if part.keys and not part.optional:
                phrase.needs |= self._bit(part)

    def _bit(self, part: Part) -> int:
        bit = self._bit_of.get(part)
        if bit is None:
            bit = self._bit_of[part] = 1 << len(self._bit_of)
            for key in part.keys:
                self._note(key)
                self._by_key[key] = self._by_key.get(key, 0) | bit
            self._bits.clear()
        return bit

    def _note(self, key: str) -> None:
        """Notes how long the beginnings of words are, shortest first."""
        if key[-1] == "*" and len(key) - 1 not in self._stems:
            insort(self._stems, len(key) - 1)


def straighten(text: str) -> str:
    """The text with typographic apostrophes made straight; its length stays."""
    return text if text.isascii() and "`" not in text else text.translate(_STRAIGHT)


def _keep(known: dict[str, _Known], word: str, what: _Known) -> None:
    """Remembers what a word is, for as many words as a long thread has."""
    if len(known) >= _KEPT_WORDS:
        known.clear()
    known[word] = what


def _longest(phrase: str) -> str:
    """The phrase's most telling word: the one whose shortest form is longest."""
    word = max(phrase.split(), key=_length)
    if not _length(word):
        raise ValueError(f"cue phrase {phrase!r} has no word that must occur; give it one")
    return word


@cache
def _length(word: str) -> int:
    """The length of a word's shortest form; 0 where the phrase may stand without a word."""
    if word.isalnum():
        return len(word)
    if is_optional(word):
        return 0
    forms = forms_of(word)
    return 0 if NUMBER in forms else min(map(len, forms), default=0)


@cache
def _keys(word: str) -> list[str]:
    """What a line must hold one of, for a word of a phrase to stand in it."""
    keys = [one if is_simple(one) else Form(one).key for one in forms_of(word)]
    if not all(map(is_word, keys)):
        raise ValueError(f"cue word {word!r} has no letter or digit; give it one")
    return keys
