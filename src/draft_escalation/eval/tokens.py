"""The tokens of a draft that are not its thread: instructions and form, and the answer."""

import json

from draft_escalation.extract.engine import Engine, Report
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.request import Messages, requests_for
from draft_escalation.extract.llm.wire import answer_schema
from draft_escalation.thread.model import Thread

WORDS = 1_000


def overhead(thread: Thread, engine: Engine, report: Report) -> float | None:
    """Gives the tokens of one request that are not the thread: instructions, frame, schema.

    They are their share, by characters, of the tokens that were sent. None where no model was asked, or was
    asked more often than for the thread alone: what a repair takes is not told apart.
    """
    if not isinstance(engine, LlmEngine):
        return None
    window, redact = engine.endpoint.window_tokens, engine.endpoint.redact
    requests = requests_for(thread, window, redact)
    if report.requests != len(requests):
        return None
    beside = _size(requests_for(Thread("", "", None, ()), window, redact))
    return report.tokens_in * beside / _size(requests)


def answer_for_1000_words(thread: Thread, report: Report) -> float:
    """Gives the tokens received for a thousand words of thread; a shorter thread counts as a thousand."""
    return report.tokens_out * WORDS / max(len(thread.text.split()), WORDS)


def _size(requests: list[Messages]) -> int:
    """Characters, each request with the schema that goes with it."""
    said = sum(len(message["content"]) for messages in requests for message in messages)
    return said + len(requests) * len(json.dumps(answer_schema(), separators=(",", ":")))
