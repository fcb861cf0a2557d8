"""Signals as reasons: which hold, how they read, and which severity is the higher one."""

from collections.abc import Iterable, Iterator
from typing import get_args

from draft_escalation.brief.model import Because, LineIds, Severity, Signal
from draft_escalation.validate.rule import Case

_HIGHEST_FIRST: tuple[Severity, ...] = get_args(Severity)


def higher(one: Severity, other: Severity) -> bool:
    """Whether one severity is above another."""
    return _HIGHEST_FIRST.index(one) < _HIGHEST_FIRST.index(other)


def said(reasons: Iterable[Because]) -> tuple[str, LineIds]:
    """Reasons in words ("production down, data at risk"), and their lines."""
    reasons = tuple(reasons)
    names = ", ".join(one.signal.replace("_", " ") for one in reasons)
    return names, tuple(dict.fromkeys(line for one in reasons for line in one.lines))


def holding(case: Case) -> Iterator[Signal]:
    """The signals that hold and are not taken back."""
    taken_back = {signal.id for signal in case.signals if signal.state == "retracted"}
    return (signal for signal in case.signals if signal.state == "holds" and signal.id not in taken_back)
