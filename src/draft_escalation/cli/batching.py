"""A batch from the command line: sources in, a folder of briefs out, progress on standard error."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from draft_escalation.batch.dask import DaskDrafter
from draft_escalation.batch.drafters import ModelDrafter, OfflineDrafter
from draft_escalation.batch.ended import Ended
from draft_escalation.batch.files import make_ready, sweep
from draft_escalation.batch.finish import finish
from draft_escalation.batch.job import Job
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.run import Drafter, Limits, Run, run
from draft_escalation.batch.terms import terms_of
from draft_escalation.cli.batch_plan import plan
from draft_escalation.cli.batch_source import Source
from draft_escalation.cli.engines import choose_engine, endpoint_of
from draft_escalation.cli.now import moment
from draft_escalation.cli.progress import Progress, cost_words
from draft_escalation.cli.report import UNREDACTED
from draft_escalation.draft import Frame
from draft_escalation.errors import UserError
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.settings import Settings, load_settings, user_file
from draft_escalation.skill.team_policy import policy_for
from draft_escalation.thread.readers.parts import parts_of

_MANY = 16
_BY_FILE = 50_000
_FILES = "openai-batch"


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
    on: str | None
    strict: bool


def draft_many(wanted: Wanted) -> int:
    """Drafts all threads of the sources, gives the exit code: 0, 1 (strict), 3 incomplete, 130 interrupted.

    Raises UserError where nothing can be begun: no source, no engine, a folder that cannot be used.
    """
    loaded = load_settings(wanted.flags, user_file=user_file())
    settings, policy = loaded.settings, policy_for(loaded)
    source = Source(wanted.sources, loaded)
    as_of = moment(wanted.as_of) if wanted.as_of else None
    frame = Frame(policy=policy, tier=settings.tier, as_of=as_of, link_hosts=settings.link_hosts)
    for name in wanted.sources:
        next(iter(parts_of(name)), None)
    choice = choose_engine(settings, policy)
    check_on(wanted.on, offline=not choice.waits)
    if choice.waits:
        settings = settings.model_copy(update={"model": settings.model or asyncio.run(_only_model(settings))})
    terms = _terms(settings, frame, offline=not choice.waits)
    if wanted.dry_run:
        code = plan(
            source.items(terms), wanted.out, settings, model=choice.waits, retry_failed=wanted.retry_failed
        )
        _say_unread(source)
        return code
    make_ready(wanted.out)
    limits = _limits(wanted, offline=not choice.waits)
    say(f"drafting with the {'llm' if choice.waits else 'offline'} engine: {choice.because}")
    if settings.redact == "off":
        say(UNREDACTED)
    say(f"{_bounds(limits)}; briefs go to {wanted.out}")
    with Journal.open(wanted.out) as journal:
        sweep(wanted.out)
        work = _Batch(wanted, settings, frame, limits, journal, offline=not choice.waits)
        try:
            state = asyncio.run(work.run(source.items(terms)))
        except asyncio.CancelledError:
            if waiting := journal.sent.waiting():
                say(f"{waiting:,} requests are under way; run the same command again to collect the answers")
            return 130
        work.finish(state)
        _say_unread(source)
        return _end(wanted, journal, state, settings)


def _say_unread(source: Source) -> None:
    for line in source.unread():
        say(line)


def check_on(on: str | None, *, offline: bool) -> None:
    """Raises UserError where a batch cannot be drafted there."""
    if on is None:
        return
    if on == _FILES:
        if offline:
            raise UserError(
                f"--on {_FILES} asks a language model, and the offline engine was chosen; set a key or a "
                "base URL, or leave --on out"
            )
        return
    if on.partition("=")[0] != "dask":
        raise UserError(f"--on {on}: no such place; write dask, dask=tcp://HOST:8786, or {_FILES}")
    if not offline:
        raise UserError(
            "--on dask drafts with the offline engine, models are asked from here; add --engine offline, or "
            "leave --on out"
        )


def say(line: str) -> None:
    """One line on standard error."""
    print(strip_hidden(line).replace("\n", " "), file=sys.stderr, flush=True)


async def _only_model(settings: Settings) -> str:
    """The endpoint's only model: what the drafts depend on must be known before the first."""
    from draft_escalation.extract.llm.client import Client

    async with Client(endpoint_of(settings)) as client:
        return await client.model()


def _limits(wanted: Wanted, *, offline: bool) -> Limits:
    here = (os.cpu_count() or 1) * 2 if offline and wanted.on is None else _MANY
    usual = _BY_FILE if wanted.on == _FILES else here
    return Limits(
        concurrency=wanted.concurrency or usual,
        threads=wanted.limit,
        tokens=wanted.budget_tokens,
        retry_failed=wanted.retry_failed,
        turns=1 if wanted.on == _FILES else 2,
    )


def _bounds(limits: Limits) -> str:
    """What bounds the batch, said before the first request."""
    bounds = [f"at most {limits.concurrency} threads at a time"]
    bounds += [f"{limits.threads:,} in all"] if limits.threads is not None else []
    bounds += [f"{limits.tokens:,} tokens"] if limits.tokens is not None else []
    return ", ".join(bounds)


def _terms(settings: Settings, frame: Frame, *, offline: bool) -> str:
    if offline:
        return terms_of("offline", None, None, frame)
    from draft_escalation.prompts import prompt_version

    return terms_of("llm", settings.model, prompt_version(), frame)


@dataclass(frozen=True, slots=True)
class _Batch:
    """One batch on an open journal."""

    wanted: Wanted
    settings: Settings
    frame: Frame
    limits: Limits
    journal: Journal
    offline: bool

    async def run(self, items: Iterator[Job | Ended]) -> Run:
        """Drafts, with progress on standard error."""
        state = Run()
        _listen(state, at_once=self.wanted.on == _FILES)
        price = self.settings.prices.get(self.settings.model or "")
        with Progress(sys.stderr, self.wanted.sources, price) as progress:
            async with self._drafter(progress.say) as drafter:
                return await run(
                    items, drafter, self.journal, self.limits, progress.tell, state, self.frame.link_hosts
                )

    def finish(self, state: Run) -> None:
        """The passes over the whole batch; a disk without room for them leaves the batch incomplete."""
        try:
            patterns = finish(self.journal, self.frame)
        except UserError as error:
            state.stop(str(error))
            return
        if patterns:
            least = self.frame.policy.pattern_customers
            say(f"{len(patterns)} issue(s) reported by {least} customers or more")

    def _drafter(self, tell: Callable[[str], None]) -> AbstractAsyncContextManager[Drafter]:
        processes = os.cpu_count() or 1
        if self.wanted.on == _FILES:
            from draft_escalation.batch.filed import FiledDrafter

            endpoint = endpoint_of(self.settings)
            return FiledDrafter(endpoint, self.frame, processes, self.journal.sent, tell)
        if self.wanted.on is not None:
            return DaskDrafter(self.frame, self.wanted.on.partition("=")[2] or None, processes)
        if self.offline:
            return OfflineDrafter(self.frame, processes)
        from draft_escalation.extract.llm.engine import LlmEngine

        return ModelDrafter(LlmEngine(endpoint_of(self.settings), tell=tell), self.frame, processes)


def _listen(state: Run, *, at_once: bool) -> None:
    """Ctrl-C once: what is in flight ends, nothing new begins. Twice, or `at_once`: now."""
    task = asyncio.current_task()

    def interrupted() -> None:
        if task and (at_once or state.stopped):
            task.cancel()
        else:
            state.stop("interrupted")
            say("\nfinishing what is in flight; press Ctrl-C again to end at once")

    try:
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, interrupted)
    except NotImplementedError:  # Windows: Ctrl-C ends at once
        return


def _end(wanted: Wanted, journal: Journal, state: Run, settings: Settings) -> int:
    for line in _summary(wanted, journal, state, settings):
        say(line)
    if state.stopped == "interrupted":
        return 130
    if not state.complete or journal.counts().get("failed"):
        return 3
    flawed = any(end.digest and (end.digest.errors or end.digest.warnings) for end in journal.all())
    return int(wanted.strict and flawed)


def _summary(wanted: Wanted, journal: Journal, state: Run, settings: Settings) -> Iterator[str]:
    counts = journal.counts()
    yield (
        f"{state.done} drafted, {state.skipped} were done, {counts.get('kept', 0)} kept as edited, "
        f"{counts.get('failed', 0)} failed; briefs in {wanted.out}"
    )
    if state.tokens_in:
        cost = cost_words(state.tokens_in, state.tokens_out, settings.prices.get(settings.model or ""))
        yield f"{state.tokens_in:,} tokens in, {state.tokens_out:,} out{cost}"
    failures = [end for end in journal.all() if end.state == "failed"]
    for end in failures[:5]:
        yield f"failed: {end.source}: {end.why}"
    if len(failures) > 5:
        yield f"and {len(failures) - 5} more: see failures.csv"
    if state.stopped:
        yield f"stopped: {state.stopped}; run the same command again to go on"
