"""The word lists of the rules, from words.toml."""

import re
from functools import cache
from typing import Literal

from pydantic import RootModel

from draft_escalation.tables import read_table
from draft_escalation.thread.phrases import PhraseList

List = Literal[
    "vague_steps", "vague_values", "vague_amounts", "empty_asks", "not_applicable", "promises", "attachments",
    "since_when", "how_far", "attributions", "own_voice", "hedges", "causes", "second_level",
]  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,8}")
_NAMED = re.compile(r"""["“„«`]|\d|[/\\_<>{}=→]|\w\.\w|(?<=[\w,;)] )[A-Z][\w'’-]""")


class _Words(RootModel[dict[List, tuple[str, ...]]]):
    pass


@cache
def words(name: List) -> frozenset[str]:
    """The entries of a list, in small letters."""
    return frozenset(_table().root[name])


def first_of(name: List, text: str) -> str | None:
    """The first entry of a list that stands in a text as whole words, as the text writes it."""
    return next((text[at : at + len(entry)] for at, entry in _phrases(name).hits(text)), None)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def vague_in(name: List, text: str) -> str | None:
    """The first entry of a list, where the rest of the text names nothing.

    A text names something in quotes, by a number, a path, code, or a capital letter inside.
    """
    vague = first_of(name, text)
    return vague if vague and not _NAMED.search(_without(name, text)) else None


def _without(name: List, text: str) -> str:
    """The text without the entries of a list."""
    parts, done = list[str](), 0
    for at, entry in _phrases(name).hits(text):
        parts.append(text[done:at])
        done = at + len(entry)
    return "".join((*parts, text[done:]))


@cache
def _table() -> _Words:
    return read_table("draft_escalation.validate", "words.toml", _Words)


@cache
def _phrases(name: List) -> PhraseList:
    return PhraseList(words(name), whole=True)
