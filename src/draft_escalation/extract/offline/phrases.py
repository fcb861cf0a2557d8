"""Slots that cues alone can fill: one file cues/SLOT.toml each, cues → the lines that say it.

The same tables serve slot modules that do more with the lines that were heard.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.trim import says_nothing, shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.ground.quantities import quantities
from draft_escalation.skill.cues import Cue, CueBook, straighten
from draft_escalation.skill.sightings import Speaker, Turn, sightings, turn_of
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.dates import find_times
from draft_escalation.thread.model import Message

_FOLDER = "cues"
_HEARD_AT_MOST = 4_000


class SaidCue(Cue):
    """Phrases that fill a slot when one of `by` says them as a plain statement, or in a turn of `even_if`.

    `needs`: the line must hold an amount of money, or a time, as well. `tag` tells a slot's cues apart.
    """

    by: tuple[Speaker, ...] = ("customer", "staff", "record")
    even_if: tuple[Turn, ...] = ()
    needs: Literal["amount", "time"] | None = None
    tag: str = ""


class SlotCues(Record):
    """A slot's cues, the signals of the skill whose lines fill it too, and how many lines are told.

    `path` is empty where a module of its own makes the facts; `pick` keeps the first or the last lines.
    """

    path: str = ""
    most: int = 3
    pick: Literal["first", "last"] = "first"
    signals: tuple[str, ...] = ()
    signals_by: tuple[Speaker, ...] = ("customer", "staff", "record")
    cue: tuple[SaidCue, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A line on which a slot's cue fired. `tag` is the cue's, or the signal's name; `start` and `end` its span."""

    place: int
    spoken: Spoken
    speaker: Speaker
    tag: str
    start: int = 0
    end: int = 0


def find(view: View) -> dict[str, tuple[Fact, ...]]:
    """Gives the facts of every slot that its cues alone fill, by the slot's path; silent slots are left out."""
    found = {table.path: facts(name, view) for name, table in tables().items() if table.path}
    return {path: said for path, said in found.items() if said}


def facts(name: str, view: View) -> tuple[Fact, ...]:
    """Gives the lines that the cues of one table heard, shortened, as many as it tells."""
    return told(heard(name, view), tables()[name])


def told(said: Iterable[Heard], table: SlotCues) -> tuple[Fact, ...]:
    """Facts of lines that were heard: each line and each wording once, the first or last of them."""
    texts: dict[str, Fact] = {}
    for one in said:
        text = shortened(one.spoken.text)
        texts.setdefault(text.lower(), one.spoken.fact(text))
    kept = list(texts.values())
    return tuple(kept[: table.most] if table.pick == "first" else kept[-table.most :])


def heard(name: str, view: View) -> tuple[Heard, ...]:
    """Gives the lines on which a table's cues and signals fire, each once, in the order of the thread."""
    return _all_heard(view).get(name, ())


@cache
def tables() -> dict[str, SlotCues]:
    """The tables of cues/ that hold phrases of slots, by file name without its ending."""
    names = (entry.name for entry in files(__package__).joinpath(_FOLDER).iterdir())
    slots = sorted(name for name in names if name.endswith(".toml") and name not in _OTHER_DATA)
    return {name[:-5]: read_table(__package__, f"{_FOLDER}/{name}", SlotCues) for name in slots}
