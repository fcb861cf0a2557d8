"""The two ways to draft many threads: the offline engine in processes, a language model over one client."""

import asyncio
import gc
from typing import TYPE_CHECKING, Self

from draft_escalation.batch.job import Job
from draft_escalation.batch.work import Drafted, composed, drafted_offline
from draft_escalation.batch.workers import workers
from draft_escalation.draft import Frame

if TYPE_CHECKING:
    from draft_escalation.extract.llm.engine import LlmEngine


class OfflineDrafter:
    """Drafts in so many processes; `async with OfflineDrafter(frame, 2) as drafter`."""

    promised = 0

    def __init__(self, frame: Frame, processes: int) -> None:
        self._frame = frame
        self._pool = workers(processes)

    async def __aenter__(self) -> Self:
        _keep_what_is_loaded()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    async def draft(self, job: Job) -> Drafted:
        """The brief, computed in another process."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, drafted_offline, job, self._frame)


class ModelDrafter:
    """Drafts with a language model over one open client; briefs are composed in so many processes."""

    def __init__(self, engine: "LlmEngine", frame: Frame, processes: int) -> None:
        self._engine, self._frame = engine, frame
        self._pool = workers(processes)

    async def __aenter__(self) -> Self:
        await self._engine.__aenter__()
        _keep_what_is_loaded()
        return self

    async def __aexit__(self, *raised: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        await self._engine.__aexit__(*raised)

    @property
    def promised(self) -> int:
        """None: the budget is looked at between drafts."""
        return 0

    async def draft(self, job: Job) -> Drafted:
        """The brief of the model's report. Raises ModelError, EndpointError or UserError."""
        report = await self._engine.extract(job.thread)
        return await asyncio.get_running_loop().run_in_executor(
            self._pool, composed, job, report, self._frame
        )


def _keep_what_is_loaded() -> None:
    """What is loaded by now stays: it need not be looked through again and again."""
    gc.collect()
    gc.freeze()
