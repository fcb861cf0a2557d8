"""What a statement's value may follow from, how it does, and that it does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from draft_escalation.ground.index import LineValues, ThreadValues
from draft_escalation.ground.stems import content
from draft_escalation.ground.value import Value


class Derived(NamedTuple):
    """How a value follows, in words that a reader can check, and the lines it follows from."""

    basis: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """What a value may be derived from: the statement, the cited lines, those around.

    And the whole thread.
    """

    text: str
    values: Sequence[Value]
    cited: Sequence[LineValues]
    around: Sequence[LineValues]
    thread: ThreadValues

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the statement's content words."""
        return content(self.text)
