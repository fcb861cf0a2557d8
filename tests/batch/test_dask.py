"""A batch on a real Dask cluster, a worker of which is killed."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import distributed
import pytest

from batch.threads import FRAME, InProcess, jobs
from cli.cases import THREAD, spawn
from draft_escalation.batch.dask import DaskDrafter
from draft_escalation.batch.ended import Ended
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.run import Limits, Run, run
from draft_escalation.errors import UserError

pytestmark = pytest.mark.cluster
NUMBERS = range(40)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in folder.glob("*.[jm]*") if path.suffix in {".json", ".md"}
    }


async def _batch(folder: Path, *, kill_after: int | None = None) -> tuple[Run, int]:
    """A batch on two workers; gives what it did and how many workers were killed."""
    killed = list[int]()
    async with DaskDrafter(FRAME) as drafter:
        workers = await drafter._client.run(os.getpid)

        def tell(state: Run, end: Ended | None) -> None:
            if end is not None and state.done == kill_after and not killed:
                killed.append(next(iter(workers.values())))
                os.kill(killed[0], signal.SIGKILL)

        with Journal.open(folder) as journal:
            ran = await run(jobs(*NUMBERS), drafter, journal, Limits(concurrency=8), tell)
    return ran, len(killed)


def _here(folder: Path) -> None:
    with Journal.open(folder) as journal:
        asyncio.run(run(jobs(*NUMBERS), InProcess(), journal, Limits(concurrency=2), lambda *_: None))


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    """Every thread is drafted once, with the same bytes as on one machine."""
    for name in ("cluster", "here"):
        (tmp_path / name).mkdir()
    ran, killed = asyncio.run(_batch(tmp_path / "cluster", kill_after=5))
    _here(tmp_path / "here")

    assert killed == 1
    assert (ran.done, ran.failed, ran.complete) == (len(NUMBERS), 0, True)
    assert _files(tmp_path / "cluster") == _files(tmp_path / "here")


def test_without_a_scheduler_nothing_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what to start."""
    monkeypatch.setattr("draft_escalation.batch.dask._FIRST_ANSWER_S", 1)

    async def connect() -> None:
        async with DaskDrafter(FRAME, "tcp://127.0.0.1:9"):
            pass

    with pytest.raises(UserError, match="no Dask scheduler answers"):
        asyncio.run(connect())


def test_a_scheduler_without_workers_is_told() -> None:
    """Instead of waiting for ever."""
    cluster_of: Any = distributed.LocalCluster

    async def connect() -> None:
        async with (
            cluster_of(
                n_workers=0, dashboard_address="127.0.0.1:0", host="127.0.0.1", asynchronous=True
            ) as cluster,
            DaskDrafter(FRAME, cluster.scheduler_address),
        ):
            pass

    with pytest.raises(UserError, match="the scheduler has no worker"):
        asyncio.run(connect())


def test_the_command_drafts_on_a_cluster_of_its_own(tmp_path: Path) -> None:
    """The same folder as on one machine, and nothing of the cluster left."""
    (tmp_path / "threads").mkdir()
    for number in range(6):
        (tmp_path / "threads" / f"{number}.txt").write_text(THREAD.replace("E-503", f"E-{number}"))
    words = ["batch", str(tmp_path / "threads"), "--engine", "offline", "--out"]
    there = spawn(*words, str(tmp_path / "there"), "--on", "dask")
    here = spawn(*words, str(tmp_path / "here"))

    assert (there.code, here.code) == (0, 0), there.err
    assert _files(tmp_path / "there") == _files(tmp_path / "here")
    assert "Traceback" not in there.err
