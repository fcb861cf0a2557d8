"""Small threads and a drafter for the batch's tests."""

import asyncio
from collections.abc import Iterator

from builders import Said, thread_of
from draft_escalation.batch.job import Job, jobs_of
from draft_escalation.batch.work import Drafted, drafted_offline
from draft_escalation.draft import Frame
from draft_escalation.errors import DraftEscalationError
from draft_escalation.skill.policy import policy
from draft_escalation.thread.model import Thread

FRAME = Frame(policy=policy())


def thread(number: int, text: str = "") -> Thread:
    """A bug of a customer of its own."""
    words = text or f"The export of list {number} stops with error E-{number + 100} since Monday."
    return thread_of(
        Said("Ana", "customer", words, "2026-04-13T09:00:00+00:00"),
        Said("Yusra", "agent", "I reproduced it.", "2026-04-13T10:00:00+00:00"),
        subject=f"Export {number} stops",
    )


def jobs(*numbers: int, terms: str = "offline") -> Iterator[Job]:
    """A job a number."""
    return jobs_of(((f"tickets.json#{number}", thread(number)) for number in numbers), terms)


SAME = (
    ("Ana", "The invoice export stops with error KX-431 since Monday."),
    ("Ben", "Invoice export aborts here: KX-431 in the log."),
    ("Cleo", "Exporting invoices fails with KX-431, the file is empty."),
)
"""One issue as three customers tell it."""


def jobs_by(*told: tuple[str, str]) -> list[Job]:
    """A job a customer: who writes, and what."""
    return list(jobs_of(((f"t.json#{who}", _by(who, words)) for who, words in told), "offline"))


def _by(who: str, words: str) -> Thread:
    return thread_of(
        Said(who, "customer", words, "2026-04-13T09:00:00+00:00"),
        Said("Yusra", "agent", "I will look into it.", "2026-04-13T10:00:00+00:00"),
        subject=words.split(".", maxsplit=1)[0],
    )


def linking(address: str) -> Job:
    """The job of a thread that tells an address."""
    words = f"The export stops with error E-101, see {address} for the log."
    (job,) = jobs_of([("tickets.json#9", thread(9, words))], "offline")
    return job


class InProcess:
    """The offline engine in this process; `fails` are errors by job id, raised every time.

    With `company` the first draft goes on when a second one is under way.
    """

    def __init__(
        self, fails: dict[str, DraftEscalationError] | None = None, *, company: bool = False
    ) -> None:
        self.fails = fails or {}
        self.alone = company
        self.joined = asyncio.Event()
        self.promised = 0
        self.asked: list[str] = []
        self.at_once = self.most_at_once = 0

    async def draft(self, job: Job) -> Drafted:
        self.asked.append(job.id)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.at_once > 1:
                self.joined.set()
            if self.alone:
                self.alone = False
                await asyncio.wait_for(self.joined.wait(), 60)
            if error := self.fails.get(job.id):
                raise error
            return await asyncio.to_thread(drafted_offline, job, FRAME)
        finally:
            self.at_once -= 1
