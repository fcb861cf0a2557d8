"""What a value is: a stretch of text with a kind and a meaning."""

from typing import Literal, NamedTuple

Kind = Literal[
    "number", "amount", "percent", "duration", "measure", "date", "weekday", "month", "time", "version",
    "code", "url", "email", "path", "identifier", "handle", "name",
]  # fmt: skip
COUNTS: frozenset[Kind] = frozenset({"number", "amount", "percent", "duration", "measure"})
"""What can be counted with."""


class Value(NamedTuple):
    """One value: half-open span in its text, what it means, and the noun it counts or belongs to ("").

    `norm` is the same for all ways of writing the same value (`41`, `forty-one`); where the way of writing
    allows several readings they are joined by `|` (`02/04` → `04-02|02-04`). A duration's is in seconds.
    """

    kind: Kind
    text: str
    norm: str
    start: int
    end: int
    noun: str = ""
