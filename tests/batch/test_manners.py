"""A batch against an endpoint that misbehaves: every thread is drafted all the same, and politely."""

import asyncio
import random
import threading
from pathlib import Path

from batch.threads import FRAME, jobs
from draft_escalation.batch.drafters import ModelDrafter
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.run import Limits, Run, run
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.settings import Endpoint
from endpoint import Asked, FakeEndpoint, Reply, failure, says
from extract.llm.cases import GOOD, Naps

THREADS = 200
PLAIN = says({**GOOD, "facts": [], "tried": [], "signals": []})


class Moody:
    """Of a hundred requests 20 are told 429, 10 get 500, 5 a reset, 5 half an answer; the dice are loaded."""

    def __init__(self) -> None:
        self.dice, self.turn = random.Random(4), threading.Lock()
        self.bad = 0

    def __call__(self, asked: Asked) -> Reply:
        with self.turn:
            thrown = self.dice.random()
            self.bad += thrown < 0.4
        if thrown < 0.2:
            return failure(429, retry_after="1")
        if thrown < 0.3:
            return failure(500)
        if thrown < 0.35:
            return Reply(behave="reset")
        if thrown < 0.4:
            return Reply(body='{"id": "x", "cho')
        return PLAIN if isinstance(PLAIN, Reply) else PLAIN(asked)


def batch(folder: Path, endpoint: FakeEndpoint, told: list[str]) -> Run:
    """A run of all threads with a language model, 16 at a time."""

    async def all_of_them() -> Run:
        engine = LlmEngine(Endpoint(base_url=endpoint.base_url, model="m"), Naps(), told.append)
        with Journal.open(folder) as journal:
            async with ModelDrafter(engine, FRAME, 1) as drafter:
                return await run(
                    jobs(*range(THREADS), terms="llm"), drafter, journal, Limits(16), lambda *_: None
                )

    return asyncio.run(all_of_them())


def test_every_thread_is_drafted(tmp_path: Path) -> None:
    """40 of 100 requests fail, and none of the threads; each draft is paid for once."""
    moody = Moody()
    with FakeEndpoint(*[moody] * THREADS * 5) as endpoint:
        ran = batch(tmp_path, endpoint, [])
    assert (ran.done, ran.failed, ran.stopped) == (THREADS, 0, None)
    assert moody.bad > THREADS / 3
    assert len(endpoint.requests) - moody.bad == THREADS


def test_an_endpoint_that_goes_away_leaves_the_rest_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """Said once, given up after a minute, nobody failed; nothing is drafted twice."""
    told = list[str]()
    with FakeEndpoint(*[PLAIN] * 50, *[failure(503)] * 200) as endpoint:
        ran = batch(tmp_path, endpoint, told)
    assert (ran.done, ran.failed) == (50, 0)
    assert "has not answered for" in (ran.stopped or "")
    assert [line.partition(" does not answer")[1] for line in told] == [" does not answer"]
    assert len(endpoint.requests) < 50 + 8 + 16 + 20
    with FakeEndpoint(*[PLAIN] * 150) as endpoint:
        ran = batch(tmp_path, endpoint, told)
    assert (ran.done, ran.skipped, ran.complete, len(endpoint.requests)) == (150, 50, True, 150)


def test_a_day_of_waiting_ends_the_batch_at_once(tmp_path: Path) -> None:
    """Nobody sends any more after the word, and no thread has failed for it."""
    with FakeEndpoint(*[failure(429, retry_after="86400")] * 300) as endpoint:
        ran = batch(tmp_path, endpoint, [])
    assert (ran.done, ran.failed) == (0, 0)
    assert "asks to wait 86400 s" in (ran.stopped or "")
    assert len(endpoint.requests) <= 16


def test_a_wrong_key_ends_the_batch_soon(tmp_path: Path) -> None:
    """It is asked once a thread, and not for every thread of the export."""
    with FakeEndpoint(*[failure(401)] * 300) as endpoint:
        ran = batch(tmp_path, endpoint, [])
    assert ran.done == 0
    assert "it wants a key" in (ran.stopped or "")
    assert len(endpoint.requests) <= 10 + 16
    assert ran.failed == len(endpoint.requests)
