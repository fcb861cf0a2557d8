"""A brief as slots of statements, taken apart and put together again."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from draft_escalation.brief.model import Ask, Brief, Fact, LineIds, Reference, SlaFact, Tried
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.skill.assemble import silent
from draft_escalation.update.match import plain
from draft_escalation.validate.statements import is_proposed, is_said, lines_of

Unit = Fact | Tried | Ask | Reference
"""What one place of a slot holds."""
Slots = dict[str, tuple[Unit, ...]]
_ROOMS = ("impact", "reproduction", "communication")
_LISTS = ("severity_claimed", "issue_description", "other_issues", "tried", "context")
SINGLE = ("summary", "needed.deadline")
"""Slots that hold one statement."""


def slots_of(brief: Brief) -> Slots:
    """The statements of a brief by slot, silent ones left out; every slot is there, in the brief's order."""
    held: dict[str, Any] = {"summary": (brief.summary,)}
    held |= {
        f"{room}.{name}": facts
        for room in _ROOMS
        for name, facts in getattr(brief, room)
        if isinstance(facts, tuple)
    }
    held |= {name: getattr(brief, name) for name in _LISTS}
    held |= {"needed.asks": brief.needed.asks, "needed.deadline": (brief.needed.deadline,)}
    held |= brief.for_target
    return {path: tuple(filter(speaks, units)) for path, units in held.items()}


def with_slots(brief: Brief, slots: Mapping[str, tuple[Unit, ...]]) -> Brief:
    """The brief with these slots in place of its own; an empty one becomes silent."""
    given: dict[str, Any] = {path: units or _silent(path) for path, units in slots.items()}
    rooms = {room: getattr(brief, room).model_copy(update=dict(_under(room, given))) for room in _ROOMS}
    needed = dict(_under("needed", given))
    if "deadline" in needed:
        needed["deadline"] = needed["deadline"][0]
    return brief.model_copy(
        update={
            **rooms,
            **{name: given[name] for name in _LISTS if name in given},
            **({"summary": given["summary"][0]} if "summary" in given else {}),
            "needed": brief.needed.model_copy(update=needed),
            "for_target": {path: given.get(path, facts) for path, facts in brief.for_target.items()},
        }
    )


def speaks(unit: Unit) -> bool:
    """Whether it says anything."""
    return is_said(fact_of(unit))


def fact_of(unit: Unit) -> Fact:
    """The statement of a unit; of a tried action the action."""
    if isinstance(unit, Tried):
        return unit.action
    return unit.fact if isinstance(unit, Ask | Reference) else unit


def words(unit: Unit) -> str:
    """What a unit says, in one line: `action → result`, `fix: …`, `at_risk: …`."""
    text = " ".join(strip_hidden(fact_of(unit).text).split())
    if isinstance(unit, Tried):
        result = " ".join(strip_hidden(unit.result.text).split())
        text = f"({unit.kind}) {text}" if unit.kind != "done" else text
        return f"{text} → {result}" if result else text
    if isinstance(unit, Ask):
        return f"{unit.kind}: {text}"
    if isinstance(unit, SlaFact) and unit.status:
        return f"{unit.status}: {text}" if text else unit.status
    return text


def lines(unit: Unit) -> LineIds:
    """The lines that a unit rests on."""
    return lines_of((unit.action, unit.result) if isinstance(unit, Tried) else (fact_of(unit),))


def proposed(unit: Unit) -> bool:
    """Whether the rules proposed it because the thread has none."""
    return is_proposed(fact_of(unit))


def place(path: str, index: int, count: int) -> str:
    """The field of a unit as findings name it."""
    return (
        path
        if path in SINGLE or (count == 1 and path not in {"tried", "context", "needed.asks"})
        else (f"{path}.{index}")
    )


def split_place(field: str) -> tuple[str, int, str]:
    """A field's slot, index and part: `tried.0.result` is `("tried", 0, "result")`."""
    rest, _, last = field.rpartition(".")
    part = last if last in {"action", "result"} and rest.startswith("tried") else ""
    path = rest if part else field
    head, _, last = path.rpartition(".")
    return (head, int(last), part) if last.isdecimal() else (path, 0, part)


def keys(unit: Unit) -> frozenset[str]:
    """By what a unit is known again: its words, and of a single statement its text alone."""
    alone = () if isinstance(unit, Tried) else (plain(fact_of(unit).text),)
    return frozenset((plain(words(unit)), *alone))


def made(path: str, text: str) -> Unit:
    """A unit of a slot that says `text`, without lines."""
    fact = Fact(text=text)
    if path == "tried":
        return Tried(action=fact)
    if path == "needed.asks":
        return Ask(kind="investigate", fact=fact)
    if path == "context":
        return Reference(kind="internal", fact=fact)
    return SlaFact(text=text) if path == "impact.sla_status" else fact


def reworded(unit: Unit, part: str, text: str) -> Unit:
    """The unit with another text; `part` says which of a tried action's two."""
    if isinstance(unit, Tried):
        action, arrow, result = (text, "", "") if part else text.partition(" → ")
        if part == "result":
            return unit.model_copy(update={"result": _with_text(unit.result, text)})
        changed = {"result": _with_text(unit.result, result)} if arrow else {}
        return unit.model_copy(update={"action": _with_text(unit.action, action), **changed})
    if isinstance(unit, Ask | Reference):
        return unit.model_copy(update={"fact": _with_text(unit.fact, text)})
    return _with_text(unit, text)


def each_fact(unit: Unit, change: Callable[[Fact], Fact]) -> Unit:
    """The unit with `change` done to its statements."""
    if isinstance(unit, Tried):
        return unit.model_copy(update={"action": change(unit.action), "result": change(unit.result)})
    if isinstance(unit, Ask | Reference):
        return unit.model_copy(update={"fact": change(unit.fact)})
    return change(unit)


def _with_text(fact: Fact, text: str) -> Fact:
    state = "silent" if not text else "stated" if fact.state == "silent" else fact.state
    return fact.model_copy(update={"text": text, "state": state})


def _under(room: str, slots: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for path, units in slots.items():
        head, _, name = path.partition(".")
        if head == room and name:
            yield name, units


def _silent(path: str) -> tuple[Unit, ...]:
    if path == "tried":
        return (Tried(action=Fact(state="silent")),)
    return () if path in {"needed.asks", "context", "severity_claimed", "other_issues"} else (silent(path),)
