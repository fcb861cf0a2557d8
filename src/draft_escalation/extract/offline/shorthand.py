"""Tries told as notes, without a person or a verb: "Restart -> same", "cache cleared, nothing"."""

import re
from functools import cache
from typing import NamedTuple

from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.verbs import goes_on
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_ARROW = re.compile(r"(?<=\S)\s?(?:→|⇒|=>|-{1,2}>)\s?(?=\S)")
_VALUE = re.compile(r"[\"']?v?[\d.,:\s%-]{1,20}[\"']?$")
_SIGN = re.compile(
    r":\s|[,.;)]\s|\s[–—-]{1,2}\s|\s=\s|\.{2,3}\s?|\s(?=(?:and|but|und|aber|et|mais|y|pero|e|ma)\s)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\d\.\d|[\"“„«][^\"”“»]{2,40}[\"”“»]|\s(?:on|off|mounted|disabled|enabled|unplugged)$")
_NAME_ONLY = re.compile(
    r"\S{1,8}\s(?:[\"“„«]|(?:us|me|him|her|them|our|my|the other)\b"
    r"|[A-ZÀ-Þ][\w-]{2,30}(?:\s[A-ZÀ-Þ][\w-]{1,30}){0,3}(?:[.,;!]|$))"
)
"""Others who have it too: "same with Palewood"."""
_LEAD = re.compile(
    r"^(?:(?:so|and|also|then|but|now|it|und|dann|aber|jetzt|et|puis|y|pero|ahora|e|ma)\s){0,2}",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[\s>*•–—-]{0,8}(?:\d{1,2}[.)]\s)?(?:\d{1,2}:?\d{2}\s)?(?:(?:and|so|also|then|auch|aussi|también|anche)\s)?",
    re.IGNORECASE,
)
"""A list's mark, a number, a time, and a word or two that go on."""
_PARTICIPLE = re.compile(
    r"(?:ge\w{2,12}(?:t|en)|iert|sucht|prüft|glichen|fernt|bunden|ordnet|schoben|setzt|starten|stallieren)$",
    re.IGNORECASE,
)
"""What ends a German clause; an English one that ends with a verb has a person in it."""
_RELATIVE = re.compile(
    r"\b(?:the|every|each|any|those|these)\s(?:[\w-]{1,20}\s){0,2}"
    r"(?!(?:time|moment|day|night|morning|evening|week|hour)\s)[\w-]{1,20}\s(?=(?:I|we)\b)",
    re.IGNORECASE,
)
_LONGEST, _LONGEST_DEED, _LONGEST_REST, _MOST_WORDS = 400, 160, 60, 18


class _Words(Record):
    """shorthand.toml: patterns of results, of what opens a try, of deeds, and of what is none."""

    ends: tuple[str, ...]
    opens: tuple[str, ...]
    same: tuple[str, ...]
    deeds: tuple[str, ...]
    things: tuple[str, ...]
    aside: tuple[str, ...]
    barred: tuple[str, ...]
    bars: frozenset[str]


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
    match = None if _words().bars.isdisjoint(runs(text)) else _pattern("barred").search(text)
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


def ended(text: str, start: int) -> tuple[int, int] | None:
    """Gives where the words before a result of a few words end, and where it begins, behind a place."""
    for sign in _SIGN.finditer(text, start, start + _LONGEST_DEED):
        begin = sign.end() + len(_LEAD.findall(text[sign.end() :])[0])
        if sign[0].isspace() and goes_on(text, sign.end()):
            continue
        if _pattern("ends").match(text, begin):
            return sign.start(), begin
    return None


def is_result(text: str) -> bool:
    """Whether a short line is but a result: "same.", "No ack.", "And nothing changed"."""
    match = _pattern("ends").match(text, len(_LEAD.findall(text)[0]))
    return match is not None and len(text) - match.end() <= _LONGEST_REST


def opening(text: str, *, item: bool) -> tuple[int, int] | None:
    """Gives the clause that opens a line where it tells a deed without a person: "Sicherung angeschaut, …".

    The word for the deed opens the clause or ends it; in an item of a list it may stand anywhere.
    """
    text = straighten(text[:_LONGEST])
    sign = _SIGN.search(text, 0, _LONGEST_DEED)
    if sign is None or text.endswith("?") or _pattern("aside").match(text):
        return None
    mark = _MARK.match(text)
    begin = mark.end() if mark else 0
    act = _pattern("acts").search(text, begin, sign.start())
    closes = act and act.end() == sign.start() and _PARTICIPLE.search(act[0])
    stands = act and (item or act.start() == begin or closes)
    return (begin, sign.start()) if stands else None


def _ended(text: str) -> Note | None:
    """A result of a few words behind a colon, comma or dash, at the end or before the next clause."""
    for sign in _SIGN.finditer(text, 0, _LONGEST_DEED):
        deed = text[: sign.start()]
        if not _tells_a_deed(deed):
            continue
        begin = sign.end() + len(_LEAD.findall(text[sign.end() :])[0])
        if sign[0].isspace() and goes_on(text, sign.end()):
            continue
        if _pattern("ends").match(text, begin) or (sign[0] == ": " and _compares(deed)):
            return _note(text, sign.start(), begin)
    return None


def _compares(deed: str) -> bool:
    """Whether words name what it was tried on: a version, or a thing in quotes, behind "on" or "with"."""
    return _pattern("opens").match(deed) is not None and _NAMED.search(deed) is not None


def is_relative(text: str, start: int = 0) -> bool:
    """Whether a deed only tells which thing is meant: "the probes I looked at", the person at `start`."""
    return any(match.end() == start for match in _RELATIVE.finditer(text, max(0, start - _LONGEST_REST)))


def _tells_a_deed(words: str) -> bool:
    if len(words.split()) > _MOST_WORDS or _pattern("aside").match(words) or _RELATIVE.match(words):
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
    mark = _MARK.pattern
    joint = r"(?:and|but|so|though|with|on|und|aber|et|mais|y|pero)"
    forms = {
        "ends": rf"(?:{'|'.join(words.ends)})(?=$|[.,;!)(]|\s{joint}\b|\s[–—-]\s|:\s)",
        "opens": rf"{mark}(?:{'|'.join(map(re.escape, words.opens))})\s\S",
        "deeds": rf"(?<!\w)(?:{'|'.join((*words.deeds, *words.things))})(?!\w)",
        "acts": rf"(?<!\w)(?:{'|'.join(words.deeds)})(?!\w)",
        "same": rf"{mark}(?P<result>{'|'.join(words.same)})\s"
        r"(?P<deed>(?:with(?:out)?|w/o?|on|after|when|mit|ohne|bei|avec|sans|con|sin)\s\S)",
        "barred": rf"(?<!\w)(?:{'|'.join(words.barred)})",
        "aside": rf"{mark}(?:{'|'.join(words.aside)})(?!\w)",
    }
    return re.compile(forms[name], re.IGNORECASE)
