"""The figures as text: engines side by side, threads that fall short, and what moved since another run."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from draft_escalation.eval.run import Outcome
from draft_escalation.eval.score import Score
from draft_escalation.eval.tally import Share, Tally

OVERHEAD, ANSWER = 2_500, 1_800
"""What a request may take beside the thread, and its answer; more is paid for on every draft."""


def _overhead(tally: Tally) -> str:
    if not tally.requests:
        return "0"
    return "not known" if tally.overhead is None else f"{tally.overhead:.0f}"


_ROWS: tuple[tuple[str, Callable[[Tally], str]], ...] = (
    ("threads", lambda t: str(t.threads)),
    ("failed", lambda t: str(t.failed)),
    ("recall in place", lambda t: f"{t.recall:.3f}"),
    ("invented slots", lambda t: str(t.invented)),
    ("corrected values carried", lambda t: str(t.carried)),
    ("strange numbers", lambda t: str(t.strange)),
    ("verdict", lambda t: _share(t.verdict)),
    ("severity", lambda t: _share(t.severity)),
    ("target", lambda t: _share(t.target)),
    ("triggers F1", lambda t: f"{t.triggers_f1:.3f}"),
    ("steps F1", lambda t: f"{t.steps_f1:.3f}"),
    ("findings a thread", lambda t: f"{t.findings:.1f}"),
    ("requests a thread", lambda t: f"{t.requests:.2f}"),
    ("tokens in a thread", lambda t: f"{t.tokens_in:.0f}"),
    ("tokens out a thread", lambda t: f"{t.tokens_out:.0f}"),
    (f"overhead, tokens a request (bar {OVERHEAD})", _overhead),
    (f"answer, tokens for 1000 words (bar {ANSWER})", lambda t: f"{t.answer:.0f}"),
    ("seconds a thread", lambda t: f"{t.seconds:.2f}"),
    ("cost", lambda t: "not known" if t.cost is None else f"{t.cost:.4f}"),
)


def table(tallies: Sequence[Tally]) -> str:
    """The figures, a column an engine, then recall by slot."""
    slots = dict.fromkeys(place for tally in tallies for place in tally.recall_by_slot)
    rows = [("", *(tally.engine for tally in tallies))]
    rows += [(name, *map(figure, tallies)) for name, figure in _ROWS]
    rows += [(f"  {slot}", *(_recall(tally.recall_by_slot.get(slot)) for tally in tallies)) for slot in slots]
    return "".join(f"{line}\n" for line in _aligned(rows))


def shortfalls(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for everything that a thread's brief lacks, makes up or decides wrongly."""
    for outcome in outcomes:
        if outcome.score is None:
            yield f"{outcome.name}: failed: {outcome.error}"
        else:
            yield from (f"{outcome.name}: {words}" for words in _short(outcome.score))


def moved(before: Sequence[Tally], now: Sequence[Tally]) -> str:
    """What differs from an earlier run, engine by engine; speed and cost aside."""
    lines = list[str]()
    earlier = {tally.engine: tally for tally in before}
    for tally in now:
        old = earlier.get(tally.engine)
        if old is None:
            lines.append(f"{tally.engine}: not in the earlier run")
            continue
        pairs = ((name, figure(old), figure(tally)) for name, figure in _ROWS[:-2])
        lines += [f"{tally.engine}: {name} {was} -> {now_}" for name, was, now_ in pairs if was != now_]
    return "".join(f"{line}\n" for line in lines or ["nothing moved"])


def _short(score: Score) -> Iterator[str]:
    if not score.verdict_right:
        yield f"verdict is {score.verdict}"
    if score.severity_right is False:
        yield f"severity is {score.severity}"
    if score.target_right is False:
        yield f"target is {score.target}"
    for what, places in (
        ("missed", score.missed), ("invented", score.invented),
        ("carries the corrected", score.carried), ("strange number", score.strange),
    ):  # fmt: skip
        yield from (f"{what} {place}" for place in places)


def _share(share: Share) -> str:
    return f"{share.right}/{share.of}"


def _recall(recall: float | None) -> str:
    return "" if recall is None else f"{recall:.3f}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        figures = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *figures)).rstrip()
