"""Words that have changed places: `rugs by hand, sheets by belt` told as `sheets by hand, rugs by belt`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations, product
from string import ascii_uppercase
from typing import NamedTuple

from draft_escalation.ground.kin import are_kin
from draft_escalation.ground.speech import speech
from draft_escalation.ground.stems import is_content, stem, tokens
from draft_escalation.ground.words import words

PARTS = re.compile(
    r"[.;!?,()→–—]\s|[;()\n]"
    r"|\s(?:and|but|while|whereas|where|though|because|so|und|aber|während|mais|et|tandis|parce|weil|porque|pero|y|mientras)\s",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:(?<=[a-zäöüß] )A|(?<![\w'’.-])A(?=\s(?:is|was|has|does|did|works?|fails?|can|cannot|stays)\b)"
    r"|(?<![\w'’.-])[B-HJ-Z])(?![\w'’+#.-])"
)
_LETTERS = frozenset(ascii_uppercase)
_MOST_PARTS = 8
_LONGEST = 600
_PAIR = 2


class Part(NamedTuple):
    """What stands between two marks: the words that stand only there, all words, and whether it denies."""

    alone: frozenset[str]
    words: frozenset[str]
    denies: bool


Pair = tuple[Part, Part]
Words = tuple[frozenset[str], frozenset[str]]


def changed_places(text: str, lines: Iterable[str]) -> tuple[str, str] | None:
    """Gives two words of a statement that stand in each other's place in one of the lines, or None.

    Only words that stand in one part of the statement and in one of the lines tell anything.
    """
    said, heard = parts(text), [parts(line) for line in lines]
    told = [_alone(found, heard) for found in heard if len(found) >= _PAIR]
    for one, other in combinations(said, _PAIR):
        for first, last in (pair for found in told for pair in combinations(found, _PAIR)):
            for here, there in ((first, last), (last, first)):
                over = one.alone & there.alone, other.alone & here.alone
                if all(over) and _keeps((one, other), (here, there), over):
                    return min(over[0]), min(over[1])
    return next((pair for one in said for found in told if (pair := _misplaced(one, found))), None)


def _alone(found: Sequence[Part], heard: Sequence[Sequence[Part]]) -> list[Part]:
    """The parts of one line without the words that another line has as well."""
    others = frozenset().union(*(part.words for other in heard if other is not found for part in other))
    return [part._replace(alone=part.alone - others) for part in found] if others else list(found)


def _misplaced(said: Part, told: Sequence[Part]) -> tuple[str, str] | None:
    """A word in the place of another of its sort: `the blue hose` of `the red hose, the blue one is old`."""
    for here, there in permutations(told, _PAIR):
        for word in said.alone & there.alone:
            rest = (said.words - {word}) & here.words
            if len(rest) < _PAIR or said.words & there.words - {word} or said.denies != here.denies:
                continue
            other = next((one for one in here.alone - said.words if _are_alike(word, one)), None)
            if other:
                return word, other
    return None


def _are_alike(word: str, other: str) -> bool:
    """Whether both are single letters, things of one sort, or one the denial of the other (`uncoated`)."""
    if len(word) == 1 or len(other) == 1:
        return {word, other} <= _LETTERS
    return are_kin(word, other) or f"un{word}" == other or f"un{other}" == word


def _keeps(said: Pair, told: Pair, moved: Words) -> bool:
    """Whether both parts are otherwise those of the line.

    Both have a word of theirs; or one has as many as have moved, the other one has another that the line does
    not have, and what has moved is alike. Of two words that have moved one is enough.
    """
    if any(one.denies != other.denies for one, other in zip(said, told, strict=True)):
        return False
    stay = said[0].alone & told[0].alone, said[1].alone & told[1].alone
    if all(stay):
        return True
    rest = said[0].alone - moved[0] if not stay[0] else said[1].alone - moved[1]
    enough = all(len(words) == 1 for words in moved) or sum(map(len, stay)) >= sum(map(len, moved))
    return bool(rest) and enough and any(_are_alike(*pair) for pair in product(*moved))


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Part, ...]:
    """The parts of a text, between marks and conjunctions: stems, numbers and single capital letters."""
    listed = PARTS.split(text[:_LONGEST])[:_MOST_PARTS]
    heard = [(part, tokens(part)) for part in listed]
    found = [
        (frozenset(_telling(part, said)), not speech().negations.isdisjoint(said)) for part, said in heard
    ]
    counted = Counter(word for said, _ in found for word in said)
    return tuple(
        Part(frozenset(word for word in said if counted[word] == 1), said, denies)
        for said, denies in found
        if said
    )


def _telling(part: str, heard: Iterable[str]) -> Iterator[str]:
    yield from _LETTER.findall(part)
    for said in heard:
        if said[0].isdigit():
            yield said.replace(",", "")
        elif said in words().numbers:
            yield str(words().numbers[said])
        elif is_content(said):
            yield stem(said)
