"""What is built of a thread once, for as long as the thread lives."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from draft_escalation.thread.model import Thread

Built = TypeVar("Built")


def per_thread(build: Callable[[Thread], Built]) -> Callable[[Thread], Built]:
    """What a function builds of a thread, built once for as long as the thread lives."""
    known: dict[int, tuple[weakref.ref[Thread], Built]] = {}

    @wraps(build)
    def once(thread: Thread) -> Built:
        key = id(thread)
        kept = known.get(key)
        if kept is not None and kept[0]() is thread:
            return kept[1]
        built = build(thread)
        known[key] = (weakref.ref(thread, lambda _: known.pop(key, None)), built)
        return built

    return once
