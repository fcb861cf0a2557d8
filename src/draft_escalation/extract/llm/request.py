"""What is sent: the same first part for every thread, the thread last and as data."""

from functools import cache
from typing import Any

from draft_escalation.brief.slots import slots
from draft_escalation.extract.llm.purse import CHARS_A_TOKEN
from draft_escalation.extract.llm.shown import marker, sendable, shown, subject
from draft_escalation.extract.llm.windows import windows
from draft_escalation.extract.llm.wire import short_name
from draft_escalation.guard.personal import Veil
from draft_escalation.guard.thread import Redact, printable
from draft_escalation.prompts import load_prompt
from draft_escalation.skill.signals import SignalRow, signals
from draft_escalation.thread.model import Thread

Messages = list[dict[str, Any]]


def requests_for(thread: Thread, window_tokens: int, redact: Redact = "secrets") -> list[Messages]:
    """Gives the messages of each request: one in the ordinary case, more where the thread is long."""
    sent = sendable(thread, redact)
    mark, title, veil = marker(thread), subject(sent), veil_for(thread, redact)
    head = (f"subject: {title}",) if title else ()
    beside = int(sum(len(line) + 1 for line in head) / CHARS_A_TOKEN) + 1
    parts = windows(shown(sent), max(window_tokens - beside, window_tokens // 2))
    made: list[Messages] = []
    for number, lines in enumerate(parts, 1):
        part = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        text = load_prompt("thread", marker=mark, part=part, thread=veil.hide("\n".join((*head, *lines))))
        made.append([_system(), {"role": "user", "content": text}])
    return made


def veil_for(thread: Thread, redact: Redact) -> Veil:
    """Gives what hides personal data and puts it back; nothing where that is not asked for."""
    return Veil(printable(thread) if redact == "personal" else None)


def _system() -> dict[str, Any]:
    return {"role": "system", "content": instructions()}


@cache
def instructions() -> str:
    """The part that is the same for every thread, first, so that endpoints can cache it."""
    slot_rows = "\n".join(f"{short_name(path)}: {slot.prompt.rstrip('.')}" for path, slot in slots().items())
    signal_rows = "\n".join(
        f"{id_} ≠ {row.does_not_count}" for id_, row in signals().items() if asked_for(row)
    )
    return load_prompt("extract", slots=slot_rows, signals=signal_rows)


def asked_for(row: SignalRow) -> bool:
    """Whether a model is asked about the row: not where it only follows from others, for severity alone."""
    follows = any(row.id in other.implies for other in signals().values())
    return not follows or bool(row.trigger or row.targets or row.support or row.deescalates)
