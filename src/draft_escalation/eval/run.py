"""An engine over a gold set: each thread drafted and scored, with what it cost and took."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext

from draft_escalation.draft import Frame, compose
from draft_escalation.errors import DraftEscalationError
from draft_escalation.eval.gold import Gold
from draft_escalation.eval.score import Score, score
from draft_escalation.eval.tokens import answer_for_1000_words, overhead
from draft_escalation.extract.engine import Engine
from draft_escalation.guard.thread import guarded
from draft_escalation.tables import Record
from draft_escalation.thread.read import read_thread


class Outcome(Record):
    """What became of one thread: its score, or the one line that says why there is none.

    `overhead` and `answer` are tokens, as `eval.tokens` counts them.
    """

    name: str
    score: Score | None
    error: str | None = None
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    overhead: float | None = None
    answer: float = 0
    seconds: float = 0


async def evaluate(
    golds: Sequence[Gold], engine: Engine, frame: Frame, concurrency: int = 4
) -> tuple[Outcome, ...]:
    """Drafts and scores every thread, some at a time; an engine's failure is an outcome and stops nothing."""
    turn = asyncio.Semaphore(concurrency)

    async def one(gold: Gold) -> Outcome:
        async with turn:
            return await _outcome(gold, engine, frame)

    async with _open(engine):
        return tuple(await asyncio.gather(*map(one, golds)))


def _open(engine: Engine) -> AbstractAsyncContextManager[object]:
    return engine if isinstance(engine, AbstractAsyncContextManager) else nullcontext()


async def _outcome(gold: Gold, engine: Engine, frame: Frame) -> Outcome:
    before = time.perf_counter()
    try:
        thread = guarded(read_thread(gold.thread, source=gold.name))[0]
        report = await engine.extract(thread)
        document = compose(thread, report, frame)
    except DraftEscalationError as error:
        return Outcome(name=gold.name, score=None, error=str(error), seconds=time.perf_counter() - before)
    return Outcome(
        name=gold.name,
        score=score(document, gold),
        requests=report.requests,
        tokens_in=report.tokens_in,
        tokens_out=report.tokens_out,
        overhead=overhead(thread, engine, report),
        answer=answer_for_1000_words(thread, report),
        seconds=time.perf_counter() - before,
    )
