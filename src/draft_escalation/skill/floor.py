"""What no engine can talk away: signals that support's own lines show by cues, and who may settle a thread.

A model may have obeyed an order that nobody noticed. It may raise with the lines it cites, but it never goes
below what the cues find in the words of staff and records, and it settles nothing on a customer's line alone.
"""

from collections.abc import Iterable, Iterator, Sequence

from draft_escalation.brief.model import Signal
from draft_escalation.skill.signals import SignalRow, signals
from draft_escalation.thread.model import Role, Thread

_OWN: tuple[Role, ...] = ("agent", "system")


def held_up(reported: Sequence[Signal], found: Sequence[Signal], thread: Thread) -> tuple[Signal, ...]:
    """Gives an engine's signals, and those that the cues `found` in lines of staff or record and it left out.

    A row that settles the thread or lowers its severity is only claimed where neither a line of staff or
    record nor a cue bears it.
    """
    standing = {signal.id for signal in found if signal.state == "holds"}
    kept = tuple(_weighed(signal, standing, thread) for signal in reported)
    return (*kept, *_left_out(kept, found))


def _weighed(signal: Signal, standing: Iterable[str], thread: Thread) -> Signal:
    firm = signal.state != "holds" or signal.id in standing or not _calms(signals()[signal.id])
    if firm or any(role in _OWN for role in _speakers(signal, thread)):
        return signal
    return signal.model_copy(update={"state": "claimed"})


def _calms(row: SignalRow) -> bool:
    return row.support or row.deescalates or bool(row.lowers)


def _speakers(signal: Signal, thread: Thread) -> Iterator[Role]:
    messages = (thread.message_of(line) for line in signal.lines)
    return (message.role for message in messages if message)


def _left_out(reported: Sequence[Signal], found: Sequence[Signal]) -> Iterator[Signal]:
    """Signals of support's own that the report has neither as they are nor as taken back."""
    there = {signal.id for signal in reported if signal.state != "claimed"}
    for signal in found:
        if signal.id not in there and signal.state == "holds" and signal.by in _OWN:
            yield signal
