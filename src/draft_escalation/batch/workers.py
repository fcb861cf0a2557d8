"""Processes that compute for a batch: they leave Ctrl-C to the batch, and end when it is gone."""

import gc
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread

_COLLECT_FROM = 50_000


def workers(processes: int | None = None) -> ProcessPoolExecutor:
    """A pool of so many processes; None takes as many as there are cores."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_warm)


def follow_parent() -> None:
    """Leaves Ctrl-C to the parent of this process, and ends with it: also when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _warm() -> None:
    """Follows the batch; drafting makes little litter, which need not be collected often."""
    follow_parent()
    gc.set_threshold(_COLLECT_FROM)
