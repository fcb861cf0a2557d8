"""Slots that cues alone can fill: one file cues/said/SLOT.toml each, cues → the lines that say it.

The same tables serve slot modules that do more with the lines that were heard.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.times import resolved
from draft_escalation.extract.offline.trim import says_nothing, shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.ground.quantities import quantities
from draft_escalation.skill.cues import Cue, CueBook, straighten
from draft_escalation.skill.sightings import Speaker, Turn, sightings
from draft_escalation.skill.sightings import turn as turn_of
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.dates import find_times
from draft_escalation.thread.model import Message

_FOLDER = "cues/said"
WISHES = ("asks", "customer_expectation")
"""Tables that hear what somebody wants: no word on how things stand."""
_HEARD_AT_MOST = 4_000


class SaidCue(Cue):
    """Phrases that fill a slot when one of `by` says them as a plain statement, or in a turn of `even_if`.

    `needs`: the line must hold an amount of money or a time, or be a question. `tag` tells cues apart.
    """

    by: tuple[Speaker, ...] = ("customer", "staff", "record")
    even_if: tuple[Turn, ...] = ()
    needs: Literal["amount", "time", "question"] | None = None
    tag: str = ""


class SlotCues(Record):
    """A slot's cues, the signals of the skill whose lines fill it too, and how many lines are told.

    `path` is empty where a module of its own makes the facts; `pick` keeps the first lines, the last,
    or both ends; `relayed`: where no customer speaks, staff's words count as theirs; `dated` adds the dates
    that relative words mean.
    """

    path: str = ""
    most: int = 3
    pick: Literal["first", "last", "ends"] = "first"
    dated: Literal["past", "any"] | None = None
    signals: tuple[str, ...] = ()
    relayed: bool = False
    signals_by: tuple[Speaker, ...] = ("customer", "staff", "record")
    cue: tuple[SaidCue, ...] = ()


class Heard(NamedTuple):
    """A line on which a slot's cue fired, and where. `tag` is the cue's, or the signal's name."""

    place: int
    spoken: Spoken
    speaker: Speaker
    tag: str
    start: int = 0
    end: int = 0


def find(view: View) -> dict[str, tuple[Fact, ...]]:
    """Gives the facts of every slot that its cues alone fill, by the slot's path; silent ones left out."""
    found = {table.path: facts(name, view) for name, table in tables().items() if table.path}
    return {path: said for path, said in found.items() if said}


def facts(name: str, view: View) -> tuple[Fact, ...]:
    """Gives the lines that the cues of one table heard, shortened, as many as it tells."""
    return told(heard(name, view), tables()[name])


def told(said: Iterable[Heard], table: SlotCues) -> tuple[Fact, ...]:
    """Gives facts of lines that were heard, each wording once, each followed by the date that it means."""
    texts: dict[str, Spoken] = {}
    for one in said:
        texts.setdefault(one.spoken.text.lower(), one.spoken)
    return tuple(fact for spoken in _picked(list(texts.values()), table) for fact in _facts(spoken, table))


def _picked(said: list[Spoken], table: SlotCues) -> list[Spoken]:
    if len(said) <= table.most or table.pick == "first":
        return said[: table.most]
    return said[-table.most :] if table.pick == "last" else [*said[: table.most - 1], said[-1]]


def _facts(spoken: Spoken, table: SlotCues) -> Iterator[Fact]:
    yield spoken.fact(shortened(spoken.text))
    if table.dated:
        yield from resolved(spoken, past=table.dated == "past")


def heard(name: str, view: View) -> tuple[Heard, ...]:
    """Gives the lines on which a table's cues and signals fire, each once, in the order of the thread."""
    return _all_heard(view).get(name, ())


def heard_apart(name: str, view: View, *others: str) -> tuple[Heard, ...]:
    """Gives what one table heard on lines on which none of the others heard anything."""
    taken = {one.place for other in others for one in heard(other, view)}
    return tuple(one for one in heard(name, view) if one.place not in taken)


def fires(name: str, text: str) -> bool:
    """Whether a cue of one table fires on a text that nobody spoke, such as a subject."""
    return any(_cues()[key][0] == name for key in _book().hits(text))


@cache
def tables() -> dict[str, SlotCues]:
    """The tables of cues/said/ by file name without its ending."""
    entries = files(__package__).joinpath(_FOLDER).iterdir()
    names = sorted(entry.name for entry in entries if entry.name.endswith(".toml"))
    return {name[:-5]: read_table(__package__, f"{_FOLDER}/{name}", SlotCues) for name in names}


def speaker(message: Message) -> Speaker:
    """Whose word a message is: who cannot be told is the customer, except in an internal note."""
    if message.role == "system" or message.id == "m0":
        return "record"
    if message.role == "agent" or message.visibility == "internal":
        return "staff"
    return "customer"


def spoken_plainly(spoken: Spoken) -> bool:
    """Whether a line is somebody's own words: no log, no code, nothing longer than anybody speaks."""
    return len(spoken.text) <= _HEARD_AT_MOST and not {"log", "code"}.intersection(spoken.line.flags)


@cache
def _cues() -> dict[str, tuple[str, SaidCue]]:
    """Every cue under a name of its own, with the slot that it is of."""
    rows = ((name, cue) for name, table in tables().items() for cue in table.cue)
    return {str(number): row for number, row in enumerate(rows)}


@cache
def _book() -> CueBook:
    return CueBook({key: cue for key, (_, cue) in _cues().items()})


@lru_cache(maxsize=2)
def _all_heard(view: View) -> dict[str, tuple[Heard, ...]]:
    """All slots in one pass over the thread."""
    found: dict[str, list[Heard]] = {name: [] for name in tables()}
    relayed = not any(speaker(message) == "customer" for message in view.thread.messages)
    for place, spoken in enumerate(view.spoken):
        if spoken_plainly(spoken):
            for name, one in _in_line(place, spoken, relayed=relayed):
                found[name].append(one)
    for name, one in _signalled(view):
        found[name].append(one)
    return {name: _each_once(said) for name, said in found.items()}


def _in_line(place: int, spoken: Spoken, *, relayed: bool) -> Iterator[tuple[str, Heard]]:
    text, who = straighten(spoken.text), speaker(spoken.message)
    for key, hit in sorted(_book().hits(text).items(), key=lambda found: int(found[0])):
        name, cue = _cues()[key]
        stated = turn_of(text, hit.start, hit.end, cue.even_if) is None
        heeded = who in cue.by or (relayed and tables()[name].relayed and who == "staff")
        if heeded and stated and _has(cue.needs, text) and not says_nothing(text):
            yield name, Heard(place, spoken, who, cue.tag, hit.start, hit.end)


def _has(needs: Literal["amount", "time", "question"] | None, text: str) -> bool:
    if needs == "amount":
        return any(value.kind == "amount" for value in quantities(text))
    if needs == "question":
        return text.endswith("?")
    return needs is None or bool(find_times(text, None))


def _signalled(view: View) -> Iterator[tuple[str, Heard]]:
    """Lines that show a signal which a slot's table names."""
    slots = [(name, table) for name, table in tables().items() if table.signals]
    places = {spoken.line.id: (place, spoken) for place, spoken in enumerate(view.spoken)}
    for one in sightings(view.thread):
        for name, table in slots:
            if one.name in table.signals and one.speaker in table.signals_by and one.line.id in places:
                place, spoken = places[one.line.id]
                yield name, Heard(place, spoken, speaker(spoken.message), one.name)


def _each_once(said: Iterable[Heard]) -> tuple[Heard, ...]:
    """In the order of the thread; a line that several cues heard counts for the first of them."""
    by_place: dict[int, Heard] = {}
    for one in said:
        by_place.setdefault(one.place, one)
    return tuple(by_place[place] for place in sorted(by_place))
