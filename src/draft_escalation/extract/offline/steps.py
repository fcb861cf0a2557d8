"""How to get there: steps under their heading, numbered lists, code that reproduces it, or prose."""

import re
from collections.abc import Iterable, Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.acts import along_path, listed, marked, pattern, words
from draft_escalation.extract.offline.attempts import attempts
from draft_escalation.extract.offline.phrases import heard, speaker
from draft_escalation.extract.offline.sections import sections
from draft_escalation.extract.offline.trim import begun_large, clipped, says_nothing, shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.extract.offline.ways import ways
from draft_escalation.skill.cues import straighten
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
_PATH = re.compile(r"[A-Z][\w ]{1,30} (?:>|→|») [A-Z]")
_ADDRESSED = re.compile(r"\b(?:you|please|bitte|sie|ihr|vous|usted|ustedes)\b", re.IGNORECASE)
_SEEN = re.compile(
    r"\b(?:I|we) (?:can |could |also |now ){0,2}(?:see it|get it|have it|reproduced?|saw it|got it) "
    r"(?:now|here|too|as well|with|on|in|by)\b"
    r"|\b(?:I|we) (?:can |could |was able to |were able to )reproduce\b"
    r"|\b(?:nachgestellt|reproduit|reproducido)\b",
    re.IGNORECASE,
)
_FEWEST = 3
_WORD = re.compile(r"[^\W_]{4,40}")
_ALIKE = 2
_Step = tuple[int, Spoken, Fact]
_CLAUSE_END = re.compile(r",|;|:\s|\s&\s|\.(?:\s|$)|\s[–—-]\s|\s(?:then|dann|alors|entonces)\s|\?")


def find(view: View) -> tuple[Fact, ...]:
    """Gives the steps in order: as one person lists them, else as one person tells them.

    Accounts of others are told only where they list or tell other acts.
    """
    told = _best_account([*_headed(view), *_numbered(view), *_code(view)])
    return _distinct(told)[:_MOST] if told else _distinct(_best_account([*_narrated(view)]))[:_MOST_TOLD]


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
        elif pattern("act").search(marked(one.text)):
            way = ways(view).get(one.place)
            for part in way.acts if way else _parts(one.text[:_LONGEST]):
                yield one.place, one.spoken, one.spoken.fact(_act_of(part))


def _is_step(text: str) -> bool:
    lower = text.lower().lstrip()
    return not says_nothing(text) and not lower.startswith(words().aside) and not text.endswith("?")


def _numbered(view: View) -> Iterator[_Step]:
    """Numbered lists whose items are acts, or that a sentence announces as the way to it."""
    aside = {
        one.place
        for name in ("tried", "expected", "ruled_out", "attachments")
        for one in sections(view)[name]
    }
    for run in _runs(view):
        acts = sum(_is_act(said) for _, _, said in run)
        who = run[0][1].message
        announced = _is_announced(run[0][0], view) and any(
            _PATH.match(said) or pattern("act").search(marked(said)) for _, _, said in run
        )
        account = announced or (acts * 2 >= len(run) and not _advises(who, view))
        if len(run) > 1 and account and run[0][0] not in aside:
            yield from (
                (place, spoken, spoken.fact(shortened(said))) for place, spoken, said in run if _is_step(said)
            )


def _is_act(said: str) -> bool:
    """Whether a list's item tells an act, or where to go: `Payroll > Runs`."""
    return _PATH.match(said) is not None or pattern("first").match(marked(said)) is not None


def _is_announced(place: int, view: View) -> bool:
    """Whether the line before the list, in the same message, says that it shows it: "I get it with:"."""
    before = view.spoken[place - 1] if place else None
    if before is None or before.message.id != view.spoken[place].message.id:
        return False
    text = before.text[-_LONGEST:]
    return text.endswith(":") and listed("led").search(text) is not None and _ADDRESSED.search(text) is None


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
    acts = [pattern("bare").match(marked(said)) is not None for _, _, said in run]
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
            leads = text.endswith(":") and listed("code").search(text) is not None


def _narrated(view: View) -> Iterator[_Step]:
    """The acts that sentences tell; what somebody did against it is none."""
    deeds, by_way = {one.place for one in attempts(view) if one.surety == "sure"}, ways(view)
    for place, spoken in enumerate(view.spoken):
        way = by_way.get(place)
        if way and not (way.past and place in deeds) and not _advises(spoken.message, view):
            yield from ((place, spoken, spoken.fact(_act_of(act))) for act in way.acts)
        elif place not in deeds:
            yield from ((place, spoken, fact) for fact in _told(spoken, view))


def _advises(message: Message, view: View) -> bool:
    """Whether a customer may read what staff write: acts are advice then, and an account else.

    They are an account as well where staff say in the same message that they saw it themselves.
    """
    if speaker(message) != "staff" or message.visibility == "internal":
        return False
    if any(one.spoken.message is message for one in heard("reproduced", view)):
        return False
    if any(_SEEN.search(line.text) for line in message.body):
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
    if spoken.message.id == "m0" or listed("fixing").search(text):
        return
    acts = marked(text)
    forms = ("told", "late", "gerund", "just") if acts != text else ()
    match = next((found for name in forms if (found := pattern(name).search(acts))), None)
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
        for part in _links(told):
            act = pattern("bare").match(marked(part)) is not None
            acts += act
            if act or not parts:
                parts.append(part)
            else:
                parts[-1] += f", {part}"
        if acts >= _FEWEST and acts == len(parts):
            return [part for part in parts if len(part) > 1]
    return []


def _links(text: str) -> Iterator[str]:
    """The parts of a chain; the places of a path stay together."""
    last = 0
    for joint in _CHAIN.finditer(text):
        if not along_path(text, joint):
            yield text[last : joint.start()]
            last = joint.end()
    yield text[last:]


def _goes_on(text: str, clause_end: re.Match[str]) -> bool:
    """Whether another act follows: "choose May, then press Print"."""
    joint = _SPLIT.match(text, clause_end.start())
    return joint is not None and pattern("act_next").match(marked(text), joint.end()) is not None


def _act_of(part: str) -> str:
    """The act without who does it: "I open Reports" is "Open Reports"."""
    part = shortened(part).rstrip(" .,;")
    actor = pattern("actor").match(marked(part))
    part = part[actor.end() :] if actor else part
    return clipped(begun_large(part))


def _parts(text: str) -> list[str]:
    """The single acts: cut before every "and" that another act follows."""
    parts: list[str] = []
    last = 0
    for match in _SPLIT.finditer(text):
        if not along_path(text, match) and pattern("act_next").match(marked(text), match.end()):
            parts.append(text[last : match.start()])
            last = match.end()
    return [part.strip(" ,") for part in (*parts, text[last:])]
