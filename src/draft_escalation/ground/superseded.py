"""Values that the thread itself corrects later: "sorry, 40, not 400"."""

from collections.abc import Iterable
from dataclasses import dataclass

from draft_escalation.brief.model import Fact
from draft_escalation.thread.model import Thread


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was said (`old`), what it was corrected to, and the lines of each."""

    old: str
    new: str
    old_lines: tuple[str, ...]
    new_lines: tuple[str, ...]
    noun: str = ""


def superseded_values(thread: Thread) -> tuple[Correction, ...]:
    """Gives the corrections that the thread makes to its own values, in order."""
    return ()


def stale_values(fact: Fact, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Gives the corrections whose old value the statement carries without saying that it was corrected."""
    return ()
