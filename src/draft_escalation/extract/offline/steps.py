"""How to get there: steps under their heading, numbered lists, code that reproduces it, or prose."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.attempts import attempts
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import Marks
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.sections import sections
from draft_escalation.extract.offline.trim import begun_large, clipped, says_nothing, shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.cues import straighten
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Message

_MOST, _MOST_TOLD = 15, 6
_LONGEST = 1_500
_NUMBERED = re.compile(r"\(?(\d{1,2})[.)]\s+(?P<said>\S.{0,1500})")
_BULLET = re.compile(r"[-*•–]\s+(?P<said>\S.{0,1500})")
_COMMENT = re.compile(r"\s*(?:#(?!include)|//|--\s|/\*|\*|<!--)")
_SPLIT = re.compile(
    r",?\s(?:and\s)?then\s|;\s|\s(?:->|→|=>|>)\s(?=[a-z])|,\s(?:and\s)?|\s(?:and|und|et|y)\s", re.IGNORECASE
)
_CHAIN = re.compile(r",\s(?:and\s|then\s|und\s|et\s|y\s){0,2}|;\s|\s(?:->|→|=>|>)\s|\s(?:and\s)?then\s|\.\s")
_CHAIN_LEAD = re.compile(r"[^:\"“„«]{0,80}[:\"“„«]\s?['\"“„«‘]?")
_FEWEST = 3
_WORD = re.compile(r"[^\W_]{4,40}")
_ALIKE = 2
_Step = tuple[int, Spoken, Fact]
_CLAUSE_END = re.compile(r",|;|:\s|\s&\s|\.(?:\s|$)|\s[–—-]\s|\s(?:then|dann|alors|entonces)\s|\?")


class _Words(Record):
    """steps.toml."""

    acts: tuple[str, ...]
    irregular: tuple[str, ...]
    foreign: tuple[str, ...]
    actors: tuple[str, ...]
    when: tuple[str, ...]
    code: tuple[str, ...]
    aside: tuple[str, ...]
    fixing: tuple[str, ...]


def find(view: View) -> tuple[Fact, ...]:
    """Gives the steps in order: as one person lists them, else as one person tells them.

    Accounts of others are told only where they list or tell other acts.
    """
    listed = _best_account([*_headed(view), *_numbered(view), *_code(view)])
    return _distinct(listed)[:_MOST] if listed else _distinct(_best_account([*_narrated(view)]))[:_MOST_TOLD]


def _best_account(found: list[_Step]) -> list[Fact]:
    """The steps of the person who gives most of them, then those of others who say something new."""
    accounts: dict[str | None, list[_Step]] = {}
    for step in sorted(found, key=lambda step: step[0]):
        accounts.setdefault(step[1].message.author, []).append(step)
    ranked = sorted(accounts.values(), key=len, reverse=True)
    told = [fact for _, _, fact in ranked[0]] if ranked else []
    for account in ranked[1:]:
        known = _stems(told)
        if len(account) > 1 and all(len(_stems([fact]) & known) < _ALIKE for _, _, fact in account):
            told += [fact for _, _, fact in account]
    return told


def _stems(facts: Iterable[Fact]) -> frozenset[str]:
    return frozenset(word[:5] for fact in facts for word in _WORD.findall(fact.text.lower()))


def _distinct(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    by_text: dict[str, Fact] = {}
    for fact in facts:
        by_text.setdefault(f"{fact.text.lower()} {fact.lines}", fact)
    return tuple(by_text.values())


def _headed(view: View) -> Iterator[_Step]:
    """What stands under "Steps to reproduce"; of prose there, only what tells an act."""
    for one in sections(view)["steps"]:
        code = "code" in one.spoken.line.flags
        if not _is_step(one.text) or (code and _COMMENT.match(one.spoken.text)):
            continue
        if one.item or code:
            text = clipped(one.spoken.text) if code else shortened(one.text)
            yield one.place, one.spoken, one.spoken.fact(text)
        elif _pattern("act").search(_marked(one.text)):
            for part in _parts(one.text[:_LONGEST]):
                yield one.place, one.spoken, one.spoken.fact(_act_of(part))


def _is_step(text: str) -> bool:
    lower = text.lower().lstrip()
    return not says_nothing(text) and not lower.startswith(_words().aside) and not text.endswith("?")


def _numbered(view: View) -> Iterator[_Step]:
    """Numbered lists whose items are acts."""
    aside = {
        one.place
        for name in ("tried", "expected", "ruled_out", "attachments")
        for one in sections(view)[name]
    }
    for run in _runs(view):
        acts = sum(_pattern("first").match(_marked(said)) is not None for _, _, said in run)
        who = run[0][1].message
        if len(run) > 1 and acts * 2 >= len(run) and not _advises(who, view) and run[0][0] not in aside:
            yield from (
                (place, spoken, spoken.fact(shortened(said))) for place, spoken, said in run if _is_step(said)
            )


def _runs(view: View) -> Iterator[list[tuple[int, Spoken, str]]]:
    """Items numbered 1, 2, 3 … in one message, with a line between them at most."""
    yield from _bulleted(view)
    run: list[tuple[int, Spoken, str]] = []
    for place, spoken in enumerate(view.spoken):
        match = _NUMBERED.match(spoken.text[:_LONGEST])
        if match is None:
            continue
        goes_on = bool(run) and run[-1][1].message.id == spoken.message.id and int(match[1]) == len(run) + 1
        if not goes_on:
            if run:
                yield run
            run = []
        if int(match[1]) == len(run) + 1:
            run.append((place, spoken, match["said"]))
    if run:
        yield run


def _bulleted(view: View) -> Iterator[list[tuple[int, Spoken, str]]]:
    """Items with a dash behind a line that ends in a colon; each must open with an act, in its bare form."""
    run: list[tuple[int, Spoken, str]] = []
    led = False
    for place, spoken in enumerate(view.spoken):
        match = _BULLET.match(spoken.text[:_LONGEST])
        if match is None:
            if _all_acts(run):
                yield run
            run, led = [], spoken.text.endswith(":")
        elif led or run:
            run.append((place, spoken, match["said"]))
            led = False
    if _all_acts(run):
        yield run


def _all_acts(run: list[tuple[int, Spoken, str]]) -> bool:
    acts = [_pattern("bare").match(_marked(said)) is not None for _, _, said in run]
    return len(acts) >= _FEWEST and acts[0] and sum(acts) >= len(acts) - 1


def _code(view: View) -> Iterator[_Step]:
    """The lines of a code block behind a sentence that says it reproduces the matter."""
    leads = False
    for place, spoken in enumerate(view.spoken):
        if "code" in spoken.line.flags:
            if leads and not _COMMENT.match(spoken.text) and any(map(str.isalnum, spoken.text)):
                yield place, spoken, spoken.fact(clipped(spoken.text))
        else:
            text = spoken.text[-_LONGEST:]
            leads = text.endswith(":") and _listed("code").search(text) is not None


def _narrated(view: View) -> Iterator[_Step]:
    """The acts that sentences tell; what somebody did against it is none."""
    deeds = {one.place for one in attempts(view) if one.surety == "sure"}
    for place, spoken in enumerate(view.spoken):
        if place not in deeds:
            yield from ((place, spoken, fact) for fact in _told(spoken, view))


def _advises(message: Message, view: View) -> bool:
    """Whether a customer may read what staff write: acts are advice then, and an account else."""
    if speaker(message) != "staff" or message.visibility == "internal":
        return False
    return message.visibility == "public" or any(one.role == "customer" for one in view.thread.messages)


def _told(spoken: Spoken, view: View) -> Iterator[Fact]:
    """The acts of a sentence that tells how it comes: "when I save and go back, …", "by clicking X"."""
    text = straighten(spoken.text[:_LONGEST])
    if (
        text.endswith("?")
        or _advises(spoken.message, view)
        or {"log", "code", "table"}.intersection(spoken.line.flags)
    ):
        return
    if spoken.message.id == "m0" or _listed("fixing").search(text):
        return
    marked = _marked(text)
    forms = ("told", "late", "gerund", "just") if marked != text else ()
    match = next((found for name in forms if (found := _pattern(name).search(marked))), None)
    if match is None:
        yield from (spoken.fact(_act_of(part)) for part in _chain(text))
        return
    begin = match.start("did")
    ends = (end.start() for end in _CLAUSE_END.finditer(text, match.end("did")) if not _goes_on(text, end))
    end = next(ends, len(text))
    for part in _parts(text[begin:end].strip()):
        if len(part.split()) > 1:
            yield spoken.fact(_act_of(part))


def _chain(text: str) -> list[str]:
    """Acts told one behind the other: "to see it: open May, choose north, press Print"; at least three.

    A part that is no act belongs to the one before it.
    """
    lead = _CHAIN_LEAD.match(text)
    for told in (text, text[lead.end() :].rstrip(" .'\"”“»’")) if lead else (text,):
        parts: list[str] = []
        acts = 0
        for part in _CHAIN.split(told):
            act = _pattern("bare").match(_marked(part)) is not None
            acts += act
            if act or not parts:
                parts.append(part)
            else:
                parts[-1] += f", {part}"
        if acts >= _FEWEST and acts == len(parts):
            return [part for part in parts if len(part) > 1]
    return []


def _goes_on(text: str, clause_end: re.Match[str]) -> bool:
    """Whether another act follows: "choose May, then press Print"."""
    joint = _SPLIT.match(text, clause_end.start())
    return joint is not None and _pattern("act_next").match(_marked(text), joint.end()) is not None


def _act_of(part: str) -> str:
    """The act without who does it: "I open Reports" is "Open Reports"."""
    part = shortened(part).rstrip(" .,;")
    actor = _pattern("actor").match(_marked(part))
    part = part[actor.end() :] if actor else part
    return clipped(begun_large(part))


def _parts(text: str) -> list[str]:
    """The single acts: cut before every "and" that another act follows."""
    parts: list[str] = []
    last = 0
    for match in _SPLIT.finditer(text):
        if _pattern("act_next").match(_marked(text), match.end()):
            parts.append(text[last : match.start()])
            last = match.end()
    return [part.strip(" ,") for part in (*parts, text[last:])]


@cache
def _marks() -> Marks:
    """The words of steps.toml for acts, and those among them that a pattern asks for by themselves."""
    words = _words()
    acts = {form for act in words.acts for form in _forms(act)} | {*words.irregular, *words.foreign}
    return Marks(
        {
            "act": acts,
            "bare": {*words.acts},
            "late": words.foreign,
            "gerund": {act for act in acts if act.endswith("ing")},
            "effort": {"try", "attempt", "tried"} & acts,
            "logged": {"logged"} & acts,
            "then": {"started", "got", "saw"} & acts,
        }
    )


@lru_cache(maxsize=1024)
def _marked(text: str) -> str:
    return _marks().mark(text)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern that the words of steps.toml make, for marked text."""
    words, any_of = _words(), _marks().any_of
    act, actors, when = any_of("act"), "|".join(words.actors), "|".join(words.when)
    short = rf"(?:(?:now|just|first|then|also|simply|(?:want|{any_of('effort')})\sto)\s){{0,2}}"
    lead = "then|now|next|in|on|at|from|as|under|im|in|auf|dans|sur|en"
    forms = {
        "actor": rf"(?:{actors})\s{short}(?={act}(?!\w))",
        "act": rf"(?<!\w){act}(?!\w)",
        "act_next": rf"(?:(?:{actors})\s)?{short}{act}(?!\w)",
        "bare": rf"(?:[-*•>\s]{{0,4}})(?:(?:now|just|first|then|also|simply)\s){{0,2}}{any_of('bare')}(?!\w)",
        "first": rf"(?:(?:{actors}|{lead})\b[^.!?]{{0,60}}?\s?)?(?<!\w){act}(?!\w)",
        "told": rf"(?<!\w)(?:{when})\s(?:{actors})\s?(?P<did>{short}{act})(?!\w)",
        "late": r"(?<!\w)(?:wenn|sobald|immer\swenn|nachdem|falls)\s(?:ich|wir|man|sie|er|du)\s"
        rf"(?P<did>[^,;.:!?]{{1,80}}?\s{any_of('late')})(?!\w)",
        "gerund": r"(?<!\w)(?:by|when|while|after|upon|on|before)\s"
        rf"(?P<did>(?:not\s)?(?:{any_of('gerund')}|{any_of('logged')}\s(?:in|out|off)))(?!\w)",
        "just": rf"(?<!\w)(?:i|we)\s(?:just\s)(?P<did>{act})(?!\w)"
        rf"(?=[^.]{{0,300}}\b(?:and|then|immediately|now|but|{any_of('then')})\b)",
    }
    return re.compile(forms[name], re.IGNORECASE)


@cache
def _listed(name: Literal["code", "fixing"]) -> Listed:
    return Listed(getattr(_words(), name))


def _forms(act: str) -> tuple[str, ...]:
    """A verb as it stands, with -s, -ed and -ing."""
    stem = act.removesuffix("e")
    past = f"{act[:-1]}ied" if act.endswith("y") and act[-2] not in "aeiou" else f"{stem}ed"
    third = (
        f"{act}es"
        if act.endswith(("s", "x", "ch", "sh"))
        else f"{act[:-1]}ies"
        if past.endswith("ied")
        else f"{act}s"
    )
    return act, third, past, f"{stem}ing"


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/steps.toml", _Words)
