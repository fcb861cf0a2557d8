"""An engine's report held against its thread: what the thread bears stays, the rest is named and left out."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeVar

from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Ask, Fact, Reference, Signal, Tried
from draft_escalation.ground.check import check_fact
from draft_escalation.ground.hostile import bearing, unborne
from draft_escalation.ground.outcome import Failure
from draft_escalation.guard.thread import honest
from draft_escalation.thread.model import Thread
from draft_escalation.thread.sentences import sentence_starts

_WISHES = (
    "reproduction.expected",
    "reproduction.ruled_out",
    "reproduction.steps",
    "communication.customer_expectation",
    "needed.",
    "for_target.decision_wanted",
    "for_target.use_case",
)
_NAMED = (
    "impact.started",
    "impact.critical_when",
    "impact.pending_deals",
    "reproduction.start_state",
    "reproduction.environment",
    "communication.last_update",
    "communication.owner",
    "for_target.customer_timeline",
    "severity_claimed",
    "context.",
)
"""Slots that name something rather than tell what holds: what they name may be denied all the same."""
_SEMICOLON = re.compile(r";\s")
_DEED = re.compile(r"tried\.\d{1,4}\.action")
AnyFact = TypeVar("AnyFact", bound=Fact)


class Failed(NamedTuple):
    """A statement that the thread does not bear, as the engine made it, with its place in the brief.

    `field` is the slot's path, with an index where the slot repeats: `reproduction.steps.2`,
    `tried.1.result`.
    """

    field: str
    fact: Fact
    failures: tuple[Failure, ...]


class Grounded(NamedTuple):
    """The extraction with borne statements only, and the statements that fell out."""

    extraction: Extraction
    failed: tuple[Failed, ...] = ()


def ground(extraction: Extraction, thread: Thread) -> Grounded:
    """Gives the extraction reduced to what the thread bears.

    Kept facts have completed citations and the role and time of their first line. A tried action whose result
    fails keeps the action; signals lose lines that do not exist, and fall out with their last one. Lines that
    speak to the drafter bear nothing.
    """
    thread, whole = honest(thread), thread
    sieve = _Sieve(thread, whole)
    borne = Extraction(
        kind=extraction.kind,
        facts=sieve.slots(extraction.facts),
        tried=sieve.tried(extraction.tried),
        asks=sieve.asks(extraction.asks),
        context=sieve.context(extraction.context),
        signals=_signals(extraction.signals, thread),
    )
    return Grounded(borne, tuple(sieve.failed))


def describe_failure(failed: Failed) -> str:
    """Gives one line: which statement of which field fell out, and why."""
    why = "; ".join(str(failure) for failure in failed.failures)
    return f'{failed.field}: "{failed.fact.text}" left out: {why}'


class _Sieve:
    """Keeps the borne facts of one extraction and collects the others."""

    def __init__(self, thread: Thread, whole: Thread) -> None:
        self.thread, self.whole = thread, whole
        self.failed: list[Failed] = []

    def keep(self, field: str, fact: AnyFact) -> AnyFact | None:
        if fact.state == "silent":
            return fact
        if self.whole is not self.thread:
            fact = bearing(fact, self.thread)
        check = check_fact(fact, self.thread, wish=_may_affirm(field))
        failures = check.failures
        if self.whole is not self.thread:
            failures = unborne(fact, self.thread, self.whole) or failures
        if failures:
            return self._in_part(field, fact, failures)
        completed = {} if check.fact is fact else dict(check.fact)
        return fact.model_copy(update=completed | self._signature(check.fact.lines))

    def _in_part(self, field: str, fact: AnyFact, failures: tuple[Failure, ...]) -> AnyFact | None:
        """What is left of a failed statement: of several sentences in one, those that stand."""
        said = _sentences(fact.text)
        before = len(self.failed)
        kept = [one for text in said if len(said) > 1 and (one := self.keep(field, _saying(fact, text)))]
        if kept:
            return _saying(kept[0], " ".join(one.text for one in kept).rstrip(" ;"))
        self.failed[before:] = [Failed(field, fact, failures)]
        return None

    def _signature(self, lines: tuple[str, ...]) -> dict[str, object]:
        """Role and time of the first line."""
        message = self.thread.message_of(lines[0]) if lines else None
        return {"by": message.role, "at": message.sent_at} if message else {}

    def slots(self, facts: dict[str, tuple[Fact, ...]]) -> dict[str, tuple[Fact, ...]]:
        kept = {path: self._slot(path, said) for path, said in facts.items()}
        return {path: said for path, said in kept.items() if said}

    def _slot(self, path: str, said: tuple[Fact, ...]) -> tuple[Fact, ...]:
        fields = (path if len(said) == 1 else f"{path}.{index}" for index in range(len(said)))
        return tuple(fact for field, one in zip(fields, said, strict=True) if (fact := self.keep(field, one)))

    def tried(self, tried: Iterable[Tried]) -> tuple[Tried, ...]:
        kept: list[Tried] = []
        for index, one in enumerate(tried):
            action = self.keep(f"tried.{index}.action", one.action)
            result = self.keep(f"tried.{index}.result", one.result)
            if action is not None:
                kept.append(Tried(action=action, result=result or Fact(state="silent"), kind=one.kind))
        return tuple(kept)

    def asks(self, asks: Iterable[Ask]) -> tuple[Ask, ...]:
        return tuple(
            Ask(kind=one.kind, fact=fact)
            for index, one in enumerate(asks)
            if (fact := self.keep(f"needed.asks.{index}", one.fact))
        )

    def context(self, context: Iterable[Reference]) -> tuple[Reference, ...]:
        return tuple(
            Reference(kind=one.kind, fact=fact, url=self._address(one.url))
            for index, one in enumerate(context)
            if (fact := self.keep(f"context.{index}", one.fact))
        )

    def _address(self, url: str | None) -> str | None:
        """The address, where the thread holds it."""
        return url if url and url in self.thread.text else None


def _sentences(text: str) -> list[str]:
    """The sentences of a statement, and what semicolons set apart in them."""
    ends = {at.end() for at in _SEMICOLON.finditer(text)}
    bounds = sorted({0, *sentence_starts(text, 0, len(text)), *ends, len(text)})
    return [text[start:end].strip() for start, end in pairwise(bounds)]


def _saying(fact: AnyFact, text: str) -> AnyFact:
    return fact.model_copy(update={"text": text})


def _may_affirm(field: str) -> bool:
    """Whether a place of the brief may affirm what the thread denies.

    A wish may; so may what is only named, and a deed: what the thread denies of it is what came of it.
    """
    return field.startswith((*_WISHES, *_NAMED)) or _DEED.fullmatch(field) is not None


def _signals(signals: Iterable[Signal], thread: Thread) -> tuple[Signal, ...]:
    kept = ((one, tuple(line for line in one.lines if line in thread.by_id)) for one in signals)
    return tuple(one.model_copy(update={"lines": lines}) for one, lines in kept if lines)
