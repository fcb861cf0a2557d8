"""Outcomes in one row, side by side, and against an earlier run."""

import asyncio

from draft_escalation.draft import Frame
from draft_escalation.errors import ModelError
from draft_escalation.eval.gold import Gold, Label
from draft_escalation.eval.run import evaluate
from draft_escalation.eval.table import moved, shortfalls, table
from draft_escalation.eval.tally import Tally, tally
from draft_escalation.extract.engine import Report
from draft_escalation.extract.offline.engine import OfflineEngine
from draft_escalation.settings import Price
from draft_escalation.skill.policy import policy
from draft_escalation.thread.model import Thread
from eval.labels import LABEL, THREAD

GOLD = Gold(name="t1", thread=THREAD.encode(), label=Label.model_validate(LABEL))


class Costly(OfflineEngine):
    """The offline engine with a bill."""

    async def extract(self, thread: Thread) -> Report:
        report = await super().extract(thread)
        return report.model_copy(update={"tokens_in": 1_000_000, "tokens_out": 500_000, "requests": 2})


class Refusing:
    """An engine that never delivers."""

    async def extract(self, thread: Thread) -> Report:
        raise ModelError(f"no answer for {thread.source}")


def test_figures_are_means_a_thread_and_cost_is_the_sum() -> None:
    """Two drafts of a million tokens in and half a million out."""
    outcomes = asyncio.run(evaluate([GOLD, GOLD], Costly(), Frame(policy=policy())))
    figures = tally("costly", outcomes, Price(tokens_in=2, tokens_out=6))
    assert (figures.threads, figures.failed, figures.verdict.right, figures.verdict.of) == (2, 0, 2, 2)
    assert (figures.requests, figures.tokens_in, figures.cost) == (2, 1_000_000, 10)


def test_a_thread_that_fails_stops_nothing_and_is_said() -> None:
    """The failure is counted and has its line."""
    outcomes = asyncio.run(evaluate([GOLD], Refusing(), Frame(policy=policy())))
    figures = tally("refusing", outcomes)
    assert (figures.failed, figures.verdict.of, figures.cost) == (1, 0, None)
    assert list(shortfalls(outcomes)) == ["t1: failed: no answer for t1"]


def test_shortfalls_name_what_is_wrong() -> None:
    """A wrong verdict, severity and target, each in words."""
    wrong = {"acceptable_targets": ["product"], "acceptable_severities": ["critical"]}
    gold = GOLD.model_copy(update={"label": Label.model_validate({**LABEL, **wrong})})
    lines = list(shortfalls(asyncio.run(evaluate([gold], OfflineEngine(), Frame(policy=policy())))))
    assert "t1: target is engineering" in lines
    assert any(line.startswith("t1: severity is ") for line in lines)


def figures(**changes: object) -> Tally:
    row = tally("offline", asyncio.run(evaluate([GOLD], OfflineEngine(), Frame(policy=policy()))))
    return row.model_copy(update=changes)


def test_the_table_has_a_column_an_engine() -> None:
    """Names above, figures below."""
    lines = table([figures(), figures(engine="llm small", recall=0.5)]).splitlines()
    assert lines[0].split() == ["offline", "llm", "small"]
    assert next(line for line in lines if line.startswith("recall in place")).split()[-1] == "0.500"


def test_what_moved_is_said_without_the_clock() -> None:
    """Old and new figure; seconds differ on every run and say nothing."""
    was = figures(recall=0.25, seconds=99)
    assert moved([was], [was.model_copy(update={"recall": 0.75, "seconds": 1})]) == (
        "offline: recall in place 0.250 -> 0.750\n"
    )
    assert moved([was], [was.model_copy(update={"seconds": 1})]) == "nothing moved\n"
    assert moved([], [was]) == "offline: not in the earlier run\n"
