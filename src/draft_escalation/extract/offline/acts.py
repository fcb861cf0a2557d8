"""The words and patterns of acts: what somebody does with a product, in the forms that open a step."""

import re
from functools import cache, lru_cache
from typing import Literal

from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import Marks
from draft_escalation.tables import Record, read_table


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
        "opening": rf"(?:(?:{actors})\s)?{short}(?:{any_of('bare')}|{any_of('late')})(?!\w)",
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
