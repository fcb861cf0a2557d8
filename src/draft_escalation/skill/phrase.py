"""The phrase language of the cues: words with blanks between them, matched word by word.

    crash*          a word that begins so
    down|offline    one of these words (each may end in *)
    again?          a word that may be missing
    #               a number (41, 1,200, 4.5)
    …               up to six words in between

Case, typographic quotes and the punctuation between words do not matter; a sign inside a word of the phrase
(+1, n/a) must stand in the line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_TOKEN = re.compile(r"\d[\d.,]{0,11}\d(?!\w)|[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_")
_GAP = 6
_SIGNS = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a line: in small letters, with its half-open span."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is more than a sign."""
        return self.text[0].isalnum()


@dataclass(frozen=True)
class Words:
    """A line cut into tokens; apostrophes must be straight."""

    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        """The tokens of a line."""
        return cls(tuple(Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each different token stands."""
        found: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            found.setdefault(token.text, []).append(place)
        return found

    @cached_property
    def numbers(self) -> list[int]:
        """Where numbers stand."""
        return [
            place
            for text, places in self.places.items()
            if text[0].isdigit() and _bare(text)
            for place in places
        ]

    def beginning(self, form: "Form") -> list[int]:
        """The places where a form may begin."""
        if form.number:
            return self.numbers
        head = form.tokens[0]
        if form.prefix and len(form.tokens) == 1:
            return [
                place for text, places in self.places.items() if text.startswith(head) for place in places
            ]
        return self.places.get(head, [])


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a word of a phrase: its tokens, and whether the last is only a beginning."""

    tokens: tuple[str, ...]
    prefix: bool
    number: bool

    @classmethod
    def of(cls, text: str) -> "Form":
        """A form as it stands in the table."""
        tokens = tuple(match.group() for match in _TOKEN.finditer(text.lower().rstrip("*")))
        return cls(tokens, text.endswith("*"), text == "#")

    def ends(self, words: Words, place: int) -> int | None:
        """The place behind the form, where it stands at `place`."""
        tokens, count = words.tokens, len(self.tokens)
        if place + count > len(tokens):
            return None
        if self.number:
            text = tokens[place].text
            return place + 1 if text[0].isdigit() and _bare(text) else None
        for ahead, wanted in enumerate(self.tokens):
            text = tokens[place + ahead].text
            last = ahead == count - 1
            if not (text.startswith(wanted) if last and self.prefix else text == wanted):
                return None
        return place + count


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a phrase in its forms, or a gap (no forms)."""

    forms: tuple[Form, ...]
    optional: bool


def parse(phrase: str) -> tuple[Part, ...]:
    """The parts of a phrase, in order."""
    parts = []
    for word in phrase.split():
        optional = word.endswith("?") and len(word) > 1
        forms = () if word == "…" else tuple(map(Form.of, word.rstrip("?").split("|")))
        parts.append(Part(forms, optional))
    return tuple(parts)


def search(parts: tuple[Part, ...], words: Words) -> tuple[int, int] | None:
    """The span of the first place where a phrase stands in a line, or None."""
    for place in sorted(set(_starts(parts, words))):
        if (end := _match(parts, 0, words, place, first=True)) is not None:
            return words.tokens[place].start, words.tokens[end - 1].end
    return None


def _starts(parts: tuple[Part, ...], words: Words) -> Iterator[int]:
    for part in parts:
        for form in part.forms:
            yield from words.beginning(form)
        if not part.optional:
            return


def _match(
    parts: tuple[Part, ...], index: int, words: Words, place: int, *, first: bool = False
) -> int | None:
    """The place behind the rest of a phrase that begins at or just behind `place`."""
    if index == len(parts):
        return place
    part = parts[index]
    if not part.forms:
        return _over_gap(parts, index + 1, words, place)
    for begin in (place,) if first else _reachable(words, place):
        for form in part.forms:
            if (end := form.ends(words, begin)) is not None:
                rest = _match(parts, index + 1, words, end)
                if rest is not None:
                    return rest
    return _match(parts, index + 1, words, place, first=first) if part.optional else None


def _over_gap(parts: tuple[Part, ...], index: int, words: Words, place: int) -> int | None:
    for _ in range(_GAP + 1):
        if (end := _match(parts, index, words, place)) is not None:
            return end
        word = next((p for p in _reachable(words, place) if words.tokens[p].is_word), None)
        if word is None:
            return None
        place = word + 1
    return None


def _reachable(words: Words, place: int) -> Iterator[int]:
    """The next tokens up to the next word, over a few signs at most."""
    for ahead in range(place, min(place + _SIGNS + 1, len(words.tokens))):
        yield ahead
        if words.tokens[ahead].is_word:
            return


def _bare(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdigit()


def compile_phrase(phrase: str) -> re.Pattern[str]:
    """The phrase as a regular expression, for patterns that join it with others; repetitions are bounded."""
    pattern, joined = "", True
    for word in phrase.split():
        if word == "…":
            pattern += r"(?:[\W_]{1,4}[\w'-]{1,40}){0,6}?"
            continue
        optional = word.endswith("?") and len(word) > 1
        piece = f"(?:{'|'.join(map(_spelt, word.rstrip('?').split('|')))})"
        link = "" if joined else r"[\W_]{1,4}"
        pattern += f"(?:{link}{piece})?" if optional else link + piece
        joined = joined and optional
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _spelt(form: str) -> str:
    if form == "#":
        return r"\d[\d.,]{0,12}"
    return re.escape(form[:-1]) + r"\w{0,20}" if form.endswith("*") else re.escape(form)
