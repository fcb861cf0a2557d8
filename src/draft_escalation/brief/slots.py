"""The slots of the brief: one row each in slots.toml, read by prompt, assembly, render and rules alike."""

from functools import cache
from typing import Literal

from draft_escalation.brief.model import Target
from draft_escalation.tables import Record, read_table


class Slot(Record):
    """One place of the brief.

    `path` names it everywhere; `label` is its label in the text format ("" where it has none); `shown` says
    whether a silent slot prints a line. `question` closes the gap, put to `ask_whom`; `prompt` tells a model
    what belongs there; `targets` limits a slot to the teams whose "what to include" names it.
    """

    path: str
    label: str
    shown: Literal["always", "stated"]
    question: str
    ask_whom: str
    prompt: str
    targets: tuple[Target, ...] = ()


class _Slots(Record):
    slot: tuple[Slot, ...]


@cache
def slots() -> dict[str, Slot]:
    """All slots by path, in the order of the brief."""
    return {slot.path: slot for slot in read_table(__package__, "slots.toml", _Slots).slot}
