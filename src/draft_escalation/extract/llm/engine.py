"""The language-model engine: one request a thread in the ordinary case."""

from typing import Any, Self

from draft_escalation.extract.engine import Report
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.thread.model import Thread


class LlmEngine:
    """Reads threads with a language model; fulfils `extract.engine.Engine`.

    `async with LlmEngine(endpoint) as engine` keeps one client open over many drafts; without it each draft
    opens and closes its own.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    def prompt_for(self, thread: Thread) -> list[dict[str, Any]]:
        """The messages that `extract` would send first; nothing leaves the machine."""
        raise NotImplementedError

    async def extract(self, thread: Thread) -> Report:
        """Gives the model's report. Raises UserError, ModelError or EndpointError."""
        raise NotImplementedError
