"""A batch from the command line: sources in, a folder of briefs out, progress on standard error."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from draft_escalation.batch.drafters import ModelDrafter, OfflineDrafter
from draft_escalation.batch.ended import Ended
from draft_escalation.batch.files import make_ready, prints_on_disk, sweep
from draft_escalation.batch.job import Job, file_name, jobs_of
from draft_escalation.batch.journal import FILE, Journal
from draft_escalation.batch.outlook import todo
from draft_escalation.batch.patterns import spread_patterns
from draft_escalation.batch.report import write_report
from draft_escalation.batch.run import Drafter, Limits, Run, run
from draft_escalation.batch.terms import terms_of
from draft_escalation.cli.engines import choose_engine
from draft_escalation.cli.now import moment
from draft_escalation.cli.progress import Progress
from draft_escalation.cli.report import UNREDACTED
from draft_escalation.draft import Frame
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.guard.thread import guarded
from draft_escalation.settings import Loaded, Settings, load_settings, user_file
from draft_escalation.skill.team_policy import policy_for
from draft_escalation.thread.model import Thread
from draft_escalation.thread.readers.export import Found, People, read_exports
from draft_escalation.thread.readers.mapping import mapped_systems
from draft_escalation.thread.readers.reader import Broken
from draft_escalation.thread.readers.systems import systems

_WITH_A_MODEL = 16
_TOLD_UNREAD = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for; `flags` are the settings among it."""

    sources: tuple[str, ...]
    out: Path
    flags: Mapping[str, Any]
    concurrency: int | None
    limit: int | None
    budget_tokens: int | None
    dry_run: bool
    retry_failed: bool
    as_of: str | None
    strict: bool


def draft_many(wanted: Wanted) -> int:
    """Drafts all threads of the sources, gives the exit code: 0, 1 (strict), 3 incomplete, 130 interrupted.

    Raises UserError where nothing can be begun: no source, no engine, a folder that cannot be used.
    """
    loaded = load_settings(wanted.flags, user_file=user_file())
    settings, policy = loaded.settings, policy_for(loaded)
    source = _Source(wanted.sources, loaded)
    as_of = moment(wanted.as_of) if wanted.as_of else None
    frame = Frame(policy=policy, tier=settings.tier, as_of=as_of)
    choice = choose_engine(settings, policy)
    offline = type(choice.engine).__name__ == "OfflineEngine"
    terms = _terms(settings, frame, offline=offline)
    if wanted.dry_run:
        return _say_what_would_be_done(wanted, source, terms)
    make_ready(wanted.out)
    processes = os.cpu_count() or 1
    limits = Limits(
        concurrency=wanted.concurrency or (processes * 2 if offline else _WITH_A_MODEL),
        threads=wanted.limit,
        tokens=wanted.budget_tokens,
        retry_failed=wanted.retry_failed,
    )
    drafter = (
        OfflineDrafter(frame, processes) if offline else ModelDrafter(choice.engine, frame, processes)  # type: ignore[arg-type]
    )
    print(f"drafting with the {'offline' if offline else 'llm'} engine: {choice.because}", file=sys.stderr)
    if settings.redact == "off":
        print(UNREDACTED, file=sys.stderr)
    with Journal.open(wanted.out) as journal:
        sweep(wanted.out)
        state = asyncio.run(_run(source, source.items(terms), drafter, journal, limits))
        patterns = spread_patterns(journal, frame)
        if patterns:
            print(
                f"{len(patterns)} issue(s) reported by {policy.pattern_customers} customers or more",
                file=sys.stderr,
            )
        write_report(journal, patterns)
        source.tell_unread()
        return _end(wanted, journal, state)


def _terms(settings: Settings, frame: Frame, *, offline: bool) -> str:
    if offline:
        return terms_of("offline", None, None, frame)
    from draft_escalation.prompts import prompt_version

    return terms_of("llm", settings.model, prompt_version(), frame)


class _Source:
    """The exports of a batch. What was not understood in them is counted while they are read."""

    def __init__(self, sources: Sequence[str], loaded: Loaded) -> None:
        self._sources, self._settings = sources, loaded.settings
        self._known = (*mapped_systems(loaded.mappings), *systems())
        self._unread: dict[str, tuple[str, ...]] = {}
        self._more = 0

    def items(self, terms: str) -> Iterator[Job | Ended]:
        """A job a thread, a failure a record that could not be read, in the order of the sources."""
        broken: list[Broken] = []

        def threads() -> Iterator[tuple[str, Thread]]:
            for found in self.read():
                if isinstance(found, Found):
                    self._note(found)
                    yield found.place, guarded(found.thread, self._settings.redact)[0]
                else:
                    broken.append(found)

        for job in jobs_of(threads(), terms):
            yield from map(_failure, broken)
            broken.clear()
            yield job
        yield from map(_failure, broken)

    def read(self) -> Iterator[Found | Broken]:
        """Threads and what could not be read."""
        people = People(self._settings.staff, self._settings.customer)
        return read_exports(self._sources, people, self._known)

    def _note(self, found: Found) -> None:
        if found.unread and len(self._unread) < _TOLD_UNREAD:
            self._unread[found.place] = found.unread
        elif found.unread:
            self._more += 1

    def tell_unread(self) -> None:
        """Says on standard error what was not understood, by record and field."""
        for place, unread in self._unread.items():
            line = f"not read whole: {place}: {'; '.join(unread)}"
            print(strip_hidden(line).replace("\n", " "), file=sys.stderr)
        if self._more:
            print(f"and {self._more} more that were not read whole", file=sys.stderr)


def _failure(broken: Broken) -> Ended:
    where = f"{broken.part}#record {broken.record}" if broken.record else broken.part
    line = f"line {broken.line}: " if broken.line else ""
    return Ended(
        id=where, name=file_name(where, None), key="", source=where, state="failed", why=line + broken.why
    )


async def _run(
    source: _Source,
    items: Iterator[Job | Ended],
    drafter: "AbstractAsyncContextManager[Drafter]",
    journal: Journal,
    limits: Limits,
) -> Run:
    state = Run()
    _listen(state)
    total = None
    if sys.stderr.isatty():
        total = await asyncio.to_thread(lambda: sum(1 for _ in source.read()))
    with Progress(sys.stderr, total) as progress:
        async with drafter as drafting:
            return await run(items, drafting, journal, limits, progress.tell, state)


def _listen(state: Run) -> None:
    """Ctrl-C once: what is in flight ends, nothing new begins. Twice: at once."""
    task = asyncio.current_task()

    def interrupted() -> None:
        if state.stopped and task:
            task.cancel()
        else:
            state.stop("interrupted")
            print("\nfinishing what is in flight; press Ctrl-C again to end at once", file=sys.stderr)

    try:
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, interrupted)
    except NotImplementedError:  # Windows: Ctrl-C ends at once
        return


def _end(wanted: Wanted, journal: Journal, state: Run) -> int:
    for line in _summary(wanted, journal, state):
        print(strip_hidden(line).replace("\n", " "), file=sys.stderr)
    if state.stopped == "interrupted":
        return 130
    if not state.complete or journal.counts().get("failed"):
        return 3
    flawed = any(end.digest and (end.digest.errors or end.digest.warnings) for end in journal.all())
    return int(wanted.strict and flawed)


def _summary(wanted: Wanted, journal: Journal, state: Run) -> Iterator[str]:
    counts = journal.counts()
    yield (
        f"{state.done} drafted, {state.skipped} were done, {counts.get('kept', 0)} kept as edited, "
        f"{counts.get('failed', 0)} failed; briefs in {wanted.out}"
    )
    if state.tokens_in:
        yield f"{state.tokens_in:,} tokens in, {state.tokens_out:,} out"
    failures = [end for end in journal.all() if end.state == "failed"]
    for end in failures[:5]:
        yield f"failed: {end.source}: {end.why}"
    if len(failures) > 5:
        yield f"and {len(failures) - 5} more"
    if state.stopped:
        yield f"stopped: {state.stopped}; run the same command again to go on"


def _say_what_would_be_done(wanted: Wanted, source: _Source, terms: str) -> int:
    """Counts what a batch would do, by the journal if there is one; drafts and writes nothing."""
    counts = dict.fromkeys(("draft", "restore", "keep", "skip"), 0)
    failures: list[Ended] = []
    characters = 0
    journal = Journal.open(wanted.out) if (wanted.out / FILE).is_file() else None
    for item in source.items(terms):
        if isinstance(item, Ended):
            failures.append(item)
            continue
        before = journal.get(item.id) if journal else None
        what = todo(item.key, before, prints_on_disk(wanted.out, item.name), retry_failed=wanted.retry_failed)
        counts[what] += 1
        characters += len(item.thread.text) if what == "draft" else 0
    for line in _plan(counts, failures, characters):
        print(strip_hidden(line).replace("\n", " "))
    source.tell_unread()
    return 3 if failures else 0


def _plan(counts: Mapping[str, int], failures: Sequence[Ended], characters: int) -> Iterator[str]:
    yield f"{counts['draft']} to draft, about {characters / 3.5:,.0f} tokens of thread"
    yield f"{counts['skip'] + counts['restore']} are done, {counts['keep']} edited and kept"
    yield f"{len(failures)} cannot be read"
    yield from (f"  {end.source}: {end.why}" for end in failures[:20])
