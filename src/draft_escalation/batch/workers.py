"""Processes that compute for a batch: they leave Ctrl-C to the batch, and end when it is gone."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

_COLLECT_FROM = 50_000
_MANY, _TOGETHER, _AHEAD = 1_000, 10, 20

Item = TypeVar("Item")
Result = TypeVar("Result")


def workers(processes: int | None = None) -> ProcessPoolExecutor:
    """A pool of so many processes; None takes as many as there are cores."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_warm)


def spread(function: Callable[[Item], Result], items: Iterable[Item], count: int) -> Iterator[Result]:
    """Gives the results in order; the items are taken a few ahead of them.

    `count` tells about how many there are: whether processes are worth their start.
    """
    if count < _MANY:
        yield from map(function, items)
        return
    with workers() as pool:
        left, ahead = iter(items), deque[Future[list[Result]]]()
        while together := tuple(islice(left, _TOGETHER)):
            ahead.append(pool.submit(_each, function, together))
            if len(ahead) > _AHEAD:
                yield from ahead.popleft().result()
        for results in ahead:
            yield from results.result()


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


def _each(function: Callable[[Item], Result], items: tuple[Item, ...]) -> list[Result]:
    return [function(item) for item in items]
