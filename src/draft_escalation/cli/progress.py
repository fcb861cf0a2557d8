"""How far a batch is: a bar on a terminal, now and then a plain line elsewhere."""

import time
from typing import TYPE_CHECKING, Self, TextIO

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.run import Run

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_EVERY_S = 10.0


class Progress:
    """Hears of every thread's end; `total` is how many threads there are, where that is known."""

    def __init__(self, stream: TextIO, total: int | None) -> None:
        self._stream, self._total = stream, total
        self._began = self._said = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            self._bar = _bar(self._stream)
            self._bar.start()
            self._task = self._bar.add_task("drafting", total=self._total, words="")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def tell(self, state: Run, end: Ended | None) -> None:
        """One thread more has ended, or was passed over (None)."""
        if self._bar:
            self._bar.update(self._task, advance=1, words=_words(state))
        elif end is not None and time.monotonic() - self._said >= _EVERY_S:
            self._said = time.monotonic()
            rate = state.done / (self._said - self._began)
            print(f"{_words(state)}, {rate:.1f} a second", file=self._stream, flush=True)


def _words(state: Run) -> str:
    tokens = state.tokens_in + state.tokens_out
    parts = [f"{state.done} drafted"]
    parts += [f"{state.skipped} were done"] * bool(state.skipped)
    parts += [f"{state.failed} failed"] * bool(state.failed)
    parts += [f"{tokens:,} tokens"] * bool(tokens)
    return ", ".join(parts)


def _bar(stream: TextIO) -> "Bar":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as RichProgress

    return RichProgress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
        TextColumn("{task.fields[words]}"),
        console=Console(file=stream),
    )
