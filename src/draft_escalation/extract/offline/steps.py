"""How to get there, one step each: lists, code and headings that show it, else somebody's account of it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.headings import is_heading, under
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.trim import says_nothing, shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table

_MOST = 15
_LONGEST = 1_000
_COMMENT = re.compile(r"\s{0,40}(?:#|//|--|/\*|\*)")
_SENTENCE_END = re.compile(r"[.;]\s{1,3}(?=[A-ZÄÖÜÉ])")

_OUTCOME = re.compile(
    r",\s|;\s|\s[–—&]\s|\s(?:and|but|then|und|aber|et|mais|y|pero)\s(?:it|the|i|we|immediately|nothing|there|shows?|gets?|es|der|die|das|il|la|le|el)\s"
    r"|\s(?:i|we|it)\s(?:still\s|then\s|always\s)?(?:get|see|shows?|says?|gives?|crash\w{0,3}|fails?|am|are|is)\s",
    re.IGNORECASE,
)


class _Words(Record):
    """Words of steps.toml."""

    verbs: tuple[str, ...]
    subjects: tuple[str, ...]
    between: tuple[str, ...]
    conditions: tuple[str, ...]
    ways: tuple[str, ...]
    shown_by: tuple[str, ...]
    exact: tuple[str, ...]
    aside: tuple[str, ...]


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/steps.toml", _Words)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _verbs() -> str:
    return _any([form for verb in _words().verbs for form in verb.split("|")])


@cache
def _verb_first() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_any(_words().between)})\s)?(?:{_verbs()})(?!\w)", re.IGNORECASE)


@cache
def _account() -> re.Pattern[str]:
    """ "When I click", "I open", "by clicking": up to the verb, which the step begins with."""
    words = _words()
    subject = rf"(?:{_any(words.subjects)})(?:(?<=')|(?:'ve|'m|'re)?\s)(?:(?:{_any(words.between)})\s){{0,2}}"
    when = rf"(?P<when>(?:{_any(words.conditions)})\s(?:{subject})?)"
    way = rf"(?P<way>(?:{_any(words.ways)})\s)"
    return re.compile(rf"(?<![\w'-])(?:{when}|{way}|{subject})(?P<verb>(?:{_verbs()})(?!\w))", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    """Between two actions of a sentence: a comma, "and", "then" with a verb after it."""
    words = _words()
    subject = rf"(?:(?:{_any(words.subjects)})\s)?(?:(?:{_any(words.between)})\s){{0,2}}"
    joint = r"(?:,\s(?:and\s|then\s|and\sthen\s)?|;\s|\s(?:and|then|und|et|y|puis|luego)\s(?:then\s|dann\s)?)"
    return re.compile(rf"{joint}{subject}(?=(?:{_verbs()})(?!\w))", re.IGNORECASE)


@cache
def _has(kind: str) -> re.Pattern[str]:
    words: tuple[str, ...] = getattr(_words(), kind)
    return re.compile(rf"(?<![\w'])(?:{_any(words)})(?!\w)", re.IGNORECASE)


def find(view: View) -> tuple[Fact, ...]:
    """Gives the steps in the thread's order; an account in prose only where nothing shows them exactly."""
    shown = [*_under_headings(view), *_in_code(view), *_in_lists(view)]
    facts = shown or list(_accounts(view))
    place = {spoken.line.id: number for number, spoken in enumerate(view.spoken)}
    once = {(fact.text.lower(), fact.lines): fact for fact in facts}
    return tuple(sorted(once.values(), key=lambda fact: place[fact.lines[0]])[:_MOST])


def _under_headings(view: View) -> Iterator[Fact]:
    for part in under(view, "steps"):
        if _verb_first().match(shortened(part.text)) or {"list", "code"}.intersection(part.spoken.line.flags):
            yield from _split(part.spoken, shortened(part.text, _LONGEST))


def _in_code(view: View) -> Iterator[Fact]:
    """Each statement of code that somebody says shows it."""
    leads = False
    for spoken in view.spoken:
        if not {"code", "log"}.intersection(spoken.line.flags):
            leads = spoken.text.endswith(":") and _has("exact").search(straighten(spoken.text)) is not None
        elif leads and "code" in spoken.line.flags and not _COMMENT.match(spoken.text):
            yield spoken.fact()


def _in_lists(view: View) -> Iterator[Fact]:
    """Lists of which two items or more begin with an action, and lists that a step leads to."""
    for lead, items in _lists(view):
        texts = [shortened(item.text) for item in items]
        acts = sum(1 for text in texts if _verb_first().match(text))
        leads = lead is not None and _has("shown_by").search(straighten(lead.text)) is not None
        numbered = items[0].text.lstrip("(")[:1].isdigit()
        if (leads and (acts or lead is not None and _starts(lead))) or (
            acts >= 2 and numbered and speaker(items[0].message) == "customer" and not _is_aside(lead)
        ):
            if lead is not None and _starts(lead):
                yield from _split(lead, lead.text.rstrip(":"), told=True)
            yield from (item.fact(text) for item, text in zip(items, texts, strict=True))


def _starts(lead: Spoken) -> bool:
    return _account().search(straighten(lead.text)) is not None and not _is_aside(lead)


def _lists(view: View) -> Iterator[tuple[Spoken | None, list[Spoken]]]:
    """Runs of list items with the line before them; a number one starts a new run."""
    lead: Spoken | None = None
    items: list[Spoken] = []
    for spoken in view.spoken:
        if "list" in spoken.line.flags and (not items or spoken.message is items[0].message):
            items.append(spoken)
            continue
        if items:
            yield lead, items
        items = [spoken] if "list" in spoken.line.flags else []
        lead = None if items else spoken
    if items:
        yield lead, items


def _accounts(view: View) -> Iterator[Fact]:
    """What people tell in prose; where somebody tells several steps, single ones of others are left out."""
    told: dict[str, list[Fact]] = {}
    for fact in _told(view):
        said = told.setdefault(fact.lines[0].partition(".")[0], [])
        if fact.text.lower() not in {one.text.lower() for one in said}:
            said.append(fact)
    least = min(2, max(map(len, told.values()), default=0))
    for facts in told.values():
        yield from facts if len(facts) >= least else ()


def _told(view: View) -> Iterator[Fact]:
    """Sentences in which somebody tells what they do."""
    for spoken in view.spoken:
        if speaker(spoken.message) == "record" or {"code", "log", "table"}.intersection(spoken.line.flags):
            continue
        text = spoken.text
        if len(text) <= _LONGEST and "?" not in text[-3:] and not _is_aside(spoken):
            staff = speaker(spoken.message) == "staff" and not _has("exact").search(straighten(text))
            if not staff and not is_heading(text) and not says_nothing(text):
                yield from _split(spoken, text, told=True)


def _is_aside(spoken: Spoken | None) -> bool:
    return spoken is not None and _has("aside").search(straighten(spoken.text)) is not None


def _split(spoken: Spoken, text: str, *, told: bool = False) -> Iterator[Fact]:
    """The single actions of a sentence; `told`: from the verb of the account on, its outcome left out."""
    if told:
        match = _account().search(straighten(text))
        if match is None:
            return
        text = text[match.start("verb") :]
    for piece in _pieces(text):
        action = shortened(_outcome_off(piece) if told else piece).rstrip(" .,;:")
        if action:
            yield spoken.fact(action)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for match in _joint().finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _outcome_off(piece: str) -> str:
    """The action without the clause of what came of it."""
    return _OUTCOME.split(piece, maxsplit=1)[0]
