"""The one client of an endpoint: asks for an answer in a given form, and retries what passes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from draft_escalation.errors import EndpointError, ModelError, UserError
from draft_escalation.extract.llm.circuit import Circuit
from draft_escalation.extract.llm.pace import Pace, Sleep
from draft_escalation.extract.llm.purse import Purse
from draft_escalation.extract.llm.reply import Unreadable, counted, judged, tokens
from draft_escalation.extract.llm.request import Messages
from draft_escalation.extract.llm.retry import TRIES, Busy, retrying
from draft_escalation.extract.llm.settings import Endpoint, check_settings, where
from draft_escalation.extract.llm.wire import AnyPart
from draft_escalation.prompts import load_prompt

if TYPE_CHECKING:
    from draft_escalation.extract.llm.link import Connect, Link

Result = TypeVar("Result")


class Client:
    """An open connection; `async with Client(endpoint) as client`, then `ask` as often as wanted.

    Its requests share one pace and one circuit; `tell` hears in one line when the endpoint stops answering,
    and when it answers again. `tries` is how often a request is sent at most; `connect` makes the connection,
    where it is not the usual one.
    """

    _link: "Link"

    def __init__(
        self,
        endpoint: Endpoint,
        sleep: Sleep = asyncio.sleep,
        tell: Callable[[str], None] = lambda _: None,
        connect: "Connect | None" = None,
        tries: int = TRIES,
    ) -> None:
        self.endpoint = endpoint
        self._tries = tries
        self._model = endpoint.model
        self._sleep, self._tell, self._connect = sleep, tell, connect
        self._pace = Pace(sleep, endpoint.patience_s)

    async def __aenter__(self) -> Self:
        check_settings(self.endpoint)
        from draft_escalation.extract.llm.link import Link

        patience_s, place = self.endpoint.patience_s, where(self.endpoint)
        self._circuit = Circuit(self._sleep, patience_s, place, self._tell)
        self._link = (self._connect or Link)(self.endpoint, self._pace.learn)
        try:
            await self._link.open()
        except BaseException:
            await self._link.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._link.close()

    async def models(self) -> tuple[str, ...]:
        """The models that the endpoint lists, none where it keeps no list. Raises EndpointError."""
        return tuple(row["id"] for row in await self.listing())

    async def listing(self) -> tuple[dict[str, Any], ...]:
        """The same with all that the endpoint tells of each."""
        from openai import NotFoundError

        async def listing() -> tuple[dict[str, Any], ...]:
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
            return await self.ask_once(form, messages, purse)
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
                return await self.ask_once(form, again, purse)
            except Unreadable as second:
                raise ModelError(
                    f"unreadable answer, twice: {second.why}; try another model or mode"
                ) from None

    async def ask_once(self, form: type[AnyPart], messages: Messages, purse: Purse) -> AnyPart:
        """The same without a second request: raises Unreadable where the answer cannot be read."""
        model = await self.model()
        return await self._persist(lambda: self._send(form, messages, model, purse), purse.cost(messages))

    async def _send(self, form: type[AnyPart], messages: Messages, model: str, purse: Purse) -> AnyPart:
        import openai

        from draft_escalation.extract.llm.failures import no_such_model

        purse.requests += 1
        try:
            completion = await self._link.send(form, messages, model)
        except openai.NotFoundError:
            raise no_such_model(self.endpoint, model, await self._models_if_any()) from None
        purse.pay(*tokens(completion, [*messages, form.model_json_schema()]))
        purse.counted = counted(completion) is not None
        try:
            return self._link.read(form, completion)
        except Exception as error:  # noqa: BLE001  (whatever stumbles over an answer: it is the answer's fault)
            raise judged(completion, error) from None

    async def _models_if_any(self) -> tuple[str, ...]:
        try:
            return await self.models()
        except EndpointError:
            return ()

    async def _persist(self, send: Callable[[], Awaitable[Result]], tokens: int = 0) -> Result:
        """Gives what `send` gives, with every failure of transport retried or told in one line."""
        from draft_escalation.extract.llm.failures import TRANSPORT, gave_up, meaning

        async def bounded() -> Result:
            try:
                return await send()
            except TRANSPORT as error:
                raise meaning(error, self.endpoint) from None

        async def in_turn() -> Result:
            await self._pace.turn(tokens)
            try:
                return await self._circuit.call(bounded)
            except Busy as busy:
                if busy.retry_after_s is not None:
                    self._pace.ask(busy.retry_after_s)
                raise

        try:
            return await retrying(in_turn, self._sleep, self._tries)
        except Busy as busy:
            raise gave_up(busy, self.endpoint, self._tries) from None
