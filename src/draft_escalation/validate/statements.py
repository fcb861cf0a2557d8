"""The statements of a brief one by one, each with its field."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from textwrap import shorten
from typing import Any

from draft_escalation.brief.model import Ask, Brief, Fact, LineIds, Reference
from draft_escalation.tables import Record

_LONGEST = 100


def statements(brief: Brief) -> Iterator[tuple[str, Fact]]:
    """Gives field and fact of every statement that is not silent, in the order of the brief.

    Fields are slot paths, with an index where several statements share one: `reproduction.steps.2`,
    `tried.0.result`.
    """
    for name in type(brief).model_fields:
        yield from _within(name, getattr(brief, name))


def _within(path: str, value: Any) -> Iterator[tuple[str, Fact]]:
    if isinstance(value, Fact):
        if is_said(value):
            yield path, value
    elif isinstance(value, Ask | Reference):
        yield from _within(path, value.fact)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _within(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, dict):
        for slot, facts in value.items():
            yield from _within(slot, facts)
    elif isinstance(value, tuple):
        alone = len(value) == 1 and isinstance(value[0], Fact)
        for index, one in enumerate(value):
            yield from _within(path if alone else f"{path}.{index}", one)


def slot_statements(brief: Brief, path: str) -> tuple[Fact, ...]:
    """The statements of one slot that are not silent."""
    held = brief.for_target.get(path, ()) if path.startswith("for_target.") else attrgetter(path)(brief)
    return tuple(filter(is_said, (held,) if isinstance(held, Fact) else held))


def fields(path: str, facts: tuple[Fact, ...]) -> Iterator[tuple[str, Fact]]:
    """The statements of one slot with their fields, silent ones left out but counted."""
    return _within(path, facts)


def is_said(fact: Fact) -> bool:
    """Whether a statement says anything."""
    return fact.state != "silent" and bool(fact.text.strip())


def is_proposed(fact: Fact) -> bool:
    """Whether the rules proposed it because the thread has none."""
    return fact.state == "inferred" and (fact.basis or "").startswith("proposed")


def quoted(text: str) -> str:
    """A statement's text in quotes for a message, shortened to about a line."""
    return f'"{shorten(text, _LONGEST, placeholder=" …")}"'


def lines_of(facts: Iterable[Fact]) -> LineIds:
    """The lines of some statements, in order, without repeats."""
    return tuple(dict.fromkeys(line for fact in facts for line in fact.lines))
