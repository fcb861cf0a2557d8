"""The word lists of the rules, from words.toml, as patterns."""

import re
from functools import cache
from typing import Literal

from draft_escalation.tables import Record, read_table

List = Literal[
    "vague_steps",
    "vague_values",
    "empty_asks",
    "attributions",
    "own_voice",
    "hedges",
    "causes",
    "second_level",
]
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,8}")


class _Words(Record):
    vague_steps: tuple[str, ...]
    vague_values: tuple[str, ...]
    empty_asks: tuple[str, ...]
    attributions: tuple[str, ...]
    own_voice: tuple[str, ...]
    hedges: tuple[str, ...]
    causes: tuple[str, ...]
    second_level: tuple[str, ...]


@cache
def words(name: List) -> frozenset[str]:
    """The entries of a list."""
    return frozenset(getattr(read_table(__package__, "words.toml", _Words), name))


def first_of(name: List, text: str) -> str | None:
    """The first entry of a list that stands in a text as whole words, as the text writes it."""
    match = _pattern(name).search(text)
    return match[0] if match else None


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


@cache
def _pattern(name: List) -> re.Pattern[str]:
    longest_first = sorted(words(name), key=lambda entry: (-len(entry), entry))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


_NAMED = re.compile(r"""["“„«`]|\d|[/\\_<>{}=→]|\w\.\w|(?<=[\w,;)] )[A-Z][\w'’-]""")


def names_something(text: str) -> bool:
    """Whether a text names something: in quotes, by a number, a path, code, or a capital letter inside."""
    return bool(_NAMED.search(text))
