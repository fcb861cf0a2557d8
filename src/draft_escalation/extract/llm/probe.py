"""What an endpoint can do: asked once in each form in which drafts can ask, without a thread."""

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from draft_escalation.errors import DraftEscalationError
from draft_escalation.extract.llm.client import Client
from draft_escalation.extract.llm.purse import ANSWER, CHARS_A_TOKEN, Purse
from draft_escalation.extract.llm.reply import Unreadable
from draft_escalation.extract.llm.request import instructions
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.extract.llm.wire import Answer, answer_schema
from draft_escalation.prompts import load_prompt
from draft_escalation.tables import Record

Mode = Literal["tools", "json_schema"]
CONTEXT = (
    "n_ctx",
    "loaded_context_length",
    "max_model_len",
    "context_length",
    "context_window",
    "max_context_length",
    "max_context_window_tokens",
    "n_ctx_train",
)
"""What servers call a model's context in their list of models, what is served before what was trained."""


class Tried(Record):
    """One mode: `error` is what came instead of the form, None where the form came.

    `tokens` are those sent and received, None where the endpoint does not count.
    """

    mode: Mode
    error: str | None = None
    tokens: tuple[int, int] | None = None


class Probed(Record):
    """What an endpoint lists, the model that is asked, its context in tokens where that is told."""

    models: tuple[str, ...]
    model: str
    context: int | None
    tried: tuple[Tried, ...]

    def works(self, mode: Mode) -> bool:
        """Whether the form came in this mode."""
        return any(one.mode == mode and one.error is None for one in self.tried)


async def probe(endpoint: Endpoint) -> Probed:
    """Gives what the endpoint can do, by two completions of a few tokens; nothing is tried twice.

    Raises UserError where no model is chosen, EndpointError where the list of models fails for good.
    """
    async with Client(endpoint, tries=1) as client:
        rows = await client.listing()
        model = await client.model()
    asked = endpoint.model_copy(update={"model": model})
    return Probed(
        models=tuple(row["id"] for row in rows),
        model=model,
        context=next((context_of(row) for row in rows if row["id"] == model), None),
        tried=tuple([await _tried(mode, asked) for mode in get_args(Mode)]),
    )


async def _tried(mode: Mode, endpoint: Endpoint) -> Tried:
    purse, error = Purse(endpoint.budget_tokens), None
    async with Client(endpoint.model_copy(update={"mode": mode}), tries=1) as client:
        try:
            await client.ask_once(Answer, [{"role": "user", "content": load_prompt("probe")}], purse)
        except Unreadable as unreadable:
            error = unreadable.why
        except DraftEscalationError as failed:
            error = str(failed)
    return Tried(
        mode=mode, error=error, tokens=(purse.tokens_in, purse.tokens_out) if purse.counted else None
    )


def context_of(row: Mapping[str, Any]) -> int | None:
    """Gives the context in tokens that a row of a list of models tells, at its top or in its `meta`."""
    meta = row.get("meta")
    told = {**row, **meta} if isinstance(meta, dict) else row
    found = (told.get(name) for name in CONTEXT)
    return next((size for size in found if isinstance(size, int) and size > 0), None)


def window_within(context: int) -> int:
    """Gives the most tokens of a thread that a request can carry beside instructions, form and answer."""
    beside = len(instructions()) + len(json.dumps(answer_schema()))
    return context - ANSWER - int(beside / CHARS_A_TOKEN)
