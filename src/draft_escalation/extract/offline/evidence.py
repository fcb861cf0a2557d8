"""Exact error texts: log lines, codes, and what a message on the screen says."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.attempts import attempts
from draft_escalation.extract.offline.choose import Candidate
from draft_escalation.extract.offline.told import under_heading
from draft_escalation.extract.offline.trim import clipped, shortened
from draft_escalation.extract.offline.verbs import checked
from draft_escalation.extract.offline.view import Spoken, View

_MOST = 6
_LONGEST = 2_000
_FAILURE = re.compile(
    r"(?<![A-Za-z])(?:error|err|exception|fatal|panic|critical|severe|failed|failure|fail|"
    r"unexpected|refused|denied|timed?[ -]?out|timeout|traceback|abort(?:ed)?|crash(?:ed)?"
    r"|sig(?:abrt|segv|bus|fpe|ill|sys)|oom|out of memory|cannot|could not|unable|invalid|"
    r"not found|deadlock|overflow|corrupt\w{0,6}|expired|rejected|killed|warn(?:ing)?|skipped|"
    r"50[0234]|40[0134]|429"
    r"|fehler\w{0,12}|fehlgeschlagen|abgelehnt|erreur|échec|refusé|error(?:es)?|fallo|rechazad[oa])(?!\w)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![\w/.#-])(?:[A-Z]{2,20}::[A-Z_]{4,60}|[A-Z]{1,20}(?:_[A-Z0-9]{2,30}){1,6}|"
    r"0x[0-9A-Fa-f]{4,16}|SIG(?:ABRT|SEGV|BUS|FPE|ILL|SYS)|[A-Z]{1,6}-?\d{3,6}|ORA-\d{4,5}|"
    r"(?:HTTP\s|status\s|code\s|error\s|fehler\s|fehlercode\s|erreur\s|código\s|codes\s|"
    r"errors\s)(?:code\s|status\s|error\s|no\.?\s|nr\.?\s|"
    r"number\s)?:?\s?#?[A-Z]{0,4}-?\d{2,6}|[45]\d\ds?(?=\s(?:error|on|from|response|bad|"
    r"internal|not|gateway|service|forbidden|unauthorized))"
    r"|(?:[A-Z][a-z0-9]{1,30}){1,5}(?:Exception|Error)|[a-z]\w{2,40}(?:Error|Exception))(?![\w-])",
)
_WORDED_CODE = re.compile(
    r"(?<!\w)(?:https?|status|error|errors|code|fehler|fehlercode|erreur|código|"
    r"error code)\s(?:code\s|status\s|error\s|no\.?\s|nr\.?\s|"
    r"number\s)?:?\s?#?[A-Za-z]{0,4}-?\d{2,6}(?![\w.,:]\d)",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"[\"“”„«「](?P<quote>[^\"“”„«»「」\n]{3,300})[\"“”»」]|"
    r"(?<!\w)'(?P<single>[^'\n]{6,300})'(?!\w)|`(?P<tick>[^`\n]{3,300})`"
)
_QUOTES = frozenset("\"“”„«「'`")
_SAYS = re.compile(
    r"(?<!\w)(?:error|errors|message|messages|exception|warning|popup|pop-up|dialog|banner|"
    r"toast|screen|log|logs|says?|saying|said|shows?|showing|displays?|displayed|reads?|"
    r"reading|states?|returns?|returned|throws?|threw|fails? with|failed with|prints?|"
    r"responds?|gives?"
    r"|fehler|fehlermeldung|meldung|meldet|zeigt|steht|erscheint|erreur|message|affiche|"
    r"affichage|indique|dice|muestra|aparece|mensaje)(?!\w)",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"(?<!\w)(?:errors?|error message|message|exception|log|logs|traceback|fehler|"
    r"fehlermeldung|meldung|erreur|mensaje)(?:[^\n:]{0,160})[:：](?=\s|"
    r"$)\s?(?P<said>\S.{4,400})?$",
    re.IGNORECASE,
)
_PERSON_SAYS = re.compile(
    r"(?<!\w)(?:he|she|they|who|customer|user|colleague|manager|team|we|"
    r"i)\s(?:also\s)?(?:says?|said|wrote|saying|read)(?!\w)",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"\[?image|.{0,80}\d×\d", re.IGNORECASE)
_COLOUR = re.compile(r"\x1b?\[\d{0,2}(?:;\d{1,3}){0,4}m")
_COLOURED_ID = re.compile(r"\x1b?\[\d{0,2}(?:;\d{1,3}){0,4}m(?=\w{0,60}[\d_])\w{1,120}[\s|:-]{0,8}")
"""A name glued to its colour: a reader of the raw line cannot tell where it begins."""
_WEIGHTY = re.compile(
    r"\b(?:ERROR|FATAL|CRITICAL|PANIC|SEVERE|[Tt]raceback|[Uu]nexpected|EOF|"
    r"[A-Za-z]{2,40}(?:Error|Exception))\b"
)
_CLOCK = re.compile(r"[\d\W_]+")
_SHORTEST, _AROUND = 8, 60
_CODE_ONLY, _RANKED = 3.5, 60
_HEALTHY = re.compile(r"\b(?:INFO|DEBUG|success|succeeded|OK|terminated with success)\b")


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives error texts verbatim, the most exact ones."""
    deeds = {one.place for one in attempts(view) if one.surety == "sure"}
    worded = (one for one in _worded(view) if one.score != _CODE_ONLY or one.place not in deeds)
    found = (*under_heading(view, "evidence"), *_logged(view), *worded)
    return tuple(one.fact for one in _distinct(map(_plain, found)))[:_MOST]


def _plain(one: Candidate) -> Candidate:
    """Without the colour codes of a terminal."""
    text = " ".join(_COLOUR.sub("", _COLOURED_ID.sub("", one.fact.text)).split())
    return Candidate(one.place, one.score, one.fact.model_copy(update={"text": text}))


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """The most telling first; the same words with another time, and a part of what is told, once."""
    kept: dict[str, Candidate] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.place))[:_RANKED]:
        words = _CLOCK.sub(" ", one.fact.text.lower()).strip()
        if words and not any(words in told for told in kept):
            kept[words] = one
    return list(kept.values())


def _logged(view: View) -> Iterator[Candidate]:
    """Log lines that tell of a failure; the last line of a traceback more than its frames."""
    for place, spoken in enumerate(view.spoken):
        if "log" not in spoken.line.flags:
            continue
        text = spoken.text[:_LONGEST]
        if _FAILURE.search(text):
            score = (
                4.0
                + (1.5 if _CODE.search(text) else 0)
                + (1.0 if _WEIGHTY.search(text) else 0)
                - (2.5 if _HEALTHY.search(text) else 0)
            )
            yield Candidate(place, score, spoken.fact(clipped(text)))


def _worded(view: View) -> Iterator[Candidate]:
    """Quoted messages, codes, and the line after one that announces a message."""
    announced = ""
    for place, spoken in enumerate(view.spoken):
        flags = set(spoken.line.flags)
        if {"log", "code"}.intersection(flags):
            announced = ""
            continue
        text = spoken.text[:_LONGEST]
        if announced == spoken.message.id and len(text) > _SHORTEST and not _IMAGE.match(text):
            yield Candidate(place, 4.5, spoken.fact(clipped(text)))
        goes_on = announced == spoken.message.id and text.endswith(":")
        announced = spoken.message.id if goes_on or _announces(text) else ""
        if spoken.message.id != "m0" and (one := _in_line(place, spoken, text)):
            yield one._replace(score=one.score + (1.5 if _WEIGHTY.search(_COLOUR.sub(" ", text)) else 0))


def _announces(text: str) -> bool:
    match = _announcement(text)
    return match is not None and not match["said"]


def _announcement(text: str) -> re.Match[str] | None:
    return _ANNOUNCES.search(text) if ":" in text or "：" in text else None


def _in_line(place: int, spoken: Spoken, text: str) -> Candidate | None:
    asked = text.endswith("?") and spoken.message.role == "agent"
    quotes = [
        m
        for m in (() if _QUOTES.isdisjoint(text) else _QUOTE.finditer(text))
        if _SAYS.search(text, max(0, m.start() - 80), m.start()) or _FAILURE.search(m[0])
    ]
    if quotes and not asked and (_FAILURE.search(text) or not _PERSON_SAYS.search(text)):
        says = (
            clipped(text) if len(text) <= 200 else clipped(_around(text, quotes[0].start(), quotes[-1].end()))
        )
        return Candidate(place, 4.0, spoken.fact(shortened(says)))
    if (match := _announcement(text)) and match["said"]:
        return Candidate(place, 4.5, spoken.fact(clipped(match["said"])))
    code = _CODE.search(text) or _WORDED_CODE.search(text)
    if (
        code
        and not asked
        and not checked(text)
        and (_FAILURE.search(text) or code[0].endswith(("Error", "Exception")))
    ):
        return Candidate(place, _CODE_ONLY, spoken.fact(shortened(text)))
    return None


def _around(text: str, start: int, end: int) -> str:
    """A span with the words before it, begun at a whole word."""
    begin = max(0, start - _AROUND)
    return text[text.find(" ", begin, start) + 1 if begin else 0 : end]
