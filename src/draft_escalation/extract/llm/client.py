"""The one client of an endpoint: asks for an answer in a given form, and retries what passes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from draft_escalation.errors import EndpointError, ModelError, UserError
from draft_escalation.extract.llm.purse import Purse
from draft_escalation.extract.llm.reply import Unreadable, judged, tokens
from draft_escalation.extract.llm.request import Messages
from draft_escalation.extract.llm.retry import TRIES, Busy, Pause, Sleep
from draft_escalation.extract.llm.settings import Endpoint, check_settings, where
from draft_escalation.extract.llm.wire import AnyPart
from draft_escalation.prompts import load_prompt

if TYPE_CHECKING:
    from draft_escalation.extract.llm.link import Link

Result = TypeVar("Result")


class Client:
    """An open connection; `async with Client(endpoint) as client`, then `ask` as often as wanted."""

    _link: "Link"

    def __init__(self, endpoint: Endpoint, sleep: Sleep = asyncio.sleep) -> None:
        self.endpoint = endpoint
        self._model = endpoint.model
        self._pause = Pause(sleep, endpoint.patience_s)

    async def __aenter__(self) -> Self:
        check_settings(self.endpoint)
        from draft_escalation.extract.llm.link import Link

        self._link = Link(self.endpoint)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._link.close()

    async def models(self) -> tuple[str, ...]:
        """The models that the endpoint lists, none where it keeps no list. Raises EndpointError."""
        from openai import NotFoundError

        async def listing() -> tuple[str, ...]:
            try:
                return await self._link.models()
            except NotFoundError:
                return ()

        return await self._persist(listing)

    async def model(self) -> str:
        """The model that is asked: the one given, else the only one. Raises UserError where there is none."""
        if self._model is None:
            from draft_escalation.extract.llm.failures import listed

            models = await self.models()
            if len(models) != 1:
                has = f"has {listed(models)}" if models else "lists no models"
                raise UserError(f"no model chosen, and {where(self.endpoint)} {has}; choose one with --model")
            self._model = models[0]
        return self._model

    async def ask(self, form: type[AnyPart], messages: Messages, purse: Purse) -> AnyPart:
        """Gives the model's answer in the form asked for; what cannot be read is asked for once more.

        Raises ModelError where the model refuses, is cut off or stays unreadable, EndpointError where the
        endpoint fails for good.
        """
        try:
            return await self._ask_once(form, messages, purse)
        except Unreadable as first:
            again = [
                *messages,
                {"role": "assistant", "content": first.answer or "(nothing)"},
                {"role": "user", "content": load_prompt("again", error=first.why)},
            ]
            if not purse.affords(again):
                raise ModelError(
                    f"unreadable answer: {first.why}; the token budget allows no second"
                ) from None
            try:
                return await self._ask_once(form, again, purse)
            except Unreadable as second:
                raise ModelError(
                    f"unreadable answer, twice: {second.why}; try another model or mode"
                ) from None

    async def _ask_once(self, form: type[AnyPart], messages: Messages, purse: Purse) -> AnyPart:
        model = await self.model()
        return await self._persist(lambda: self._send(form, messages, model, purse))

    async def _send(self, form: type[AnyPart], messages: Messages, model: str, purse: Purse) -> AnyPart:
        import openai

        from draft_escalation.extract.llm.failures import no_such_model

        purse.requests += 1
        try:
            completion = await self._link.send(form, messages, model)
        except openai.NotFoundError:
            raise no_such_model(self.endpoint, model, await self._models_if_any()) from None
        purse.pay(*tokens(completion, messages))
        try:
            return self._link.read(form, completion)
        except Exception as error:  # noqa: BLE001  (whatever stumbles over an answer: it is the answer's fault)
            raise judged(completion, error) from None

    async def _models_if_any(self) -> tuple[str, ...]:
        try:
            return await self.models()
        except EndpointError:
            return ()

    async def _persist(self, send: Callable[[], Awaitable[Result]]) -> Result:
        """Gives what `send` gives, with every failure of transport retried or told in one line."""
        from draft_escalation.extract.llm.failures import TRANSPORT, gave_up, meaning

        async def bounded() -> Result:
            try:
                async with asyncio.timeout(self.endpoint.timeout_s):
                    return await send()
            except TRANSPORT as error:
                raise meaning(error, self.endpoint) from None

        try:
            return await self._pause.retrying(bounded)
        except Busy as busy:
            raise gave_up(busy, self.endpoint, TRIES) from None
