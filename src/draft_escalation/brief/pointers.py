"""Pointers of a typed brief, which name messages, made to name the lines of a thread."""

from typing import Any

from draft_escalation.brief.model import Brief
from draft_escalation.thread.model import Thread

_POINTING = frozenset({"lines", "superseded"})


def with_lines(brief: Brief, thread: Thread) -> Brief:
    """Gives the brief with every `m3` replaced by the lines of message 3; unknown pointers stay."""
    return Brief.model_validate(_walked(brief.model_dump(), thread))


def _walked(value: Any, thread: Thread) -> Any:
    if isinstance(value, dict):
        return {
            key: _lines(one, thread) if key in _POINTING else _walked(one, thread)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_walked(one, thread) for one in value]
    return value


def _lines(pointers: tuple[str, ...], thread: Thread) -> list[str]:
    messages = thread.messages_by_id
    found: list[str] = []
    for pointer in pointers:
        message = messages.get(pointer)
        found += [line.id for line in message.lines] if message else [pointer]
    return found
