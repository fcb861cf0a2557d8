"""Things of one sort that are never one another: a plumber told where the lines name an electrician."""

from collections.abc import Iterable, Iterator
from functools import cache

from draft_escalation.ground.index import LineValues
from draft_escalation.ground.stems import stem
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
    lines = list(lines) if words else []
    if not words or any("ones" in line.words for line in lines):  # "the new ones": named further up
        return
    own = {kin for found in words.values() for kin in found}
    told = {kin for line in lines for word in line.words & _table().keys() for kin in _table()[word]}
    passed_over = {sort for sort, _ in told - own}
    for word, found in words.items():
        if told.isdisjoint(found) and any(sort in passed_over for sort, _ in found):
            yield word


def are_kin(stem_of_one: str, stem_of_other: str) -> bool:
    """Whether two stems stand for different things of one sort."""
    ones, others = _stems().get(stem_of_one, frozenset()), _stems().get(stem_of_other, frozenset())
    return any(sort == another and one != other for sort, one in ones for another, other in others)


@cache
def _stems() -> dict[str, frozenset[Kin]]:
    found: dict[str, frozenset[Kin]] = {}
    for word, things in _table().items():
        found[stem(word)] = found.get(stem(word), frozenset()) | set(things)
    return found


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
