"""What a rule is, what it sees, and the three things it can say: nothing, a hit, or that it cannot check."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from draft_escalation.brief.document import Decision, Level, Waiver
from draft_escalation.brief.extraction import Kind
from draft_escalation.brief.model import Brief, Fact, LineIds, Signal
from draft_escalation.guard.secrets import find_secrets
from draft_escalation.skill.decide import Decided, decide
from draft_escalation.skill.policy import Policy
from draft_escalation.thread.model import Thread
from draft_escalation.validate.statements import is_proposed, statements

Example = dict[str, Any]
"""A patch on one complete case, `{slot or property: new value}`.

`"fails since Friday [m1.2]"` is a statement with its line, None is silence.
"""


class CannotCheck(Exception):  # noqa: N818  (it names what happened)
    """A rule lacks what it needs: neither a pass nor a hit. Its text says what is missing."""


@dataclass(frozen=True)
class Case:
    """What rules see: a brief, how it was decided, the signals, and the thread where there is one.

    `as_of` is the time that counts as now. `drafted` is false for a brief that a person wrote: only then do
    rules on the writer's wording run. `fell_back` says why the offline engine drafted in a model's place.
    `stale_waivers` are those of `waivers` that match no finding: known once the other rules have run.
    """

    brief: Brief
    decision: Decision
    policy: Policy
    signals: tuple[Signal, ...] = ()
    thread: Thread | None = None
    as_of: datetime | None = None
    kind: Kind = "other"
    drafted: bool = True
    fell_back: str | None = None
    waivers: tuple[Waiver, ...] = ()
    stale_waivers: tuple[Waiver, ...] = ()

    @cached_property
    def decided(self) -> Decided:
        """What the signals themselves lead to."""
        asks = [ask for ask in self.brief.needed.asks if not is_proposed(ask.fact)]
        return decide(self.signals, kind=self.kind, asks=asks, policy=self.policy)

    @cached_property
    def statements(self) -> tuple[tuple[str, Fact], ...]:
        """Field and fact of every statement that is not silent, in the order of the brief."""
        return tuple(statements(self.brief))

    @cached_property
    def holds_secrets(self) -> bool:
        """Whether any statement holds a secret."""
        return bool(find_secrets("\n".join(fact.text for _, fact in self.statements)))

    @property
    def given_thread(self) -> Thread:
        """The thread. Raises CannotCheck where there is none."""
        if self.thread is None:
            raise CannotCheck("needs the thread: pass it with --thread")
        return self.thread

    @property
    def now(self) -> datetime:
        """The time that counts as now. Raises CannotCheck where none is known."""
        if self.as_of is None:
            raise CannotCheck("needs a time that counts as now: pass it with --as-of")
        return self.as_of


class Hit(NamedTuple):
    """One place where a rule fires. `level`, `question` and `ask_whom` stand in for the rule's own."""

    field: str
    message: str
    fix: str | None = None
    level: Level | None = None
    lines: LineIds = ()
    question: str | None = None
    ask_whom: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the validator.

    `code` (family and number) is for reports and suppressing and is never reused; `slug` reads as what is
    wrong and names the file; `why` quotes the skill, its section first. `question` closes the gap where the
    field is no slot with a question of its own. `wording`: only the writer's wording can cause it, so it is
    not run on drafts of our own. `check` gives hits, or raises CannotCheck.
    """

    code: str
    slug: str
    level: Level
    summary: str
    why: str
    check: Callable[[Case], Iterable[Hit]]
    fires: Example
    passes: Example
    question: str | None = None
    ask_whom: str | None = None
    wording: bool = False

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")
