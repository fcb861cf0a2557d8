"""The parts of a batch with a model, one by one: what it costs to talk, and what the rest costs."""

import asyncio
import gc
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from loopback import ANSWER

from draft_escalation.batch.job import Job, jobs_of
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.run import Limits, run
from draft_escalation.batch.work import Drafted, composed
from draft_escalation.draft import Frame
from draft_escalation.extract.engine import Report
from draft_escalation.extract.llm.domain import to_extraction
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.request import requests_for
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.extract.llm.wire import Answer
from draft_escalation.guard.thread import masked
from draft_escalation.skill.policy import policy
from draft_escalation.thread.readers.export import Found, read_exports

_SAMPLE = 200


@dataclass(frozen=True)
class Part:
    """A part of the work and its processor time in milliseconds a thread."""

    name: str
    ms: float


async def bare(base_url: str, threads: int, concurrency: int) -> float:
    """The seconds that so many requests take a client that only sends and receives bytes."""
    address = urlsplit(base_url)
    body = b'{"tools":' + b" " * 12_000 + b"}"
    head = b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % len(body)

    async def ask() -> Callable[[], Awaitable[None]]:
        reader, writer = await asyncio.open_connection(address.hostname, address.port)

        async def once() -> None:
            writer.write(head + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(answer.split(b"content-length: ")[1].split(b"\r\n")[0]))

        return once

    asks = [await ask() for _ in range(concurrency)]
    return await _clocked(asks, threads)


async def talk(base_url: str, folder: Path, threads: int, concurrency: int) -> tuple[float, float]:
    """The seconds, and the processor seconds of this process, that so many reports of the model take."""
    jobs = _jobs(folder)
    turn = iter(range(threads))
    async with LlmEngine(Endpoint(base_url=base_url, model="bench")) as engine:

        async def once() -> None:
            await engine.extract(jobs[next(turn, 0) % len(jobs)].thread)

        await once()
        gc.collect()
        gc.freeze()
        cpu = time.process_time()
        seconds = await _clocked([once] * concurrency, threads)
        return seconds, time.process_time() - cpu


def parts(folder: Path) -> list[Part]:
    """What the parts cost one by one, over a sample of the threads; "in talk" names parts of the talking."""
    frame = Frame(policy=policy())
    jobs = _jobs(folder)
    answer = json.dumps(ANSWER)
    report = Report(extraction=to_extraction(Answer.model_validate(ANSWER), jobs[0].thread), engine="llm")
    drafted = [composed(job, report, frame) for job in jobs]
    return [
        _part("read and mask the threads", lambda: _jobs(folder)),
        _part("in talk: word the request", lambda: [requests_for(job.thread, 24_000) for job in jobs]),
        _part(
            "in talk: take the answer over",
            lambda: [to_extraction(Answer.model_validate_json(answer), job.thread) for job in jobs],
        ),
        _part("compose the briefs", lambda: [composed(job, report, frame) for job in jobs]),
        _part("journal and files", lambda: _written(jobs, drafted)),
    ]


def _jobs(folder: Path) -> list[Job]:
    files = sorted(map(str, folder.iterdir()))[:_SAMPLE]
    found = (one for one in read_exports(files) if isinstance(one, Found))
    return list(jobs_of(((one.place, masked(one.thread)[0]) for one in found), "benchmark"))


def _written(jobs: Sequence[Job], drafted: Sequence[Drafted]) -> None:
    ready = {job.id: one for job, one in zip(jobs, drafted, strict=True)}

    class Ready:
        promised = 0

        async def draft(self, job: Job) -> Drafted:
            return ready[job.id]

    with TemporaryDirectory() as name, Journal.open(Path(name)) as journal:
        asyncio.run(run(jobs, Ready(), journal, Limits(64), _silent))


def _silent(*_: Any) -> None:
    pass


def _part(name: str, work: Callable[[], object]) -> Part:
    work()
    before = time.process_time()
    work()
    return Part(name, (time.process_time() - before) / _SAMPLE * 1000)


async def _clocked(asks: Sequence[Callable[[], Awaitable[None]]], threads: int) -> float:
    """The seconds that so many calls take, as many at a time as there are callers."""
    turn = iter(range(threads))

    async def worker(ask: Callable[[], Awaitable[None]]) -> None:
        for _ in turn:
            await ask()

    before = time.perf_counter()
    await asyncio.gather(*map(worker, asks))
    return time.perf_counter() - before
