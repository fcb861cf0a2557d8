"""The values of a text: what a statement may only carry if the thread carries it too."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number", "amount", "percent", "duration", "measure", "date", "weekday", "month", "time", "version",
    "code", "url", "email", "path", "identifier", "handle", "name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value: half-open span in its text, what it means, and the noun it counts or belongs to ("")."""

    kind: Kind
    text: str
    norm: str
    start: int
    end: int
    noun: str = ""


def values_in(text: str) -> tuple[Value, ...]:
    """Gives the values of a text in order."""
    return ()
