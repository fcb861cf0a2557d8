"""The values of a text: what a statement may only carry if the thread carries it too."""

import re
from collections.abc import Callable, Iterator

from draft_escalation.ground.moments import moments
from draft_escalation.ground.names import names
from draft_escalation.ground.quantities import quantities
from draft_escalation.ground.shapes import shapes
from draft_escalation.ground.value import Kind, Value

__all__ = ["Kind", "Value", "values_in"]

_READERS: tuple[Callable[[str], Iterator[Value]], ...] = (shapes, moments, quantities, names)
_LIST_NUMBER = re.compile(r"\s{0,20}\(?\d{1,2}[.)]\s")


def values_in(text: str) -> tuple[Value, ...]:
    """Gives the values of a text in order; where two readings overlap, the more telling shape wins.

    The number of a list item is none.
    """
    head = _LIST_NUMBER.match(text)
    taken = bytearray(len(text))
    if head:
        taken[: head.end()] = b"\1" * head.end()
    found: list[Value] = []
    for reader in _READERS:
        for value in reader(text):
            if not any(taken[value.start : value.end]):
                taken[value.start : value.end] = b"\1" * (value.end - value.start)
                found.append(value)
    return tuple(sorted(found, key=lambda value: value.start))
