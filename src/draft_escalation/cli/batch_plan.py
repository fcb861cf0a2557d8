"""What a batch would do, and what that would cost: said, and nothing drafted or written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.files import prints_on_disk
from draft_escalation.batch.job import Job
from draft_escalation.batch.journal import FILE, Journal
from draft_escalation.batch.outlook import todo
from draft_escalation.cli.progress import cost_words
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.settings import Settings
from draft_escalation.thread.model import Thread

_ANSWER, _SCHEMA = 500, 700
"""Tokens of an ordinary answer, and of the schema that goes along with a request."""


def plan(
    items: Iterable[Job | Ended], out: Path, settings: Settings, *, model: bool, retry_failed: bool
) -> int:
    """Says on standard output what would be done, by the journal if there is one; gives the exit code."""
    counts = dict.fromkeys(("draft", "restore", "keep", "skip"), 0)
    failures: list[Ended] = []
    tokens_in = tokens_out = 0
    journal = Journal.open(out) if (out / FILE).is_file() else None
    for item in items:
        if isinstance(item, Ended):
            failures.append(item)
            continue
        before = journal.get(item.id) if journal else None
        what = todo(item.key, before, prints_on_disk(out, item.name), retry_failed=retry_failed)
        counts[what] += 1
        if model and what == "draft":
            sent, requests = _asked(item.thread, settings.window_tokens)
            tokens_in, tokens_out = tokens_in + sent, tokens_out + requests * _ANSWER
    cost = f", about {tokens_in:,} tokens in and {tokens_out:,} out" if model else ", no tokens: offline"
    cost += cost_words(tokens_in, tokens_out, settings.prices.get(settings.model or ""))
    for line in _lines(counts, failures, cost, journal.sent.waiting() if journal else 0):
        print(strip_hidden(line).replace("\n", " "))
    return 3 if failures else 0


def _asked(thread: Thread, window_tokens: int) -> tuple[int, int]:
    """About how many tokens a thread's requests take, and how many requests there are."""
    from draft_escalation.extract.llm.purse import estimate
    from draft_escalation.extract.llm.request import requests_for

    requests = requests_for(thread, window_tokens)
    return sum(estimate(one) + _SCHEMA for one in requests), len(requests)


def _lines(counts: Mapping[str, int], failures: Sequence[Ended], cost: str, waiting: int) -> Iterator[str]:
    yield f"{counts['draft']} to draft{cost}"
    if waiting:
        yield f"{waiting:,} requests of these are sent already, and are not sent again"
    yield f"{counts['skip'] + counts['restore']} are done, {counts['keep']} edited and kept"
    yield f"{len(failures)} cannot be read"
    yield from (f"  {end.source}: {end.why}" for end in failures[:20])
