"""Signals in a text, by cues kept as data: what the offline engine reports, and what checks rest on.

A later line beats an earlier one: what was taken back is retracted, what came again holds again.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from draft_escalation.brief.model import Signal, SignalState
from draft_escalation.skill.accounts import of_value
from draft_escalation.skill.across import across
from draft_escalation.skill.policy import Policy, policy
from draft_escalation.skill.sightings import Sighting, Speaker, sightings
from draft_escalation.skill.signals import signals
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Role, Thread

_MOST_LINES = 6
_ROLES: dict[Speaker, Role] = {"staff": "agent", "record": "system", "customer": "customer"}


class Retract(Record):
    """When one of `by` says what shows one of `shown_by`, earlier sightings of `takes` no longer stand.

    `said_by` limits what is taken back to what these speakers said; where one of `void_if_later` follows, the
    rule is void. `other_message`: it spares what stands in its own message. A group's name stands for its
    members.
    """

    shown_by: tuple[str, ...]
    takes: tuple[str, ...]
    by: tuple[Speaker, ...] = ("customer", "staff", "record")
    said_by: tuple[Speaker, ...] = ("customer", "staff", "record")
    void_if_later: tuple[str, ...] = ()
    other_message: bool = False


class Combine(Record):
    """A signal that holds where each of `every` has a member that holds and none of `none` does."""

    shows: str
    every: tuple[tuple[str, ...], ...]
    none: tuple[str, ...] = ()


class GiveWay(Record):
    """A signal that is dropped where one of `to` holds and none of `unless_found` was found."""

    shows: str
    to: tuple[str, ...]
    unless_found: tuple[str, ...] = ()


class Soften(Record):
    """A signal that is told as a lesser one where each of `every` has a member that holds, of `none` none."""

    shows: str
    becomes: str
    every: tuple[tuple[str, ...], ...]
    none: tuple[str, ...] = ()


class Turns(Record):
    """What lines do to one another (turns.toml)."""

    groups: dict[str, tuple[str, ...]]
    retract: tuple[Retract, ...]
    combine: tuple[Combine, ...]
    give_way: tuple[GiveWay, ...]
    soften: tuple[Soften, ...]


@cache
def turns() -> Turns:
    """The table turns.toml, its groups spelt out."""
    table = read_table(__package__, "cues/turns.toml", Turns)
    spelt = tuple(
        rule.model_copy(update={"takes": _spell(rule.takes, table.groups)}) for rule in table.retract
    )
    return table.model_copy(update={"retract": spelt})


def find_signals(thread: Thread, using: Policy | None = None) -> tuple[Signal, ...]:
    """The signals of a thread with their lines, in the skill's order; one a row.

    A row whose last word is a customer's on contract, revenue or cause is `claimed`; one that a later line
    takes back is `retracted`. `using` gives the thresholds; the built-in policy where it is left out.
    """
    held = using or policy()
    seen = tuple(of_value(thread, sightings(thread), held))
    seen = (*seen, *across(thread, seen, held))
    by_name: dict[str, list[Sighting]] = {}
    for one in seen:
        by_name.setdefault(one.name, []).append(one)
    latest = _latest(seen)
    found = {name: _fold(name, mine, latest) for name, mine in by_name.items()}
    for rule in turns().give_way:
        _give_way(rule, found)
    for combination in turns().combine:
        _combine(combination, found)
    for lesser in turns().soften:
        _soften(lesser, found)
    return tuple(found[id_] for id_ in signals() if id_ in found)


def _spell(names: Iterable[str], groups: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(member for name in names for member in groups.get(name, (name,)))


def _latest(seen: Iterable[Sighting]) -> list[tuple[Retract, Sighting]]:
    """The rules that something in the thread sets off, each with the last line that does."""
    last: dict[tuple[str, Speaker], Sighting] = {}
    for one in seen:
        if (key := (one.name, one.speaker)) not in last or last[key].place <= one.place:
            last[key] = one
    off = ((rule, _last_of(rule.shown_by, rule.by, last)) for rule in turns().retract)
    return [(rule, one) for rule, one in off if one and not _void(rule, one, last)]


def _last_of(
    names: Iterable[str], speakers: Iterable[Speaker], last: dict[tuple[str, Speaker], Sighting]
) -> Sighting | None:
    found = (last.get((name, who)) for name in names for who in speakers)
    return max((one for one in found if one), key=lambda one: one.place, default=None)


def _void(rule: Retract, by: Sighting, last: dict[tuple[str, Speaker], Sighting]) -> bool:
    later = _last_of(rule.void_if_later, _ROLES, last)
    return later is not None and later.place > by.place


def _fold(name: str, mine: Sequence[Sighting], latest: Sequence[tuple[Retract, Sighting]]) -> Signal:
    """What is left of a name's sightings after what takes them back."""
    rules = [(rule, by) for rule, by in latest if name in rule.takes]
    standing = [one for one in mine if not any(_takes(rule, by, one) for rule, by in rules)]
    firm = [one for one in standing if not one.claimed]
    state: SignalState = "holds" if firm else "claimed" if standing else "retracted"
    bearing = firm or standing or mine
    lines = tuple(dict.fromkeys(one.line.id for one in bearing))
    return Signal(id=name, state=state, by=_role({one.speaker for one in bearing}), lines=lines[:_MOST_LINES])


def _takes(rule: Retract, by: Sighting, one: Sighting) -> bool:
    spared = rule.other_message and one.message.id == by.message.id
    return one.place < by.place and one.speaker in rule.said_by and not spared


def _role(speakers: set[Speaker]) -> Role:
    """Staff's word before the record's before the customer's."""
    return next(_ROLES[speaker] for speaker in _ROLES if speaker in speakers)


def _combine(rule: Combine, found: dict[str, Signal]) -> None:
    """Adds or settles the row of a combination, from what was found before it."""
    standing = {name: signal for name, signal in found.items() if signal.state != "retracted"}
    members = [next((standing[name] for name in any_of if name in standing), None) for any_of in rule.every]
    bearing = [member for member in members if member]
    if len(bearing) < len(members) or any(name in standing for name in rule.none):
        return
    state: SignalState = "claimed" if any(member.state == "claimed" for member in bearing) else "holds"
    if rule.shows in found and (found[rule.shows].state == "holds" or state == "claimed"):
        return
    lines = tuple(dict.fromkeys(line for member in bearing for line in member.lines))
    role = next(role for role in _ROLES.values() if any(member.by == role for member in bearing))
    found[rule.shows] = Signal(id=rule.shows, state=state, by=role, lines=lines[:_MOST_LINES])


def _give_way(rule: GiveWay, found: dict[str, Signal]) -> None:
    """Drops a signal that a surer one explains."""
    surer = any(name in found and found[name].state == "holds" for name in rule.to)
    if surer and not any(name in found for name in rule.unless_found):
        found.pop(rule.shows, None)


def _soften(rule: Soften, found: dict[str, Signal]) -> None:
    """Tells a signal that holds as the lesser one, unless that holds already."""
    standing = {name for name, signal in found.items() if signal.state == "holds"}
    every = all(not standing.isdisjoint(any_of) for any_of in rule.every)
    if rule.shows not in standing or not every or not standing.isdisjoint(rule.none):
        return
    graver = found.pop(rule.shows)
    if rule.becomes not in standing:
        found[rule.becomes] = graver.model_copy(update={"id": rule.becomes})
