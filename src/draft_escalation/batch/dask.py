"""Drafts beyond one machine: the offline engine on the workers of a Dask cluster, the journal at the head.

Threads are sent one by one, so many at a time as the batch allows, and drafted by the same function as here.
A worker that dies costs nothing: the cluster drafts what it had in hand on another one, and what has ended
is in the journal of the batch.
"""

from typing import Any, Self

from draft_escalation.batch.job import Job
from draft_escalation.batch.work import Drafted, drafted_offline
from draft_escalation.draft import Frame
from draft_escalation.errors import EndpointError, ModelError, UserError

_FIRST_ANSWER_S = 20


class DaskDrafter:
    """Drafts on a cluster; `async with DaskDrafter(frame, address)`.

    `address` is a scheduler's (`tcp://host:8786`); None starts a cluster on this machine, a process a core.
    """

    promised = 0

    def __init__(self, frame: Frame, address: str | None = None, processes: int = 2) -> None:
        self._frame, self._address, self._processes = frame, address, processes
        self._cluster: Any = None
        self._client: Any = None

    async def __aenter__(self) -> Self:
        """Connects. Raises UserError where Dask is not installed or no scheduler answers."""
        distributed = _distributed()
        try:
            if self._address is None:
                self._cluster = await distributed.LocalCluster(
                    n_workers=self._processes,
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    host="127.0.0.1",
                    asynchronous=True,
                )
            self._client = await distributed.Client(
                self._cluster or self._address, asynchronous=True, timeout=_FIRST_ANSWER_S
            )
        except (OSError, TimeoutError, ValueError) as error:
            where = self._address or "a cluster on this machine"
            raise UserError(
                f"{where}: no Dask scheduler answers ({type(error).__name__}); start one with "
                "`dask scheduler`, or draft here without --on"
            ) from None
        await self._must_have_workers()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()
        if self._cluster:
            await self._cluster.close()

    async def _must_have_workers(self) -> None:
        """Raises UserError where the scheduler has nobody to give work to: a batch would wait for ever."""
        if not await self._client.ncores():
            await self.__aexit__()
            raise UserError(
                f"{self._address}: the scheduler has no worker; start one with `dask worker {self._address}`"
            )

    async def draft(self, job: Job) -> Drafted:
        """The brief, drafted by a worker.

        Raises ModelError where the thread brings worker after worker down, EndpointError where the cluster
        is lost.
        """
        distributed = _distributed()
        future = self._client.submit(drafted_offline, job, self._frame, pure=False)
        try:
            drafted: Drafted = await future
        except distributed.KilledWorker:
            raise ModelError("the thread brought several workers down; draft it alone to see why") from None
        except (distributed.CancelledError, OSError) as error:
            raise EndpointError(f"the Dask cluster was lost ({error}); run the same command again") from None
        return drafted


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise UserError(
            f"{error.name} is not installed, and --on dask needs it; install the extra: pip install '.[dask]'"
        ) from None
    return distributed
