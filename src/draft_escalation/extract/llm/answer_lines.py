"""The answers of a batch, one JSON object a line.

Each is `{"custom_id", "response": {"status_code", "body"}, "error": {"code", "message"}}`.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from openai.types import Batch


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
    """Gives what became of a request that no line answers: its file was refused, or its time was over.

    A file refused for what waits already (`token_limit_exceeded`) may be sent again like a busy endpoint.
    """
    if batch.status != "failed":
        return Answered(0, f"the batch is {batch.status}".encode())
    errors = (batch.errors.data or []) if batch.errors else []
    said = next((one.message for one in errors if one.message), "no reason given")
    full = any("limit_exceeded" in (one.code or "") for one in errors)
    return Answered(429 if full else 400, json.dumps({"error": {"message": said}}).encode())


def _answered(told: dict[str, Any]) -> Answered:
    response = told.get("response")
    if isinstance(response, dict) and isinstance(response.get("status_code"), int):
        return Answered(response["status_code"], json.dumps(response.get("body")).encode())
    error = told.get("error")
    why = error.get("message") or error.get("code") if isinstance(error, dict) else None
    return Answered(0, str(why or "no answer").encode())
