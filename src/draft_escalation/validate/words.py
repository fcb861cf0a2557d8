"""The word lists of the rules, from words.toml, as patterns."""

import re
from functools import cache
from typing import Literal

from pydantic import RootModel

from draft_escalation.tables import read_table

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
    return frozenset(read_table("draft_escalation.validate", "words.toml", _Words).root[name])


def first_of(name: List, text: str) -> str | None:
    """The first entry of a list that stands in a text as whole words, as the text writes it."""
    match = _pattern(name).search(text)
    return match[0] if match else None


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def vague_in(name: List, text: str) -> str | None:
    """The first entry of a list, where the rest of the text names nothing.

    A text names something in quotes, by a number, a path, code, or a capital letter inside.
    """
    vague = first_of(name, text)
    return vague if vague and not _NAMED.search(_pattern(name).sub("", text)) else None


@cache
def _pattern(name: List) -> re.Pattern[str]:
    longest_first = sorted(words(name), key=lambda entry: (-len(entry), entry))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
