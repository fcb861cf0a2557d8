"""Tries told as notes, without a person or a verb: "Restart -> same", "cache cleared, nothing"."""

import re
from functools import cache
from typing import NamedTuple

from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_ARROW = re.compile(r"(?<=\S)\s?(?:→|⇒|=>|-{1,2}>)\s?(?=\S)")
_VALUE = re.compile(r"[\"']?v?[\d.,:\s%-]{1,20}[\"']?$")
_SIGN = re.compile(r":\s|,\s|;\s|\s[–—-]{1,2}\s|\s=\s|\.{2,3}\s?")
_NAMED = re.compile(r"\d\.\d|[\"“„«][^\"”“»]{2,40}[\"”“»]|\s(?:on|off|mounted|disabled|enabled|unplugged)$")
_NAME_ONLY = re.compile(
    r"\S{1,8}\s(?:[\"“„«]|(?:us|me|him|her|them|our|my|the other)\b"
    r"|[A-ZÀ-Þ][\w-]{2,30}(?:\s[A-ZÀ-Þ][\w-]{1,30}){0,3}(?:[.,;!]|$))"
)
"""Others who have it too: "same with Palewood"."""
_LEAD = re.compile(r"^(?:(?:so|and|also|then|und|dann|et|y)\s)?")
_LONGEST, _LONGEST_DEED, _MOST_WORDS = 400, 160, 18


class _Words(Record):
    """shorthand.toml: patterns of results, of what opens a try, of deeds, and of what is none."""

    ends: tuple[str, ...]
    opens: tuple[str, ...]
    same: tuple[str, ...]
    deeds: tuple[str, ...]
    aside: tuple[str, ...]
    barred: tuple[str, ...]


class Note(NamedTuple):
    """A try and its result as spans of a line: what was done, what came of it."""

    deed: tuple[int, int]
    result: tuple[int, int]


def note(text: str, *, staff: bool = False) -> Note | None:
    """Gives the try that a line notes with its result; None where it is prose, a path or a field.

    `staff`: what support cannot do against it counts too.
    """
    if len(text) > _LONGEST or text.endswith("?"):
        return None
    text = straighten(text)
    return _pointed(text) or _same_with(text) or _ended(text) or (_barred(text) if staff else None)


def _barred(text: str) -> Note | None:
    """A way that is closed: the clause is the result of what stands in it."""
    match = _pattern("barred").search(text)
    deed = next((name for name, words in match.groupdict().items() if words), None) if match else None
    return Note(match.span(deed), match.span()) if match and deed else None


def _pointed(text: str) -> Note | None:
    """An arrow between a deed and its result; several lead along a path, one between values changes them."""
    arrows = list(_ARROW.finditer(text))
    if len(arrows) != 1 or "->" in text[:3]:
        return None
    deed, result = text[: arrows[0].start()], text[arrows[0].end() :]
    if _VALUE.fullmatch(deed) or not deed.strip(" -*•") or _pattern("aside").match(deed):
        return None
    telling = (
        _pattern("deeds").search(deed) or _pattern("ends").match(result) or _pattern("opens").match(deed)
    )
    return _note(text, arrows[0].start(), arrows[0].end()) if telling else None


def _same_with(text: str) -> Note | None:
    """The result in front: "Same with mods off", "No luck with another cable"."""
    match = _pattern("same").match(text)
    if match is None or _NAME_ONLY.match(text, match.start("deed")):
        return None
    ends = re.search(r"[,;.](?:\s|$)", text[match.end() :])
    end = match.end() + ends.start() if ends else len(text)
    return Note((match.start("deed"), end), (match.start("result"), match.end("result")))


def _ended(text: str) -> Note | None:
    """A result of a few words behind a colon, comma or dash, at the end or before the next clause."""
    for sign in _SIGN.finditer(text, 0, _LONGEST_DEED):
        deed = text[: sign.start()]
        if not _tells_a_deed(deed):
            continue
        begin = sign.end() + len(_LEAD.findall(text[sign.end() :])[0])
        if _pattern("ends").match(text, begin) or (sign[0] == ": " and _compares(deed)):
            return _note(text, sign.start(), begin)
    return None


def _compares(deed: str) -> bool:
    """Whether words name what it was tried on: a version, or a thing in quotes, behind "on" or "with"."""
    return _pattern("opens").match(deed) is not None and _NAMED.search(deed) is not None


def _tells_a_deed(words: str) -> bool:
    if len(words.split()) > _MOST_WORDS or _pattern("aside").match(words):
        return False
    return (_pattern("opens").match(words) or _pattern("deeds").search(words)) is not None


def _note(text: str, cut: int, begin: int) -> Note:
    return Note((0, cut), (begin, len(text)))


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/shorthand.toml", _Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _words()
    mark = r"[\s>*•–—-]{0,8}(?:\d{1,2}[.)]\s)?(?:\d{3,4}\s)?(?:(?:and|so|also|then)\s)?"
    joint = r"(?:and|but|so|though|with|on|und|aber|et|mais|y|pero)"
    forms = {
        "ends": rf"(?:{'|'.join(words.ends)})(?=$|[.,;!)(]|\s{joint}\b|\s[–—-]\s|:\s)",
        "opens": rf"{mark}(?:{'|'.join(map(re.escape, words.opens))})\s\S",
        "deeds": rf"(?<!\w)(?:{'|'.join(words.deeds)})(?!\w)",
        "same": rf"{mark}(?P<result>{'|'.join(words.same)})\s"
        r"(?P<deed>(?:with(?:out)?|w/o?|on|after|when|mit|ohne|bei|avec|sans|con|sin)\s\S)",
        "barred": rf"(?<!\w)(?:{'|'.join(words.barred)})",
        "aside": rf"{mark}(?:{'|'.join(words.aside)})(?!\w)",
    }
    return re.compile(forms[name], re.IGNORECASE)
