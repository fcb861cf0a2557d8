"""The connection to an endpoint: openai's client, asked through instructor for answers in a given form."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import instructor
from instructor.core.hooks import Hooks
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion

from draft_escalation.extract.llm.request import Messages
from draft_escalation.extract.llm.settings import OPENAI, Endpoint
from draft_escalation.extract.llm.wire import AnyPart, asked_form

_MODES = {"tools": instructor.Mode.TOOLS, "json_schema": instructor.Mode.JSON_SCHEMA}


class Link:
    """An open connection; close it with `close`."""

    def __init__(self, endpoint: Endpoint) -> None:
        _hush(logging.getLogger("instructor"))
        self._openai = AsyncOpenAI(
            base_url=endpoint.base_url or OPENAI,
            api_key=endpoint.api_key or "none",
            timeout=endpoint.timeout_s,
            max_retries=0,
        )
        self._create: Callable[..., Awaitable[Any]] = instructor.patch(
            create=self._post, mode=_MODES[endpoint.mode]
        )

    async def close(self) -> None:
        """Ends it."""
        await self._openai.close()

    async def models(self) -> tuple[str, ...]:
        """The models that the endpoint lists. Raises the libraries' own errors."""
        return tuple(sorted([model.id async for model in self._openai.models.list()]))

    async def complete(
        self, form: type[AnyPart], messages: Messages, model: str, replies: list[Any]
    ) -> AnyPart:
        """Gives the answer in the form asked for, and in `replies` the completion that held it.

        Raises the libraries' own errors, among them pydantic's ValidationError.
        """
        hooks = Hooks()
        hooks.on("completion:response", replies.append)
        answer = await self._create(
            response_model=asked_form(form),
            messages=messages,
            model=model,
            max_retries=0,
            strict=False,
            hooks=hooks,
        )
        return form.model_validate(answer.model_extra)

    async def _post(self, **body: Any) -> ChatCompletion:
        """What `chat.completions.create` does, without its walk through the schema on every call."""
        return await self._openai.post("/chat/completions", cast_to=ChatCompletion, body=_strict(body))


def _strict(body: dict[str, Any]) -> dict[str, Any]:
    """Asks the endpoint to hold the model to the schema; instructor alone does not."""
    for tool in body.get("tools") or []:
        tool["function"]["strict"] = True
    if shape := body.get("response_format"):
        shape["json_schema"]["strict"] = True
    return body


def _hush(logger: logging.Logger) -> None:
    """Keeps a library's own error lines off stderr: they repeat what we say, with the server's words."""
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
