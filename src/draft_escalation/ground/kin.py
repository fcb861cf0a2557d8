"""Things of one sort that are never one another: a plumber told where the lines name an electrician."""

from collections.abc import Iterable, Iterator
from functools import cache

from draft_escalation.ground.index import LineValues
from draft_escalation.tables import Record, read_table

Kin = tuple[int, int]
"""A sort and one of its things, by their places in kin.toml."""


class _Sorts(Record):
    """The sorts of kin.toml."""

    sorts: tuple[str, ...]


def another_of_its_sort(said: Iterable[str], lines: Iterable[LineValues]) -> Iterator[str]:
    """Gives the words of a statement in the place of which its lines name another thing of the same sort.

    Of a sort of which the statement carries all that the lines name, it may name more.
    """
    words = {word: _table()[word] for word in said if word in _table()}
    if not words:
        return
    own = {kin for found in words.values() for kin in found}
    told = {kin for line in lines for word in line.words & _table().keys() for kin in _table()[word]}
    passed_over = {sort for sort, _ in told - own}
    for word, found in words.items():
        if told.isdisjoint(found) and all(sort in passed_over for sort, _ in found):
            yield word


@cache
def _table() -> dict[str, tuple[Kin, ...]]:
    """What each word and its plural stands for."""
    table: dict[str, tuple[Kin, ...]] = {}
    for sort, line in enumerate(read_table(__package__, "kin.toml", _Sorts).sorts):
        for thing, listed in enumerate(line.split(" | ")):
            for word in (form for one in listed.split() for form in _forms(one)):
                table[word] = (*table.get(word, ()), (sort, thing))
    return table


def _forms(word: str) -> set[str]:
    return {word, f"{word}s", f"{word}es", f"{word}n", f"{word.removesuffix('y')}ies"}
