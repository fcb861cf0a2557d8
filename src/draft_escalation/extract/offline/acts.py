"""The words and patterns of acts: what somebody does with a product, in the forms that open a step."""

import re
from functools import cache, lru_cache
from typing import Literal

from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import Marks
from draft_escalation.tables import Record, read_table

_PATH = re.compile(
    r"(?:^[\s*•\d.)-]{0,8}|[:,.]\s|\b(?:app|web|menu|to|then|dann|puis|luego)\s)"
    r"[A-ZÀ-Þ]\w{1,20}(?: \w{1,15}){0,2} (?:>|→|») [\"“„«]?\w"
)
"""Where to go, at the start of a clause: "Back office > Products"."""

_ARROWS = frozenset({">", "→", "»", "->", "=>", "⇒", "⟶", ">>"})
_NAME_BEFORE = re.compile(r"(?:^|\s)[\"'“„«(]?[A-ZÀ-Þ0-9][\w.-]{0,30}(?: [\w.-]{1,15}){0,2}[\"'”“»]?$")
_NAME = re.compile(r"[\"'“„«]?([A-ZÀ-Þ][\w-]{0,30})")


class _Words(Record):
    """steps.toml."""

    acts: tuple[str, ...]
    irregular: tuple[str, ...]
    foreign: tuple[str, ...]
    actors: tuple[str, ...]
    when: tuple[str, ...]
    code: tuple[str, ...]
    led: tuple[str, ...]
    aside: tuple[str, ...]
    fixing: tuple[str, ...]
    never_names: frozenset[str]
    sent: frozenset[str]


@cache
def _marks() -> Marks:
    """The words of steps.toml for acts, and those among them that a pattern asks for by themselves."""
    known = words()
    acts = {form for act in known.acts for form in _forms(act)} | {*known.irregular, *known.foreign}
    return Marks(
        {
            "act": acts,
            "bare": {*known.acts},
            "late": known.foreign,
            "sent": {*known.sent} & acts,
            "past": {act for act in acts if act.endswith("ed")} | {*known.irregular},
            "gerund": {act for act in acts if act.endswith("ing")},
            "effort": {"try", "attempt", "tried"} & acts,
            "logged": {"logged"} & acts,
            "then": {"started", "got", "saw"} & acts,
        }
    )


@lru_cache(maxsize=1024)
def marked(text: str) -> str:
    """Gives the text with a mark in the place of every word for an act; its length stays."""
    return _marks().mark(text)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern that the words of steps.toml make, for marked text."""
    known, any_of = words(), _marks().any_of
    act, actors, when = any_of("act"), "|".join(known.actors), "|".join(known.when)
    short = rf"(?:(?:now|just|first|then|also|simply|(?:want|{any_of('effort')})\sto)\s){{0,2}}"
    lead = "then|now|next|in|on|at|from|as|under|im|in|auf|dans|sur|en"
    forms = {
        "actor": rf"(?:{actors})\s{short}(?={act}(?!\w))",
        "act": rf"(?<!\w){act}(?!\w)",
        "act_next": rf"(?:(?:{actors})\s)?{short}{act}(?!\w)",
        "bare": rf"(?:[-*•>\s]{{0,4}})(?:(?:now|just|first|then|also|simply)\s){{0,2}}{any_of('bare')}(?!\w)",
        "asked": r"[\s*•\d.)>-]{0,8}(?:[^.!?:]{0,40}[,:]\s)?"
        r"(?:(?:so|then|now|ok|and|just|first|also|next)\s){0,2}"
        rf"(?:(?:can|could|would)\syou\s(?:please\s|also\s)?)?(?!{any_of('sent')})(?:{any_of('bare')}|{any_of('late')})(?!\w)",
        "ordered": r"(?:^|[.:,]\s|\s(?:und|bitte|dann|einmal)\s)[^.,:!?]{0,60}\s"
        rf"{any_of('late')}(?=[,.!]|$|\s(?:und|dann))",
        "opening": rf"(?:(?:{actors})\s)?{short}(?:{any_of('bare')}|{any_of('late')})(?!\w)",
        "foreign": any_of("late"),
        "done": rf"(?:(?:I|we)\s)?(?:then\s|and\s)?{any_of('past')}(?!\w)",
        "closing": rf"(?<!\w){any_of('late')}$",
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


def instructed(text: str) -> tuple[int, int] | None:
    """Gives the span of what a line tells its reader to do: "Press Refresh", "could you press", a path."""
    acts = marked(text)
    asked = None if acts == text else pattern("asked").match(acts)
    if asked is None and acts != text and pattern("foreign").search(acts):
        asked = pattern("ordered").search(acts)
    found = asked or (_PATH.search(text) if ">" in text or "→" in text else None)
    return found.span() if found else None


def along_path(text: str, joint: re.Match[str]) -> bool:
    """Whether a joint is an arrow between names of a path, "Billing > Runs", and parts no acts."""
    if joint[0].strip() not in _ARROWS:
        return False
    before, after = _NAME_BEFORE.search(text, 0, joint.start()), _NAME.match(text, joint.end())
    return before is not None and after is not None and after[1].lower() not in words().never_names


@cache
def listed(name: Literal["code", "led", "fixing"]) -> Listed:
    """Gives the phrases of one list of steps.toml."""
    return Listed(getattr(words(), name))


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
def words() -> _Words:
    """The table, read once."""
    return read_table(__package__, "cues/steps.toml", _Words)
