"""Statements of a thread that speaks to the drafter: only its other lines bear them, and in their own words.

Who may have obeyed an order can cite an honest line for what it does not say. Where somebody in the thread
gives orders, a statement must therefore share its words with the lines that it cites, not only its values.
"""

from typing import TypeVar

from draft_escalation.brief.model import Fact
from draft_escalation.ground.index import thread_values
from draft_escalation.ground.outcome import Failure
from draft_escalation.ground.stems import content
from draft_escalation.thread.model import Thread

_SHARED = 0.5
AnyFact = TypeVar("AnyFact", bound=Fact)


def bearing(fact: AnyFact, thread: Thread) -> AnyFact:
    """Gives the fact citing only lines that the thread still has, unchanged where it has none of them."""
    lines = tuple(line for line in fact.lines if line in thread.by_id)
    return fact.model_copy(update={"lines": lines}) if lines and lines != fact.lines else fact


def unborne(fact: Fact, thread: Thread, whole: Thread) -> tuple[Failure, ...]:
    """Gives why honest lines do not bear a statement; `thread` is `whole` without those that give orders."""
    ordered = [line for line in fact.lines if line not in thread.by_id and line in whole.by_id]
    if ordered:
        return tuple(Failure(line, "line", "addresses the drafter and bears nothing") for line in ordered)
    said = content(fact.text)
    told = [line.stems for line in thread_values(thread).get(fact.lines)]
    heard = frozenset[str]().union(*told)
    if fact.state == "stated" and said and len(said & heard) < _SHARED * len(said):
        return (Failure(fact.text, "statement", "is not what the cited lines say"),)
    return ()
