"""The language-model engine: one request a thread in the ordinary case."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Self

from draft_escalation.errors import DraftEscalationError, Spent, UserError
from draft_escalation.extract.engine import Report
from draft_escalation.extract.llm.purse import Purse
from draft_escalation.extract.llm.request import Messages, requests_for, veil_for
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.extract.llm.windows import corrected, merged
from draft_escalation.guard.thread import Redact
from draft_escalation.prompts import prompt_version
from draft_escalation.thread.model import Thread

if TYPE_CHECKING:
    from draft_escalation.extract.llm.client import Client
    from draft_escalation.extract.llm.link import Connect


class LlmEngine:
    """Reads threads with a language model; fulfils `extract.engine.Engine`.

    `async with LlmEngine(endpoint) as engine` keeps one client open over many drafts, which may run at the
    same time; without it each draft opens and closes its own. `sleep` is what waits between tries; `tell`
    hears in one line when the endpoint stops answering, and when it answers again; `connect` makes the
    connection, where it is not the usual one.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        tell: Callable[[str], None] = lambda _: None,
        connect: "Connect | None" = None,
    ) -> None:
        self.endpoint = endpoint
        self._sleep, self._tell, self._connect = sleep, tell, connect
        self._client: Client | None = None

    async def __aenter__(self) -> Self:
        self._client = await self._new_client().__aenter__()
        return self

    async def __aexit__(self, *raised: object) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.__aexit__(*raised)

    def prompt_for(self, thread: Thread) -> Messages:
        """The messages that `extract` would send, the instructions once; nothing leaves the machine."""
        first, *more = requests_for(thread, self.endpoint.window_tokens, self.endpoint.redact)
        return [*first, *(request[-1] for request in more)]

    async def extract(self, thread: Thread) -> Report:
        """Gives the model's report.

        Raises UserError where no model is chosen or the thread is beyond the token budget, ModelError where
        the model refuses or cannot answer in form, EndpointError where the endpoint fails for good.
        """
        requests = requests_for(thread, self.endpoint.window_tokens, self.endpoint.redact)
        purse = Purse(self.endpoint.budget_tokens)
        _check_budget(purse, requests)
        try:
            async with self._open() as client:
                return await _drafted(client, requests, thread, purse, self.endpoint.redact)
        except DraftEscalationError as error:
            error.spent = Spent(purse.tokens_in, purse.tokens_out, purse.requests)
            raise

    @asynccontextmanager
    async def _open(self) -> "AsyncIterator[Client]":
        if self._client is not None:
            yield self._client
        else:
            async with self._new_client() as client:
                yield client

    def _new_client(self) -> "Client":
        from draft_escalation.extract.llm.client import Client

        return Client(self.endpoint, self._sleep, self._tell, self._connect)


async def _drafted(
    client: "Client", requests: list[Messages], thread: Thread, purse: Purse, redact: Redact
) -> Report:
    from draft_escalation.extract.llm.domain import to_extraction
    from draft_escalation.extract.llm.repair import repaired
    from draft_escalation.extract.llm.wire import Answer

    answers = [await client.ask(Answer, messages, purse) for messages in requests]
    if redact == "personal":
        veil = veil_for(thread, redact)
        answers = [Answer.model_validate(veil.put_back(answer.model_dump())) for answer in answers]
    extraction = merged([to_extraction(answer, thread) for answer in answers])
    if len(answers) > 1:
        extraction = corrected(extraction, thread)
    return Report(
        extraction=await repaired(extraction, thread, client, purse, redact),
        engine="llm",
        model=await client.model(),
        prompt_version=prompt_version(),
        tokens_in=purse.tokens_in,
        tokens_out=purse.tokens_out,
        requests=purse.requests,
    )


def _check_budget(purse: Purse, requests: list[Messages]) -> None:
    if not purse.affords(*requests):
        raise UserError(
            f"the thread takes about {purse.cost(*requests):,} tokens in {len(requests)} requests, "
            f"the budget is {purse.budget:,}; raise the budget, shorten the thread, or use --engine offline"
        )
