"""Long threads in windows: on message boundaries, with overlap; later messages win when they are merged."""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import TypeVar

from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Fact, Signal
from draft_escalation.extract.llm.purse import CHARS_A_TOKEN
from draft_escalation.extract.llm.shown import Block
from draft_escalation.ground.superseded import Correction, stale_values, superseded_values
from draft_escalation.thread.model import Thread

Item = TypeVar("Item")

_LATEST_ONLY = {
    "summary",
    "impact.sla_status",
    "communication.last_update",
    "communication.owner",
    "needed.deadline",
}
_SENTENCES = 5
_PIECES = 4


def windows(blocks: Iterable[Block], tokens: int) -> list[tuple[str, ...]]:
    """Gives the lines of each request: one window where all fit.

    Every line is in one window at least; the ticket's fields (m0) are in all, and each window begins with the
    message that ended the one before, where these are short.
    """
    most = int(tokens * CHARS_A_TOKEN)
    blocks = [piece for block in blocks for piece in _split(block, most)]
    fields = [block for block in blocks[:1] if block.message == "m0" and _size(block) <= most // _PIECES]
    made: list[list[Block]] = []
    now, size = list[Block](), 0
    for block in blocks:
        more = _size(block)
        if now and size + more > most:
            made.append(now)
            now = _carried(fields, now[-1], block, most)
            size = sum(map(_size, now))
        now.append(block)
        size += more
    return [tuple(line for block in window for line in block.lines) for window in [*made, now]]


def _carried(fields: list[Block], last: Block, coming: Block, most: int) -> list[Block]:
    """What a new window repeats of those before, where there is room; of a message that goes on, nothing."""
    ended = last not in fields and last.message != coming.message
    short = [last] if ended and _size(last) <= most // _PIECES else []
    carried = [*fields, *short]
    return carried if sum(map(_size, [*carried, coming])) <= most else []


def _split(block: Block, most: int) -> Iterator[Block]:
    """The block, or where it fits no window, pieces small enough to fill windows well."""
    if _size(block) <= most:
        yield block
        return
    piece: list[str] = []
    size = 0
    for line in _short_lines(block.lines, most):
        if piece and size + len(line) > most // _PIECES:
            yield Block(block.message, tuple(piece))
            piece, size = [], 0
        piece.append(line)
        size += len(line) + 1
    if piece:
        yield Block(block.message, tuple(piece))


def _short_lines(lines: Iterable[str], most: int) -> Iterator[str]:
    """Lines, those that fit no window in pieces that repeat the id."""
    for line in lines:
        id_, _, text = line.partition(" ")
        room = max(most // _PIECES - len(id_) - 2, 1)
        if len(line) <= most:
            yield line
        else:
            yield from (f"{id_} {text[at : at + room]}" for at in range(0, len(text), room))


def _size(block: Block) -> int:
    return sum(map(len, block.lines)) + len(block.lines)


def merged(parts: Iterable[Extraction]) -> Extraction:
    """Gives one extraction of several in the order of the thread; what is said later wins."""
    return reduce(_two, parts)


def corrected(extraction: Extraction, thread: Thread) -> Extraction:
    """Gives a merged extraction without what the thread corrects later, where the slot has what is right.

    Whoever reads an early window cannot know of the correction. Where what is right is not told, the
    statement stays, and a rule reports it.
    """
    corrections = superseded_values(thread)
    facts = {path: _current(said, corrections) for path, said in extraction.facts.items()}
    return extraction.model_copy(update={"facts": facts})


def _current(said: tuple[Fact, ...], corrections: tuple[Correction, ...]) -> tuple[Fact, ...]:
    stale = {fact: stale_values(fact, corrections) for fact in said}
    told = {line for fact, wrong in stale.items() if not wrong for line in fact.lines}
    return tuple(
        fact for fact, wrong in stale.items() if not any(told.intersection(one.new_lines) for one in wrong)
    )


def _two(early: Extraction, late: Extraction) -> Extraction:
    facts = dict(early.facts)
    for path, said in late.facts.items():
        facts[path] = said if path in _LATEST_ONLY else _joined(path, facts.get(path, ()), said)
    return Extraction(
        kind=early.kind if late.kind == "other" else late.kind,
        facts=facts,
        tried=_distinct(early.tried, late.tried, lambda one: one.action),
        asks=_distinct(early.asks, late.asks, lambda one: one.fact),
        context=_distinct(early.context, late.context, lambda one: one.fact),
        signals=_signals(early.signals, late.signals),
    )


def _joined(path: str, early: tuple[Fact, ...], late: tuple[Fact, ...]) -> tuple[Fact, ...]:
    both = _distinct(early, late, lambda fact: fact)
    if path != "issue_description" or len(both) <= _SENTENCES:
        return both
    return (*early[:2], *late[-3:])


def _distinct(
    early: tuple[Item, ...], late: tuple[Item, ...], fact: Callable[[Item], Fact]
) -> tuple[Item, ...]:
    """All items once, by their words; an item said again stands as it was said later."""
    return tuple({" ".join(fact(item).text.lower().split()): item for item in early + late}.values())


def _signals(early: tuple[Signal, ...], late: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Signals by id with all their lines; a claim does not weaken what was shown before."""
    found = {signal.id: signal for signal in early}
    for signal in late:
        before = found.get(signal.id, signal)
        weaker = signal.state == "claimed" and before.state == "holds"
        lines = tuple(dict.fromkeys((*before.lines, *signal.lines)))
        found[signal.id] = (before if weaker else signal).model_copy(update={"lines": lines})
    return tuple(found.values())
