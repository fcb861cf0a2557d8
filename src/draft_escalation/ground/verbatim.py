"""Statements in the thread's own words: whole cited lines, or whole clauses of one, need no comparing.

A stretch of a line counts where marks bound it and what is cut off holds no word that could turn it: no
negation, condition, hedge, result, wish or question. What holds no such word itself, `I restarted node 2`,
may be parted from the result behind it, `and nothing changed`, which has a verb of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from draft_escalation.ground.index import LineValues
from draft_escalation.ground.scan import words_of
from draft_escalation.ground.speech import CONDITIONS, means, speech

_ENDS = "\"'“”„«»()[]*_> \t\r\n.!,;:-•"
_OPENS = re.compile(
    r"(?:^|[.!;:,–—|>*•]\s|[(\[]|\b(?:and|und|et|y|i|we|they|he|she|it|you|also|then)\s)[\"'“„«*_]{0,3}$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"[\"'”»*_]{0,3}(?:$|[.!;:,](?:\s|$)|[)\]]|\s[–—|(]|\s(?:and|und|et|y)\s)", re.IGNORECASE
)
_PARTED = re.compile(
    r"[\"'”»*_]{0,3}(?:,|;|\s[–—(]|\s(?:and|but)(?=\s)|(?=\s(?:did|does|is|was|were|has|had)\s))\s?(?P<next>[\w']{1,20})",
    re.IGNORECASE,
)
_BOUND_TO = frozenset(
    {"if", "unless", "when", "whenever", "once", "provided", "only", "or", "as", "until", "except"}
)
_WIDEST = 12


def verbatim(text: str, cited: Sequence[LineValues]) -> bool:
    """Whether a statement says only what the cited lines say, in their words.

    False says nothing but that it takes a closer look.
    """
    said = " ".join(text.split()).strip(_ENDS)
    if not said:
        return False
    if any(said == line.message.author for line in cited):
        return True
    for line in cited:
        said = _behind(_openings(line) if line.is_header else [line.folded], said)
    return not said or any(_is_of(said, line.folded) for line in cited if not line.is_header)


def _openings(line: LineValues) -> Iterator[str]:
    """`12 Apr 09:30 — Yusra`, as a brief opens what a message says."""
    message = line.message
    if message.author and message.sent_words:
        yield " ".join(f"{message.sent_words} — {message.author}".split())


def _behind(told: Iterable[str], said: str) -> str:
    """The statement behind one of these, where it begins with it."""
    for one in told:
        whole = one.strip(_ENDS)
        if whole and _begins(said, whole) and not said[len(whole) : len(whole) + 1].isalnum():
            return said[len(whole) :].strip(_ENDS)
    return said


def _begins(said: str, whole: str) -> bool:
    """Whether it begins with these words; the first letter may be a capital."""
    return said[:1].lower() == whole[:1].lower() and said.startswith(whole[1:], 1)


def _is_of(said: str, told: str) -> bool:
    """Whether it is a stretch of a line from mark to mark, and the rest cannot turn it."""
    at = told.find(said[1:])
    if at < 1 or told[at - 1].lower() != said[0].lower():
        return False
    start, end = at - 1, at - 1 + len(said)
    front, tail = told[:start], told[end:]
    opened = (
        _OPENS.search(told, max(start - _WIDEST, 0), start)
        or said.split(maxsplit=1)[0].lower() in speech().auxiliaries
    )
    if not opened or "?" in front or "?" in tail or _may_turn(front):
        return False
    if _CLOSES.match(told, end) and not _may_turn(tail):
        return True
    parted = _PARTED.match(told, end)
    return parted is not None and parted["next"].lower() not in _BOUND_TO and not _may_turn(said)


def _may_turn(text: str) -> bool:
    return any(map(_turns, words_of(text)))


@lru_cache(maxsize=20_000)
def _turns(word: str) -> bool:
    """Whether a lower-case word may turn what stands beside it: denial, result, wish, condition, hedge."""
    return (
        word in speech().negations
        or word in speech().splits
        or word in CONDITIONS
        or any(means(word, group) for group in ("failure", "success", "lacking", "wishes", "hedges"))
    )
