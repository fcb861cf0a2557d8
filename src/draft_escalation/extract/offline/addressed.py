"""Requests that name whom they are for, or say what is needed: "Dev pls: stop it", "need someone to look"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from draft_escalation.brief.model import AskKind, Fact
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import speaker, spoken_plainly
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_HINTS = (
    *("need", "pls", "plz", "please", "kindly", "bitte", "ask", "request", "want", "like", "decision"),
    *("action", "brauch", "benötig", "anliegen", "gewünscht", "faut", "demande", "besoin", "svp", "plaît"),
    *("favor", "petición", "pedido", "necesit", "richiesta", "question", "could", "can", "should", "must"),
    *(" to ", ":", "->", "→"),
)
_READABLE = 1_500
_SHORTEST = 8
_MOST_ITEMS = 4
_OPENS = r"(?:^|(?<=[.;!?\])])\s|->\s?|→\s?|[+(•*–—-]\s{0,2}|\d{1,2}[.)]\s)"
_TO_CUSTOMER = re.compile(r"\b(?:you|your|yours|sie|ihr|ihre[nm]?|vous|votre|usted|su)\b", re.IGNORECASE)

_SOME_TEAM = (
    r"(?:the\s)?@?[\w/-]{2,24}(?:\s(?:team|folks|people|colleagues|office|side|guys|group|desk|on-call))?"
)
_HANDLE = re.compile(r"(?<!\w)@([\w.-]{2,30})")

_ONE = r"(?:someone|somebody|anyone|anybody|one\sof|jemand|quelqu'un|alguien)"
_MUST = r"(?:needs?\sto|should|must|ha(?:s|ve)\sto)"
_ASKING = (
    r"(?:(?:i|we)(?:'m|'ve|'re|'d|\shave|\sam|\sare|\swould|\swill|'ll)?\s|^)(?:(?:now|also|to)\s)?"
    r"(?:ask(?:ed|ing)?|request(?:ed|ing)?|want(?:ed)?|like|need(?:ed)?)"
)
_WANTING = (
    r"(?:(?:a|my|our)\s)?request\s(?:for|to)\s.{6,}|(?:we|i)(?:'d|\swould)\slike\sa\sdecision\s.{4,}"
    r"|(?:(?:we|i)\s)?(?:would\s)?(?:need|needs|want|wants|await|awaits)\s(?:a\s)?"
    r"(?:decision|approval|sign-off|go-ahead|yes)\s.{4,}"
)
_TO_BE_DONE = (
    r"(?:(?!to\b|that\b|an?\b)[\w'-]{1,30}\s){1,5}?"
    r"(?:[a-z]{2,20}(?:ed|en)|done|cut|shut|put|sent|off|out|back|undone|rebuilt|reset|rerun)(?!\w).{0,200}"
)
_QUESTION = (
    r"(?:(?:can|could|may|should|shall|would|do|did)\s(?:we|i|you|it|this|that|the)|is\s(?:there|it|this|that|the)"
    r"|are\s(?:there|these|we|they)|what|why|how|when|who|where|which|can\sits?|kann|können|dürfen|sollen"
    r"|peut-on|pouvons-nous|podemos|se\spuede|possiamo)\s"
)
_WITH_TEAM = frozenset({"named", "question", "to", "one_of", "asked", "duty"})
_NEEDS = frozenset({"need", "needs"})
_TELLING = {
    "asked": _NEEDS.union(
        ("ask", "asked", "asking", "request", "requested", "requesting", "want", "wanted", "wants"),
        ("like", "needed", "await", "awaits"),
    ),
    "duty": frozenset({"someone", "somebody", "they"}),
    "one_of": frozenset({"someone", "somebody", "anyone", "anybody", "one", "jemand", "quelqu", "alguien"}),
    "what_is": frozenset({"what"}),
    "need": _NEEDS,
    "helper": _NEEDS,
    "wished": frozenset({"necesito", "necesitamos", "pido", "pedimos", "demande", "demandons", "demander"}),
    "may_we": frozenset({"we", "i"}),
}
"""Words one of which stands in a form, where no team does."""


class _Words(Record):
    """addressed.toml."""

    teams: tuple[str, ...]
    please: tuple[str, ...]
    acts: tuple[str, ...]
    labels: tuple[str, ...]
    needed: tuple[str, ...]
    kinds: dict[AskKind, tuple[str, ...]]


class Request(NamedTuple):
    """What is asked of the team: its words with their lines, its place, its kind."""

    place: int
    fact: Fact
    kind: AskKind
    of_staff: bool = True


@lru_cache(maxsize=2)
def requests(view: View) -> tuple[Request, ...]:
    """Gives every request to a team, in the order of the thread; what support asks the customer is none."""
    return tuple(_requests(view))


def _requests(view: View) -> Iterator[Request]:
    opened = ""
    customers = frozenset(
        message.author.lower()
        for message in view.thread.messages
        if message.author and speaker(message) == "customer"
    )
    for place, spoken in enumerate(view.spoken):
        item = "list" in spoken.line.flags and opened == spoken.message.id
        opened = opened if item else ""
        if not spoken_plainly(spoken) or speaker(spoken.message) == "record":
            continue
        text = straighten(spoken.text[:_READABLE])
        said = _said(text, spoken, customers) if _hinted(text) else None
        if said is not None and len(said) < _SHORTEST and text.endswith(":"):
            opened = spoken.message.id
        elif said is not None or item:
            fact = _fact(spoken, said, view.spoken[place + 1 : place + 2])
            yield Request(place, fact, kind_of(said or text), speaker(spoken.message) == "staff")


def _fact(spoken: Spoken, said: str | None, behind: tuple[Spoken, ...]) -> Fact:
    """The words of a request, with the next line where it is cut in brackets ("ring her (no. …")."""
    if said is None or said.count("(") <= said.count(")") or not behind:
        return spoken.fact(shortened(said or spoken.text))
    lines = (spoken.line.id, behind[0].line.id)
    return Fact(text=shortened(f"{said} {behind[0].text}"), lines=lines)


def kind_of(text: str) -> AskKind:
    """Gives the kind that the first telling word of a request names; to look into it where none does.

    Who shall tell or look and then decide is asked to decide.
    """
    named = [kind for match in _kinds().finditer(text) for kind in _words().kinds if match[kind]]
    first = named[0] if named else "investigate"
    weighty = (kind for kind in named if kind in {"decide", "approve"})
    return next(weighty, first) if first in {"provide", "investigate"} else first


def _said(text: str, spoken: Spoken, customers: frozenset[str]) -> str | None:
    """The words of a request in a line, from the team that it names on; None where the line asks no team."""
    who = speaker(spoken.message)
    public = who == "staff" and spoken.message.visibility == "public"
    teamed = _teams().search(text) is not None
    for name in (
        "named",
        "question",
        "to",
        "one_of",
        "label",
        "what_is",
        "asked",
        "wished",
        "duty",
        *(("need",) if who == "staff" else ("helper",)),
        *(("may_we",) if spoken.message.visibility == "internal" else ()),
    ):
        for match in _pattern(name).finditer(text) if _may_stand(name, text, teamed=teamed) else ():
            whom = "whom" if "whom" in match.re.groupindex else "said"
            said = spoken.text[match.start(whom) : _READABLE].strip(" -–—>→+*•([")
            if not (public and _asks_customer(match[0], said, customers)) or "decision" in match[0].lower():
                return said
    return None


def _asks_customer(words: str, said: str, customers: frozenset[str]) -> bool:
    """Whether a public request speaks to the customer: not where it calls on somebody else by a handle."""
    handle = _HANDLE.search(words)
    if handle and handle[1].lower() not in customers:
        return False
    return _TO_CUSTOMER.search(words + said) is not None


def _hinted(text: str) -> bool:
    return any(map(text.lower().__contains__, _HINTS))


def _may_stand(form: str, text: str, *, teamed: bool) -> bool:
    """Whether a form may stand in a text at all, by the words that it cannot do without."""
    if form == "label":
        return ":" in text or "=" in text
    if form in _WITH_TEAM and (teamed or (form == "named" and "@" in text)):
        return True
    return not _TELLING.get(form, frozenset()).isdisjoint(runs(text))


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/addressed.toml", _Words)


@cache
def _teams() -> Listed:
    return Listed(_words().teams, patterns=True)


@cache
def _kinds() -> re.Pattern[str]:
    groups = (f"(?P<{kind}>{'|'.join(words)})" for kind, words in _words().kinds.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _words()
    please, acts, needed = ("|".join(one) for one in (words.please, words.acts, words.needed))
    team = (
        rf"(?:the\s)?@?(?:{'|'.join(words.teams)})(?:[-/]\w{{1,20}}){{0,2}}(?:\s\([^()]{{1,40}}\))?"
        r"(?:\s(?:team|folks|people|colleagues|office|side|guys))?"
    )
    to = r"(?:an die|an das|an den|an|to|for|over to|à l'équipe|à|al|a)\s"
    begin = rf"(?:{_OPENS}|,\s|\b(?:we|so|and|also|it|this|i|just|still)\s)"
    forms = {
        "named": rf"{_OPENS}(?:so\s)?(?P<whom>{team}|@[\w.-]{{2,30}})(?!\w)"
        rf"(?:\s?[,:]?\s(?P<plea>{please})\s?[:,]?|\s?[,:–—]|\s-)\s{{0,3}}(?P<said>(?(plea)\S|(?:{please}|{acts}|\(?[1a]\))(?!\w)).{{6,}})",
        "question": rf"{_OPENS}(?P<whom>@{team}(?!\w)[,:]?|{team}[,:])\s(?P<said>{_QUESTION}[^?]{{3,}}\?)",
        "to": rf"{_OPENS}(?:(?:{please})\s)?(?:(?:gleich|sofort|direkt|straight|now|at\sonce)\s)?"
        rf"{to}{team}\s?:\s(?P<said>.{{6,}})",
        "one_of": rf"(?P<said>(?<!\w)(?:{please}|could|can)\s{_ONE}\s"
        rf"(?:from|in|on|at|of|aus|de)\s{_SOME_TEAM}(?!\w).{{6,}}"
        rf"|(?<!\w){_ONE}\s(?:from|in|on|at|of)\s{_SOME_TEAM}\s(?:{please})\s.{{6,}})",
        "label": rf"{_OPENS}(?:so\s)?(?:{'|'.join(words.labels)})\s?(?:\([^)]{{1,40}}\))?\s?"
        r"[:=]\s?(?P<said>.*)",
        "asked": rf"(?<!\w)(?P<said>{_ASKING}\s(?:them|you|{_ONE}|{team})\s"
        r"(?:for|to|what|why|whether|if)\s.{6,}"
        rf"|(?<=,\s)asking\s(?:them|him|her|{_ONE}|{team})\s(?:for|to)\s.{{6,}}"
        rf"|{_WANTING}|(?:we|i)(?:'d|\swould)\slike\s{team}\sto\s.{{4,}}"
        rf"|(?:can|could|would)\s{team}\s(?:please\s)?(?:{acts})(?!\w).{{4,}})",
        "duty": rf"(?<!\w)(?P<said>{team}\s(?:please\s)?(?:{_MUST}|to)\s(?:please\s)?(?:{acts})(?!\w).{{4,}}"
        rf"|(?:someone|somebody)\s[^.,;:]{{0,60}}?{_MUST}\s.{{4,}}|(?<=,\s)they\sneed\sto\s(?:{acts})(?!\w).{{4,}})",
        "need": rf"{begin}(?P<said>(?:(?:really|also|now|urgently)\s)?needs?\s(?:{needed})(?!\w).{{6,}}"
        rf"|needs?\s{_TO_BE_DONE})",
        "what_is": rf"{_OPENS}(?:all\s|so\s)?what\s(?:i|we)\s(?:really\s)?(?:need|want)"
        r"(?:\s(?:now|from\s[\w/ ]{2,20}))?\sis\s(?P<said>.{4,})",
        "wished": r"(?<!\w)(?P<said>(?:necesit(?:o|amos)|pido|pedimos)\sque\s.{6,}"
        r"|(?:(?:je|nous)\s)?demand(?:e|ons|er)\s(?:de\s|d'|un|une|le|la)(?!\w{1,3}\sn).{4,})",
        "may_we": r"^(?P<said>(?:can|could|may|should|shall)\s(?:we|i)\s[^?]{4,}\?)",
        "helper": rf"{begin}(?P<said>needs?\s(?:someone|somebody|{team})\s(?:who|to|from)\s.{{6,}})",
    }
    return re.compile(forms[name], re.IGNORECASE)
