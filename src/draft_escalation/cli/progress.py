"""How far a batch is: a bar on a terminal, now and then a plain line elsewhere."""

import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Self, TextIO

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.run import Run
from draft_escalation.batch.workers import follow_parent
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.settings import Price

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_EVERY_S = 10.0


class Progress:
    """Hears of every thread's end; on a terminal the threads of the sources are counted meanwhile."""

    def __init__(self, stream: TextIO, sources: Sequence[str], price: Price | None) -> None:
        self._stream, self._sources, self._price = stream, sources, price
        self._began = self._said = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            self._bar = _bar(self._stream)
            self._bar.start()
            self._task = self._bar.add_task("drafting", total=None, words="")
            self._counter = _counting(self._sources, self._know)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._counter.terminate()
            self._bar.stop()

    def say(self, line: str) -> None:
        """One line, above the bar where there is one."""
        if self._bar:
            self._bar.console.print(strip_hidden(line), markup=False, highlight=False)
        else:
            print(strip_hidden(line), file=self._stream, flush=True)

    def tell(self, state: Run, end: Ended | None) -> None:
        """One thread more has ended, or was passed over (None)."""
        if self._bar:
            self._bar.update(self._task, advance=1, words=self._words(state))
        elif end is not None and time.monotonic() - self._said >= _EVERY_S:
            self._said = time.monotonic()
            self.say(self._words(state))

    def _know(self, total: int) -> None:
        if self._bar:
            self._bar.update(self._task, total=total)

    def _words(self, state: Run) -> str:
        rate = (state.done + state.failed) / max(time.monotonic() - self._began, 1e-9)
        parts = [f"{state.done} drafted, {rate:.1f} a second"]
        parts += [f"{state.skipped} were done"] * bool(state.skipped)
        parts += [f"{state.failed} failed"] * bool(state.failed)
        if tokens := state.tokens_in + state.tokens_out:
            parts.append(f"{tokens:,} tokens{cost_words(state.tokens_in, state.tokens_out, self._price)}")
        return ", ".join(parts)


def cost_words(tokens_in: int, tokens_out: int, price: Price | None) -> str:
    """`, cost 1.23` by the settings' price of the model; nothing where there is none."""
    return f", cost {price.of(tokens_in, tokens_out):,.2f}" if price and tokens_in else ""


def _counting(sources: Sequence[str], know: Callable[[int], None]) -> BaseProcess:
    """Counts in another process, so that nobody waits for it; `know` is called with the number."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_count, args=(tuple(sources), there), daemon=True)
    process.start()
    there.close()

    def wait() -> None:
        try:
            know(here.recv())
        except EOFError:  # ended before it was through
            return

    threading.Thread(target=wait, daemon=True).start()
    return process


def _count(sources: tuple[str, ...], there: Connection) -> None:
    from draft_escalation.errors import UserError
    from draft_escalation.thread.readers.export import read_exports

    follow_parent()
    try:
        there.send(sum(1 for _ in read_exports(sources)))
    except UserError:  # the batch itself meets it, and says so
        return


def _bar(stream: TextIO) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    return RichProgress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[words]}"),
        console=Console(file=stream),
    )
