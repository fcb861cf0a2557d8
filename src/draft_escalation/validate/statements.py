"""The statements of a brief one by one, each with its field."""

from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from textwrap import shorten
from typing import Any, Literal

from draft_escalation.brief.model import Ask, Brief, Fact, LineIds, Reference
from draft_escalation.tables import Record

_LONGEST = 100


def statements(brief: Brief) -> list[tuple[str, Fact]]:
    """Gives field and fact of every statement that is not silent, in the order of the brief.

    Fields are slot paths, with an index where several statements share one: `reproduction.steps.2`,
    `tried.0.result`.
    """
    found: list[tuple[str, Fact]] = []
    for name in _parts(Brief)[1]:
        _gather(name, getattr(brief, name), found)
    return found


def _gather(path: str, value: Any, found: list[tuple[str, Fact]]) -> None:
    kind, names = _parts(value.__class__)
    if kind == "fact":
        if is_said(value):
            found.append((path, value))
    elif kind == "tuple":
        alone = len(value) == 1 and _parts(value[0].__class__)[0] == "fact"
        for index, one in enumerate(value):
            _gather(path if alone else f"{path}.{index}", one, found)
    elif kind == "holder":
        _gather(path, value.fact, found)
    elif kind == "record":
        for name in names:
            _gather(f"{path}.{name}", getattr(value, name), found)
    elif kind == "dict":
        for slot, facts in value.items():
            _gather(slot, facts, found)


@cache
def _parts(kind: type) -> tuple[Literal["fact", "tuple", "holder", "record", "dict", "plain"], Sequence[str]]:
    """How a part of a brief holds statements, and the fields of one that has some."""
    if issubclass(kind, Fact):
        return "fact", ()
    if issubclass(kind, Ask | Reference):
        return "holder", ()
    if issubclass(kind, Record):
        return "record", tuple(kind.model_fields)
    return ("tuple", ()) if kind is tuple else ("dict", ()) if kind is dict else ("plain", ())


def slot_statements(brief: Brief, path: str) -> tuple[Fact, ...]:
    """The statements of one slot that are not silent."""
    held = brief.for_target.get(path, ()) if path.startswith("for_target.") else _part(path)(brief)
    return tuple(filter(is_said, (held,) if isinstance(held, Fact) else held))


def fields(path: str, facts: tuple[Fact, ...]) -> list[tuple[str, Fact]]:
    """The statements of one slot with their fields, silent ones left out but counted."""
    found: list[tuple[str, Fact]] = []
    _gather(path, facts, found)
    return found


_part = cache(attrgetter)


def is_said(fact: Fact) -> bool:
    """Whether a statement says anything."""
    return fact.state != "silent" and bool(fact.text.strip())


def is_proposed(fact: Fact) -> bool:
    """Whether the rules proposed it because the thread has none."""
    return fact.state == "inferred" and (fact.basis or "").startswith("proposed")


ACROSS = "across the batch"
"""How the basis of a statement begins that rests on other threads of a batch."""


def is_from_other_threads(fact: Fact) -> bool:
    """Whether it says what other threads of the batch have in common with this one."""
    return fact.state == "inferred" and not fact.lines and (fact.basis or "").startswith(ACROSS)


def quoted(text: str) -> str:
    """A statement's text in quotes for a message, shortened to about a line."""
    return f'"{shorten(text, _LONGEST, placeholder=" …")}"'


def lines_of(facts: Iterable[Fact]) -> LineIds:
    """The lines of some statements, in order, without repeats."""
    return tuple(dict.fromkeys(line for fact in facts for line in fact.lines))
