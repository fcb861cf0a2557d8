"""The thread's corrections of its own values, as slot modules ask for them."""

from dataclasses import dataclass
from functools import cached_property

from draft_escalation.ground.superseded import Correction, superseded_values
from draft_escalation.thread.model import Thread


@dataclass(frozen=True)
class Corrections:
    """What the thread takes back of what it said."""

    thread: Thread

    @cached_property
    def found(self) -> tuple[Correction, ...]:
        """The corrections in order."""
        return superseded_values(self.thread)

    def retracts(self, words: str, line: str) -> bool:
        """Whether these words of a line carry a value that a later line corrects."""
        return any(
            line in one.old_lines and line not in one.new_lines and one.old in words for one in self.found
        )

    def replaced_by(self, line: str) -> tuple[str, ...]:
        """The lines whose value this line corrects."""
        return tuple(old for one in self.found if line in one.new_lines for old in one.old_lines)

    def takes_back(self, line: str) -> bool:
        """Whether a later line corrects a value of this one."""
        return any(line in one.old_lines and line not in one.new_lines for one in self.found)
