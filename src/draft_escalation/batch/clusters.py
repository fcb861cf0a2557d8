"""Which threads of a batch tell of the same issue, by the signs that the journal keeps of each.

Error codes, and pairs of rare words, find the candidates in an inverted index; all signs together judge
them: the weight of what a thread shares with a group's common signs, a sign weighing the more the rarer it
is, an error code three times as much as a word. What is common to a group is what a quarter of it says, so a
chain of ever less alike threads does not form.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

_RAREST = 6
_COMMON, _FEW = 0.1, 100
_ALIKE, _ALIKE_AS_GROUPS = 0.5, 0.6
_ENOUGH = 3.0
_ASKED = 8
_CORE = 4
_ROUNDS = 3
_CODE = "code:"
_TELLS = 3
_SHOWN = 12

Signs = frozenset[int]


@dataclass(frozen=True, slots=True)
class Told:
    """One thread: its id, its customer ("" where unknown), its signs as `signs_of` gives them."""

    id: str
    customer: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Threads of the same issue, at least two, in the order given; the signs that most of them share."""

    members: tuple[Told, ...]
    signs: tuple[str, ...]

    @property
    def customers(self) -> tuple[str, ...]:
        """The customers known by name, once each."""
        return tuple(dict.fromkeys(one.customer for one in self.members if one.customer))


def clusters(told: Iterable[Told]) -> tuple[Cluster, ...]:
    """The clusters of two threads and more, those of most customers first."""
    threads = tuple(told)
    weights = _Weights.of(threads)
    groups = [_Group([number], signs) for number, signs in enumerate(weights.numbered(threads))]
    for _ in range(_ROUNDS):
        before = len(groups)
        groups = _joined(groups, weights)
        if len(groups) == before:
            break
    found = [
        _cluster([threads[number] for number in sorted(group.members)])
        for group in groups
        if len(group.members) > 1
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.customers), -len(one.members), one.members[0].id)))


def _cluster(members: Sequence[Told]) -> Cluster:
    counts = Counter(sign for one in members for sign in one.signs)
    shared = [sign for sign, times in counts.items() if times * 2 > len(members)]
    shared.sort(key=lambda sign: (not sign.startswith(_CODE), -counts[sign], sign))
    return Cluster(tuple(members), tuple(shared[:_SHOWN]))


@dataclass(frozen=True, slots=True)
class _Weights:
    """The signs by number, and how much each tells: nothing where one thread has it, or every tenth.

    `enough` is the weight that a thread must have to be told from others: that of one or two very rare signs.
    """

    numbers: dict[str, int]
    weight: list[float]
    codes: Signs
    enough: float

    @classmethod
    def of(cls, threads: Sequence[Told]) -> "_Weights":
        counts = Counter(sign for one in threads for sign in one.signs)
        total = len(threads)
        most = total * _COMMON if total > _FEW else total
        telling = sorted(sign for sign, times in counts.items() if 1 < times <= most)
        numbers = {sign: number for number, sign in enumerate(telling)}
        codes = frozenset(number for sign, number in numbers.items() if sign.startswith(_CODE))
        weight = [
            math.log(1 + total / counts[sign]) * (_TELLS if sign.startswith(_CODE) else 1) for sign in telling
        ]
        return cls(numbers, weight, codes, _ENOUGH * math.log(1 + total))

    def numbered(self, threads: Sequence[Told]) -> Iterator[Signs]:
        """The telling signs of each thread."""
        for one in threads:
            yield frozenset(self.numbers[sign] for sign in one.signs if sign in self.numbers)

    def sum(self, signs: Iterable[int]) -> float:
        weight = self.weight
        return sum([weight[sign] for sign in signs])

    def keys(self, signs: Signs) -> Iterator[int]:
        """What signs are looked up by: error codes, and each two of the rarest."""
        rarest = sorted(signs, key=lambda sign: (-self.weight[sign], sign))[:_RAREST]
        yield from (-1 - sign for sign in rarest if sign in self.codes)
        yield from (one * len(self.weight) + other for one, other in combinations(sorted(rarest), 2))


@dataclass(slots=True)
class _Group:
    """Threads by number, and their common signs; `counts` once there are several."""

    members: list[int]
    core: Signs
    counts: Counter[int] = field(default_factory=Counter)

    def take(self, other: "_Group") -> None:
        """Joins another group to this one."""
        for group in (self, other):
            if not group.counts:
                group.counts.update(group.core)
        self.members += other.members
        self.counts.update(other.counts)
        needed = len(self.members) / _CORE
        self.core = frozenset(sign for sign, times in self.counts.items() if times >= needed)


def _joined(groups: Sequence[_Group], weights: _Weights) -> list[_Group]:
    """The groups, each joined to the most alike of those before it."""
    made: list[_Group] = []
    index: dict[int, set[int]] = {}
    for group in sorted(groups, key=lambda one: (-len(one.members), one.members[0])):
        keys = set(weights.keys(group.core))
        like = _most_alike(group, keys, made, index, weights)
        if like is None:
            like = len(made)
            made.append(group)
        else:
            made[like].take(group)
            keys &= set(weights.keys(made[like].core))
        for key in keys:
            index.setdefault(key, set()).add(like)
    return made


def _most_alike(
    group: _Group, keys: Iterable[int], made: Sequence[_Group], index: dict[int, set[int]], weights: _Weights
) -> int | None:
    """The group that shares most weight, of those that share most keys; None where none is alike enough."""
    shared = Counter(number for key in keys for number in index.get(key, ()))
    own = weights.sum(group.core)
    best, most = None, _ALIKE if len(group.members) == 1 else _ALIKE_AS_GROUPS
    for number, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_ASKED]:
        core = made[number].core
        both = weights.sum(group.core & core)
        likeness = both / max(min(own, weights.sum(core)), weights.enough)
        if likeness >= most:
            best, most = number, likeness
    return best
