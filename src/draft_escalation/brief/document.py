"""The whole result: decision, signals, brief, findings, thread and run, as `--format json` prints it."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from draft_escalation.brief.model import Because, Brief, LineIds, Signal
from draft_escalation.tables import Record
from draft_escalation.thread.model import Thread

Category = Literal["technical", "complexity", "impact", "business", "time", "pattern"]
Verdict = Literal["escalate", "handle_in_support"]
Level = Literal["error", "warning", "note"]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Trigger(Because):
    """A signal of the skill's "Escalate When", with its category."""

    category: Category


class Decision(Record):
    """Escalate or handle in support, why, and the way through the tiers."""

    verdict: Verdict
    triggers: tuple[Trigger, ...] = ()
    support: tuple[Because, ...] = ()
    path: tuple[str, ...] = ()


class Finding(Record):
    """One thing that is missing or doubtful, by rule, with the question that would close it.

    `field` is the path of the slot (`impact.revenue_at_risk`); `lines` are thread lines that show it.
    """

    rule: str
    slug: str
    level: Level
    field: str
    message: str
    fix: str | None = None
    question: str | None = None
    ask_whom: str | None = None
    lines: LineIds = ()


class Waiver(Record):
    """A finding that someone answers for: its rule (code or slug), why, who and when.

    `field` limits it to one slot and the places in it; without one it holds for the whole brief.
    """

    rule: Words
    field: Words | None = None
    reason: Words
    who: Words
    date: date


class Waived(Finding):
    """A finding that does not count, and the waiver that says so."""

    waiver: Waiver


class Unchecked(Record):
    """A rule that could not be checked, and why."""

    rule: str
    why: str


class Dropped(Record):
    """A statement that an engine made and the thread does not bear: left out of the brief."""

    field: str
    text: str
    why: str


class Run(Record):
    """What made the brief; no times, so that the same input gives the same bytes."""

    engine: str
    model: str | None = None
    prompt_version: str | None = None
    policy_digest: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0


class Document(Record):
    """The object that `--format json` prints."""

    schema_: Literal["draft-escalation/brief/1"] = Field(default="draft-escalation/brief/1", alias="schema")
    decision: Decision
    signals: tuple[Signal, ...] = ()
    brief: Brief
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    review: dict[str, Any] = {}
    thread: Thread | None = None
    run: Run
