"""Where sentences end, in English, German, French and Spanish."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.tables import Record, read_table

_STOP = re.compile(r"[.!?…]{1,10}+[\"'”’»)\]*_]{0,4}+(?=\s)|[。！？]{1,10}+")
_SPACE = re.compile(r"\s*+")
_NEXT_WORD = re.compile(r"[\W_]{0,4}([^\W\d_]{1,30})")
_ZONE = re.compile(r"[A-Z]{2,5}\b")
_LONGEST_WORD = 40
_OPENING = "([{\"'“„«‚‘¿¡*_"
_CLOSING = "\"'”’»)]*_"
_MONTHS = re.compile(
    r"(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|oct|okt|nov|dec|dez|fév|avr|juin|juil|aoû|déc|ene|abr|ago|dic)",
    re.IGNORECASE,
)


class StopWords(Record):
    """Words around a full stop or a line end that tell whether the sentence goes on (lines.toml)."""

    never_last: frozenset[str]
    perhaps_last: frozenset[str]
    before_number: frozenset[str]
    mid_sentence: frozenset[str]


@cache
def stop_words() -> StopWords:
    """The table, read once."""
    return read_table("draft_escalation.thread", "lines.toml", StopWords)


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Gives where the second and later sentences of `text[start:end]` begin, in order."""
    first = start
    for stop in _STOP.finditer(text, start, end):
        match = _SPACE.match(text, stop.end(), end)
        at = match.end() if match else end
        if at < end and _ends(text, stop, first, text[at : at + _LONGEST_WORD]):
            yield at
            first = at


def _ends(text: str, stop: re.Match[str], first: int, following: str) -> bool:
    signs = stop.group()
    bare = signs.rstrip(_CLOSING)
    lower_next = following[0].islower()
    if bare[0] in "。！？":
        return True
    if bare != signs and lower_next:
        return False
    if "!" in bare or "?" in bare:
        return True
    word = _word_before(text, first, stop.start())
    if len(bare) > 1 or bare == "…":
        return not lower_next and bool(word)
    return not _goes_on(word, following, is_first=stop.start() - len(word) <= first)


def _word_before(text: str, first: int, end: int) -> str:
    words = text[max(first, end - _LONGEST_WORD) : end].split()
    return words[-1].lstrip(_OPENING) if words and not text[end - 1].isspace() else ""


def _goes_on(word: str, following: str, *, is_first: bool) -> bool:
    """Whether the stop after `word` belongs to an abbreviation, an initial, an ordinal or a list number."""
    words, lower = stop_words(), word.lower()
    if not word or lower in words.never_last:
        return True
    if lower in words.before_number:
        return following[0].isdigit()
    if lower in words.perhaps_last:
        return not following[0].isupper() or bool(_ZONE.match(following))
    if word.isdigit() and len(word) <= 2:
        next_word = _NEXT_WORD.match(following)
        return is_first or following[0].islower() or bool(next_word and _MONTHS.match(next_word[1]))
    return len(word) == 1 and word.isalpha() and word != "I"
