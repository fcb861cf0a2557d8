"""The answers of a batch, one JSON object a line.

Each is `{"custom_id", "response": {"status_code", "body"}, "error": {"code", "message"}}`.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from openai.types import Batch, BatchError


class Answered(NamedTuple):
    """How one request was answered: HTTP status and JSON body; status 0 where no answer came, and why not."""

    status: int
    body: bytes


def answers_in(content: bytes) -> Iterator[tuple[str, Answered]]:
    """Gives ids and answers of an output or error file; what is no such line answers nobody."""
    for line in content.splitlines():
        try:
            told = json.loads(line)
            id_ = told["custom_id"]
        except (ValueError, TypeError, KeyError):
            continue
        if isinstance(id_, str):
            yield id_, _answered(told)


def unanswered(batch: "Batch") -> Answered:
    """Gives what became of a request that no line answers: its file was refused, or its time was over."""
    said = next((one.message for one in _errors(batch) if one.message), "")
    return Answered(0, f"the batch is {batch.status}{f' ({said})' if said else ''}".encode())


def is_queue_full(batch: "Batch") -> bool:
    """Whether a file was refused because too much waits already: OpenAI's `token_limit_exceeded`."""
    return batch.status == "failed" and any("limit_exceeded" in (one.code or "") for one in _errors(batch))


def _errors(batch: "Batch") -> "list[BatchError]":
    return (batch.errors.data or []) if batch.errors else []


def _answered(told: dict[str, Any]) -> Answered:
    response = told.get("response")
    if isinstance(response, dict) and isinstance(status := response.get("status_code"), int):
        body = response.get("body")
        if status == 200 and not (isinstance(body, dict) and isinstance(body.get("choices"), list)):
            return Answered(0, b"the answer is no chat completion")
        return Answered(status, json.dumps(body).encode())
    error = told.get("error")
    why = error.get("message") or error.get("code") if isinstance(error, dict) else None
    return Answered(0, str(why or "no answer").encode())
