"""What the check of a statement comes to."""

from typing import Literal, NamedTuple

Outcome = Literal["cited", "neighbour", "elsewhere", "derived", "nowhere"]


class Failure(NamedTuple):
    """A value that the thread does not bear, what kind it is, and why it fails."""

    value: str
    kind: str
    why: str

    def __str__(self) -> str:
        return f'{self.kind} "{self.value}" {self.why}'


class Found(NamedTuple):
    """How a statement was found: the farthest step, what completes it, and what failed."""

    outcome: Outcome
    update: dict[str, object]
    failures: tuple[Failure, ...] = ()
