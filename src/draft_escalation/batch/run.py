"""Runs a batch on this machine: jobs in, ends journaled, files written; stops when asked, loses nothing."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.files import prints, prints_on_disk, write_brief
from draft_escalation.batch.job import Job
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.ledger import Ledger
from draft_escalation.batch.outlook import is_edited, todo
from draft_escalation.batch.work import Drafted, markdown_of
from draft_escalation.errors import DraftEscalationError, EndpointDown, EndpointError, UserError

_MOST_IN_A_ROW = 10
_FREE = {"tokens_in": 0, "tokens_out": 0, "requests": 0}


class Drafter(Protocol):
    """Drafts one job; many at a time. `promised` is about what the answers still awaited cost, in tokens."""

    @property
    def promised(self) -> int:
        """Tokens, 0 where a budget need not look ahead."""
        ...

    async def draft(self, job: Job) -> Drafted:
        """Gives the drafted brief. Raises ModelError, EndpointError or UserError.

        EndpointDown says that no other job need be tried now either.
        """
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How many threads at a time, how many in all, how many tokens; None is no limit.

    `turns`: how often a thread is drafted that the endpoint fails, one or two times.
    """

    concurrency: int
    threads: int | None = None
    tokens: int | None = None
    retry_failed: bool = False
    turns: int = 2


@dataclass
class Run:
    """A batch under way: what it did so far, and why it stopped before its end (None: it did not).

    `stop()` lets what is in flight finish and begins nothing new.
    """

    done: int = 0
    failed: int = 0
    kept: int = 0
    skipped: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    stopped: str | None = None
    _down: int = 0

    def stop(self, why: str) -> None:
        """Ends the batch after what is in flight; the first reason counts."""
        self.stopped = self.stopped or why

    @property
    def complete(self) -> bool:
        """Whether every thread has its brief."""
        return self.stopped is None and not self.failed

    def count(self, end: Ended) -> None:
        """Adds an end."""
        self.done += end.state == "done"
        self.failed += end.state == "failed"
        self.kept += end.state == "kept"
        self.tokens_in += end.tokens_in
        self.tokens_out += end.tokens_out
        if end.state == "done":
            self._down = 0

    def count_down(self, why: str) -> None:
        """Counts a thread that the endpoint failed; ten in a row, and the batch stops."""
        self._down += 1
        if self._down >= _MOST_IN_A_ROW:
            self.stop(f"{self._down} threads in a row failed at the endpoint: {why}")


async def run(
    items: Iterable[Job | Ended],
    drafter: Drafter,
    journal: Journal,
    limits: Limits,
    tell: Callable[[Run, Ended | None], None],
    state: Run | None = None,
    link_hosts: tuple[str, ...] = (),
) -> Run:
    """Drafts every job that has not ended; an `Ended` among the items is a record that could not be read.

    `tell` hears of every end, and of every thread passed over (None). A thread's slot is free again only when
    its end is in the journal, so a kill never costs more answers than were in flight. What the endpoint
    failed is drafted once more when all others are through (`turns`), and has failed only then; where the
    endpoint is down, what was in flight has no end and is drafted by the next run. `link_hosts` are for files
    that were lost and are made again. Raises UserError where nothing at all could be begun.
    """
    work = _Work(drafter, journal, limits, tell, state or Run(), link_hosts)
    await work.all(iter(items))
    if work.state.stopped is None:
        journal.sent.forget_used()
    return work.state


class _Work:
    def __init__(
        self,
        drafter: Drafter,
        journal: Journal,
        limits: Limits,
        tell: Callable[[Run, Ended | None], None],
        state: Run,
        link_hosts: tuple[str, ...],
    ) -> None:
        self.drafter, self.journal, self.limits, self.tell, self.state = drafter, journal, limits, tell, state
        self.folder, self.link_hosts = journal.path.parent, link_hosts
        self.slots = asyncio.Semaphore(limits.concurrency)
        self.ledger = Ledger(journal)
        self.begun = 0
        self.failed: list[tuple[Job, Ended | None, EndpointError]] = []
        self.away = False

    async def all(self, items: Iterator[Job | Ended]) -> None:
        trouble: UserError | None = None
        async with asyncio.TaskGroup() as tasks:
            try:
                await self._through(items, tasks)
            except UserError as error:
                trouble = error
                self.state.stop(str(error))
        await self._once_more()
        if trouble and self.state == Run(stopped=str(trouble)):
            raise trouble

    async def _through(self, items: Iterator[Job | Ended], tasks: asyncio.TaskGroup) -> None:
        while await self._goes_on():
            item = await asyncio.to_thread(next, items, None)
            if item is None:
                return
            await self._begin(item, tasks)

    async def _once_more(self) -> None:
        """Drafts again what the endpoint failed; where the batch was stopped, that is its end.

        Where the endpoint is away it has no end: the next run drafts it.
        """
        failed, self.failed = ([] if self.away else self.failed), []
        async with asyncio.TaskGroup() as tasks:
            for job, before, error in failed:
                if self.state.stopped is None:
                    await self.slots.acquire()
                    tasks.create_task(self._draft(job, before, last=True))
                elif not self.away:
                    await self._end(_failed(job, error, before))

    async def _goes_on(self) -> bool:
        if self.limits.threads is not None and self.begun >= self.limits.threads:
            self.state.stop(f"the limit of {self.limits.threads} threads is reached")
        spent, promised = self.state.tokens_in + self.state.tokens_out, self.drafter.promised
        if self.limits.tokens is not None and spent + promised >= self.limits.tokens:
            awaited = f", about {promised:,} more are under way" if promised else ""
            self.state.stop(f"the budget of {self.limits.tokens:,} tokens is spent ({spent:,}{awaited})")
        return self.state.stopped is None

    async def _begin(self, item: Job | Ended, tasks: asyncio.TaskGroup) -> None:
        if isinstance(item, Ended):
            await self._end(item)
            return
        before = self.journal.get(item.id)
        on_disk = prints_on_disk(self.folder, item.name)
        what = todo(item.key, before, on_disk, retry_failed=self.limits.retry_failed)
        if what == "skip":
            self.state.skipped += 1
            self.tell(self.state, None)
        elif what == "restore" and before:
            await self._restore(item, before)
        elif what == "keep":
            await self._keep(item, before)
        else:
            self.begun += 1
            await self.slots.acquire()
            if self.state.stopped is None:
                tasks.create_task(self._draft(item, before))

    async def _draft(self, job: Job, before: Ended | None, *, last: bool = False) -> None:
        try:
            drafted = await self.drafter.draft(job)
            if is_edited(before, prints_on_disk(self.folder, job.name)):  # by a reviewer, meanwhile
                await self._keep(job, before)
            else:
                await self._end(_done(job, drafted, before), drafted)
        except EndpointDown as error:
            self.away = True
            self.state.stop(str(error))
        except EndpointError as error:
            self.state.count_down(str(error))
            if last or self.limits.turns == 1:
                await self._end(_failed(job, error, before))
            else:
                self.failed.append((job, before, error))
        except DraftEscalationError as error:
            await self._end(_failed(job, error, before))
        finally:
            self.slots.release()

    async def _end(self, end: Ended, drafted: Drafted | None = None) -> None:
        try:
            await self.ledger.book(end, drafted.json if drafted else None)
            if drafted:
                await asyncio.to_thread(write_brief, self.folder, end.name, drafted.json, drafted.markdown)
        except UserError as error:
            self.state.stop(str(error))
            return
        self.state.count(end)
        self.tell(self.state, end)

    async def _keep(self, job: Job, before: Ended | None) -> None:
        kept = before or Ended(id=job.id, name=job.name, key=job.key, source=job.thread.source, state="kept")
        why = "edited since it was drafted; redraft it with update"
        await self._end(kept.model_copy(update={"state": "kept", "why": why, "key": job.key, **_FREE}))

    async def _restore(self, job: Job, before: Ended) -> None:
        brief = self.journal.brief(job.id)
        if brief is not None:
            markdown = markdown_of(brief, self.link_hosts)
            written = prints(brief, markdown)
            if written != before.written:  # drafted when links of other hosts were clickable
                update = {"written": written, "before": before.written}
                await self.ledger.book(before.model_copy(update=update), brief)
            write_brief(self.folder, job.name, brief, markdown)
        self.state.skipped += 1
        self.tell(self.state, None)


def _done(job: Job, drafted: Drafted, before: Ended | None) -> Ended:
    return Ended(
        id=job.id,
        name=job.name,
        key=job.key,
        source=job.thread.source,
        state="done",
        written=prints(drafted.json, drafted.markdown),
        before=before.written if before else None,
        digest=drafted.digest,
        signs=drafted.signs,
        customer=drafted.customer,
        tokens_in=drafted.tokens_in,
        tokens_out=drafted.tokens_out,
        requests=drafted.requests,
    )


def _failed(job: Job, error: DraftEscalationError, before: Ended | None) -> Ended:
    return Ended(
        id=job.id,
        name=job.name,
        key=job.key,
        source=job.thread.source,
        state="failed",
        why=str(error),
        retryable=isinstance(error, EndpointError),
        written=before.written if before else None,
        before=before.before if before else None,
        **error.spent._asdict(),
    )
