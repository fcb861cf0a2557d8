"""The connection to an endpoint: instructor words what is asked and reads answers, openai gives their form.

What instructor makes of a form is the same for every request, so it is made once; what openai makes of an
endpoint is too. So a request is encoded here, goes out under openai's headers, and comes back as openai's own
completion or error: walking through schema and headers again would cost more than the request itself.
"""

import json
import logging
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from aiohttp import encode_basic_auth
from httpx2 import create_ssl_context
from instructor import Mode, Provider
from instructor.processing.response import handle_response_model
from instructor.v2 import mode_registry
from openai import AsyncOpenAI, DefaultAioHttpClient
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from draft_escalation.extract.llm.exchange import Exchange, Heard
from draft_escalation.extract.llm.request import Messages
from draft_escalation.extract.llm.settings import OPENAI, Endpoint
from draft_escalation.extract.llm.wire import AnyPart, Part, asked_form

_MODES = {"tools": Mode.TOOLS, "json_schema": Mode.JSON_SCHEMA}


class Link:
    """A connection: `open` it, close it with `close`. `heard` is given the headers of every answer."""

    def __init__(self, endpoint: Endpoint, heard: Heard) -> None:
        _hush(logging.getLogger("instructor"))
        self._mode = _MODES[endpoint.mode]
        self._parse = mode_registry.get_handlers(Provider.OPENAI, self._mode).response_parser
        self._heads: dict[type[Part], str] = {}
        address = urlsplit(endpoint.base_url or OPENAI)
        login, trusted = _login(address), create_ssl_context()
        self._openai = AsyncOpenAI(
            base_url=address._replace(netloc=address.netloc.rpartition("@")[2]).geturl(),
            api_key=endpoint.api_key or "none",
            timeout=endpoint.timeout_s,
            max_retries=0,
            http_client=DefaultAioHttpClient(auth=login, timeout=endpoint.timeout_s, verify=trusted),
        )
        headers = _headers(self._openai, login)
        self._exchange = Exchange(address, headers, endpoint.timeout_s, trusted, heard)

    async def open(self) -> None:
        """Makes it ready; requests one by one need nothing."""

    async def close(self) -> None:
        """Ends it."""
        await self._exchange.close()
        await self._openai.close()

    async def models(self) -> tuple[dict[str, Any], ...]:
        """The models that the endpoint lists, as it tells of each, by `id`. Raises openai's own errors."""
        reply = await self._exchange.get(f"{self._openai.base_url}models")
        listing = json.loads(reply.content) if reply.is_json else ()
        rows = listing.get("data") if isinstance(listing, dict) else listing
        rows = rows if isinstance(rows, list) else []
        named = [row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]
        return tuple(sorted(named, key=lambda row: str(row["id"])))

    async def send(self, form: type[Part], messages: Messages, model: str) -> Any:
        """Gives the completion that should hold an answer in the form. Raises openai's own errors."""
        url = f"{self._openai.base_url}chat/completions"
        reply = await self._exchange.post(url, self.content(form, messages, model))
        return completion_of(reply.content) if reply.is_json else reply.text

    def content(self, form: type[Part], messages: Messages, model: str) -> bytes:
        """Gives the request's body, JSON on one line: the same bytes for the same question."""
        said = ", ".join(map(_worded, messages))
        return f'{self._head(form)[:-1]}, "messages": [{said}], "model": {_json(model)}}}'.encode()

    def read(self, form: type[AnyPart], completion: ChatCompletion) -> AnyPart:
        """Gives the answer that a completion holds. Raises instructor's own errors and pydantic's."""
        answer = self._parse(response=completion, response_model=asked_form(form), strict=False)
        return form.model_validate(answer.model_extra)

    def _head(self, form: type[Part]) -> str:
        """What asks for the form, beside messages and model, as JSON: the same in every request."""
        if form not in self._heads:
            _, head = handle_response_model(asked_form(form), mode=self._mode)
            self._heads[form] = _json(_strict(head))
        return self._heads[form]


_json = json.JSONEncoder(ensure_ascii=False).encode
_json_once = cache(_json)


def _worded(message: dict[str, Any]) -> str:
    """A message as JSON; the instructions, the same in every request, are encoded once."""
    if message["role"] != "system":
        return _json(message)
    return f'{{"role": "system", "content": {_json_once(message["content"])}}}'


def _login(address: SplitResult) -> tuple[str, str] | None:
    """User and password in the address."""
    return (unquote(address.username), unquote(address.password or "")) if address.username else None


def _headers(client: AsyncOpenAI, login: tuple[str, str] | None) -> dict[str, str]:
    """What openai sends along with every request; a login goes before the key."""
    headers = {**client.default_headers, **client.auth_headers}
    if login:
        headers["Authorization"] = encode_basic_auth(*login)
    return {name.lower(): value for name, value in headers.items() if isinstance(value, str)}


def completion_of(content: bytes) -> Any:
    """The completion; one that is not quite in openai's form is taken as far as it goes, as openai does."""
    try:
        return ChatCompletion.model_validate_json(content)
    except ValidationError:
        loose = json.loads(content)
        return ChatCompletion.construct(**loose) if isinstance(loose, dict) else loose


def _strict(head: dict[str, Any]) -> dict[str, Any]:
    """Asks the endpoint to hold the model to the schema; instructor alone does not."""
    for tool in head.get("tools") or []:
        tool["function"]["strict"] = True
    if shape := head.get("response_format"):
        shape["json_schema"]["strict"] = True
    return head


def _hush(logger: logging.Logger) -> None:
    """Keeps a library's own error lines off stderr: they repeat what we say, with the server's words."""
    logger.addHandler(logging.NullHandler())
    logger.propagate = False


Connect = Callable[[Endpoint, Heard], Link]
"""What makes a connection to an endpoint."""
