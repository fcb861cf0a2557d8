"""The connection whose requests go out in files: the same bodies, the same answers, in their own time."""

import json
from collections.abc import Callable
from typing import Any

from draft_escalation.errors import EndpointError
from draft_escalation.extract.llm.answer_lines import Answered
from draft_escalation.extract.llm.failures import short
from draft_escalation.extract.llm.filing import Bounds, Filing
from draft_escalation.extract.llm.link import Link, completion_of
from draft_escalation.extract.llm.request import Messages
from draft_escalation.extract.llm.retry import Busy
from draft_escalation.extract.llm.settings import Endpoint, where
from draft_escalation.extract.llm.store import Store
from draft_escalation.extract.llm.wire import Part

_PASSING = {0, 408, 429}


class FiledLink(Link):
    """A `Link` by the endpoint's files and batches; the pace of single requests does not bind it."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        store: Store,
        tell: Callable[[str], None],
        bounds: Bounds | None = None,
    ) -> None:
        super().__init__(endpoint, lambda _: None)
        self._place = where(endpoint)
        self._filing = Filing(self._openai, endpoint, store, tell, bounds)

    @property
    def promised(self) -> int:
        """About how many tokens the requests that wait for an answer take."""
        return self._filing.promised

    async def open(self) -> None:
        """Finds what was sent before. Raises UserError where the endpoint has no batches."""
        await self._filing.open()

    async def close(self) -> None:
        """Ends it; what was sent stays under way."""
        await self._filing.close()
        await super().close()

    async def send(self, form: type[Part], messages: Messages, model: str) -> Any:
        """Gives the completion. Raises Busy where asking again may help, else EndpointError."""
        answer = await self._filing.ask(self.content(form, messages, model))
        if answer.status == 200:
            return completion_of(answer.body)
        said = _said(answer)
        if answer.status in _PASSING or answer.status >= 500:
            raise Busy(f"status {answer.status}: {said}" if answer.status else said, answered=True)
        raise EndpointError(
            f"{self._place} says {answer.status}: {said}; see --model and the endpoint's mode"
        )


def _said(answer: Answered) -> str:
    """An error's own words."""
    try:
        body = json.loads(answer.body)
        text = body["error"]["message"]
    except (ValueError, TypeError, KeyError):
        text = answer.body.decode("utf-8", "replace")
    return short(str(text))
