"""What came back that is not the answer asked for: whose matter it is, in one line."""

import json
from typing import Any

from pydantic import ValidationError

from draft_escalation.errors import EndpointError, ModelError
from draft_escalation.extract.llm.purse import CHARS_A_TOKEN

_LONGEST = 200
_MOST_ERRORS = 3


class Unreadable(Exception):  # noqa: N818  (the model can still put it right)
    """The answer is not in the form asked for: what is wrong, and the answer."""

    def __init__(self, why: str, answer: str) -> None:
        super().__init__(why)
        self.why, self.answer = why, answer


def judged(reply: Any, error: BaseException) -> Exception:
    """Gives what a completion means that could not be read: ModelError, EndpointError, or Unreadable."""
    if getattr(reply, "choices", None) is None:
        return EndpointError("the answer is no chat completion; see whether the base URL ends in /v1")
    if not reply.choices:
        return Unreadable("it holds no answer at all", "")
    choice = reply.choices[0]
    message, stopped = choice.message, choice.finish_reason
    if refusal := getattr(message, "refusal", None):
        return ModelError(
            f"the model refuses: {_short(refusal).rstrip('.')}; read the thread, or use another model"
        )
    if stopped == "content_filter":
        return ModelError(
            "the endpoint's content filter stopped the answer; use another model or --engine offline"
        )
    if stopped == "length":
        out = tokens(reply, [])[1]
        return ModelError(f"answer cut at {out:,} tokens; use a model or setting that allows longer answers")
    return Unreadable(_why(error, message), words(message))


def words(message: Any) -> str:
    """The model's own words: the arguments of its call, else its text."""
    calls = getattr(message, "tool_calls", None) or []
    said = [call.function.arguments for call in calls if getattr(call, "function", None)]
    return "\n".join(text for text in said if text) or getattr(message, "content", None) or ""


def counted(reply: Any) -> tuple[int, int] | None:
    """Tokens sent and received, as the endpoint counted them; None where it does not."""
    usage = getattr(reply, "usage", None)
    sent, got = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    return (sent, got) if isinstance(sent, int) and isinstance(got, int) else None


def tokens(reply: Any, sent: list[dict[str, Any]]) -> tuple[int, int]:
    """Tokens sent and received, as the endpoint counted them, else estimated from what was sent and said."""
    if found := counted(reply):
        return found
    choices = getattr(reply, "choices", None) or []
    heard = sum(len(words(choice.message)) for choice in choices)
    told = sum(len(json.dumps(one, ensure_ascii=False)) for one in sent)
    return int(told / CHARS_A_TOKEN), int(heard / CHARS_A_TOKEN)


def _why(error: BaseException, message: Any) -> str:
    if isinstance(error, ValidationError):
        found = error.errors(include_url=False, include_input=False)[:_MOST_ERRORS]
        return _short(
            "; ".join(f"{'.'.join(map(str, one['loc'])) or 'answer'}: {one['msg']}" for one in found)
        )
    if not getattr(message, "tool_calls", None):
        return "prose instead of the form asked for"
    return "a call of another function than the one asked for"


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
