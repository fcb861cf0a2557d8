"""Does the thread bear a statement? Value by value, in steps: see `check_fact`."""

from dataclasses import dataclass
from typing import Literal

from draft_escalation.brief.model import Fact
from draft_escalation.thread.model import Thread

Outcome = Literal["cited", "neighbour", "elsewhere", "derived", "nowhere"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A value that the thread does not bear, what kind it is, and why it fails."""

    value: str
    kind: str
    why: str

    def __str__(self) -> str:
        return f'{self.kind} "{self.value}" {self.why}'


@dataclass(frozen=True, slots=True)
class Check:
    """A statement with its citations completed, the farthest step that was needed, and what failed."""

    fact: Fact
    outcome: Outcome
    failures: tuple[Failure, ...] = ()


def check_fact(fact: Fact, thread: Thread) -> Check:
    """Gives the check of one statement against its thread; nothing is asked of a model."""
    missing = tuple(
        Failure(line, "line", "does not exist in the thread") for line in fact.lines if line not in thread.by_id
    )
    return Check(fact, "nowhere" if missing else "cited", missing)
