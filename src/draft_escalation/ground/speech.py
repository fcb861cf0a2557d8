"""The words that turn a clause (speech.toml), read once: denial, failure, success, wish, doubt."""

import re
from functools import cache, lru_cache

from draft_escalation.tables import Record, read_table

_SHORTENED = re.compile(r"\b(approx|ca|mr|mrs|ms|dr|vs|incl|inkl|bzw|ggf|resp|max)\.(?=\s)")
CONDITIONS = frozenset({"if", "unless", "falls", "wenn", "si"})


class SpeechWords(Record):
    """The word lists of speech.toml; a trailing `*` stands for any ending."""

    negations: frozenset[str]
    denials: tuple[str, ...]
    not_negating: frozenset[str]
    failure: tuple[str, ...]
    lacking: tuple[str, ...]
    success: tuple[str, ...]
    verdict: tuple[str, ...]
    spared: frozenset[str]
    same: frozenset[str]
    having: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    wishes: tuple[str, ...]
    hedges: tuple[str, ...]
    saying: tuple[str, ...]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    placing: frozenset[str]
    faults: frozenset[str]
    splits: frozenset[str]
    joints: frozenset[str]
    stopwords: frozenset[str]


@cache
def speech() -> SpeechWords:
    """The table of speech.toml."""
    return read_table(__package__, "speech.toml", SpeechWords)


def plainly(text: str) -> str:
    """The lower-case text with plain denials for those of several words: `too few` → `not enough`."""
    lower = _SHORTENED.sub(r"\1", text.lower()) if "." in text else text.lower()
    return _denials()[0].sub(lambda said: _denials()[1][said[0]], lower) if " " in lower else lower


@cache
def _denials() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(one.split(" = ") for one in speech().denials)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table))})\b"), table


@cache
def _listed(group: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of a list as they stand, and the beginnings that any ending may follow."""
    listed: tuple[str, ...] = getattr(speech(), group)
    return frozenset(listed), tuple(word[:-1] for word in listed if word.endswith("*"))


@lru_cache(maxsize=20_000)
def means(word: str, group: str) -> bool:
    """Whether a lower-case word belongs to a list of speech.toml."""
    whole, beginnings = _listed(group)
    return word in whole or (word.startswith(beginnings) and word.isalnum())
