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
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_TOKEN = re.compile(r"\d[\d.,]{0,11}\d(?!\w)|[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_")
NUMBER = "#"
_GAP = 6
_SIGNS = 4
_KEPT_LINES = 2048


class Words:
    """A line cut into words, numbers and single signs, in small letters; apostrophes must be straight.

    `places` says where each different token stands, in the order in which they occur first.
    """

    __slots__ = ("_spans", "_text", "places", "tokens")

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] = []
        self.tokens: list[str] = _TOKEN.findall(lowered(text))
        self.places: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            if token in self.places:
                self.places[token].append(place)
            else:
                self.places[token] = [place]

    def span(self, place: int, end: int) -> tuple[int, int]:
        """The half-open span in the line of the tokens from `place` up to `end`."""
        if not self._spans:
            self._spans = [match.span() for match in _TOKEN.finditer(self._text)]
        return self._spans[place][0], self._spans[end - 1][1]

    def reach(self, place: int) -> int:
        """The place behind the next word from `place` on, over a few signs at most."""
        tokens = self.tokens
        last = min(place + _SIGNS + 1, len(tokens))
        for ahead in range(place, last):
            if is_word(tokens[ahead]):
                return ahead + 1
        return last


@lru_cache(maxsize=_KEPT_LINES)
def words_of(text: str) -> Words:
    """The words of a line, kept for the lines at hand: several books of cues read the same ones."""
    return Words(text)


def lowered(text: str) -> str:
    """The text in small letters; its length stays."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def is_word(token: str) -> bool:
    """Whether a token is more than a sign."""
    return token[0].isalnum()


def is_number(token: str) -> bool:
    """Whether a token is a number in figures."""
    return token[0].isdigit() and token.replace(".", "").replace(",", "").isdigit()


class Form:
    """One way to write a word of a phrase: its tokens, and whether the last is only a beginning."""

    __slots__ = ("prefix", "tokens")

    def __init__(self, written: str) -> None:
        stem = written.rstrip("*")
        self.tokens = [stem] if stem.isalnum() else _TOKEN.findall(stem)
        self.prefix = stem != written
        if not self.tokens:
            raise ValueError(f"cue word {written!r} says nothing; mend the blanks around its |")

    @property
    def key(self) -> str:
        """A token without which the form does not stand, with a star where it is only a beginning."""
        tokens = self.tokens
        at = next((at for at, token in enumerate(tokens) if is_word(token)), 0) if len(tokens) > 1 else 0
        return tokens[at] + "*" if self.prefix and at == len(tokens) - 1 else tokens[at]

    def end(self, tokens: list[str], place: int) -> int | None:
        """The place behind the form, where it stands at `place`."""
        own, last = self.tokens, place + len(self.tokens) - 1
        if last >= len(tokens) or tokens[place:last] != own[:-1]:
            return None
        if own == [NUMBER]:
            return last + 1 if is_number(tokens[last]) else None
        fits = tokens[last].startswith(own[-1]) if self.prefix else tokens[last] == own[-1]
        return last + 1 if fits else None


class Part:
    """A word of a phrase in its forms, or a gap (no forms). Parts compare by identity.

    `keys` are those of its forms; `exact` and `prefixes` the forms of one token, `heads` the first tokens of
    longer ones; `number`: any number will do; `plain`: one token, and it must be there.
    """

    __slots__ = ("_forms", "exact", "heads", "keys", "number", "optional", "plain", "prefixes")

    def __init__(self, word: str) -> None:
        forms = forms_of(word)
        simple = list(filter(is_simple, forms))
        odd = [Form(one) for one in forms if not is_simple(one)] if len(simple) < len(forms) else []
        lone = [form.key for form in odd if len(form.tokens) == 1]
        self.keys = (*simple, *(form.key for form in odd))
        self.optional = is_optional(word)
        self.number = NUMBER in lone
        self.exact = frozenset([key for key in (*simple, *lone) if key[-1] != "*" and key != NUMBER])
        self.prefixes = tuple([key.rstrip("*") for key in (*simple, *lone) if key[-1] == "*"])
        self.heads = frozenset([form.tokens[0] for form in odd if len(form.tokens) > 1])
        self.plain = bool(forms) and not (self.optional or self.heads)
        self._forms = list(map(Form, forms)) if self.heads else []

    def accepts(self, token: str) -> bool:
        """Whether a token alone is a form of the word."""
        return (
            token in self.exact
            or (bool(self.prefixes) and token.startswith(self.prefixes))
            or (self.number and is_number(token))
        )

    def ends(self, tokens: list[str], place: int) -> Iterable[int]:
        """The places behind the word, where it stands at `place`."""
        if not self.heads:
            return (place + 1,) if self.accepts(tokens[place]) else ()
        return [end for form in self._forms if (end := form.end(tokens, place)) is not None]


def forms_of(word: str) -> list[str]:
    """The forms of a word of a phrase as they are written; none of a gap."""
    return [] if word == "…" else word.rstrip("?").lower().split("|")


def is_simple(form: str) -> bool:
    """Whether a form is one word of letters and figures; it may end in a star."""
    return form.rstrip("*").isalnum()


def is_optional(word: str) -> bool:
    """Whether a word of a phrase may be missing."""
    return word.endswith("?") and len(word) > 1


_part = cache(Part)


def parse(phrase: str) -> tuple[Part, ...]:
    """The parts of a phrase, in order."""
    return tuple(map(_part, phrase.split()))


def search(parts: tuple[Part, ...], words: Words) -> tuple[int, int] | None:
    """The span of the first place where a phrase stands in a line, or None."""
    for place in sorted(set(_starts(parts, words))):
        if (end := _match(parts, 0, words, place, first=True)) is not None:
            return words.span(place, end)
    return None


def _starts(parts: tuple[Part, ...], words: Words) -> Iterator[int]:
    """Where a phrase may begin."""
    for part in parts:
        if part.prefixes or part.number or part.heads:
            begins = [token for token in words.places if part.accepts(token) or token in part.heads]
        else:
            begins = [token for token in part.exact if token in words.places]
        for token in begins:
            yield from words.places[token]
        if not part.optional:
            return


def _match(
    parts: tuple[Part, ...], index: int, words: Words, place: int, *, first: bool = False
) -> int | None:
    """The place behind the rest of a phrase that begins at or just behind `place`."""
    tokens = words.tokens
    while index < len(parts) and parts[index].plain and place < len(tokens) and is_word(tokens[place]):
        if not parts[index].accepts(tokens[place]):
            return None
        index, place, first = index + 1, place + 1, False
    if index == len(parts):
        return place
    part = parts[index]
    if not part.keys:
        return _over_gap(parts, index + 1, words, place)
    for begin in range(place, place + 1 if first else words.reach(place)):
        for end in part.ends(tokens, begin):
            if (rest := _match(parts, index + 1, words, end)) is not None:
                return rest
    return _match(parts, index + 1, words, place, first=first) if part.optional else None


def _over_gap(parts: tuple[Part, ...], index: int, words: Words, place: int) -> int | None:
    for _ in range(_GAP + 1):
        if (end := _match(parts, index, words, place)) is not None:
            return end
        behind = words.reach(place)
        if behind == place or not is_word(words.tokens[behind - 1]):
            return None
        place = behind
    return None
