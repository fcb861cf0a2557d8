"""The seam between the chain and whatever reads a thread: one method, two implementations."""

from typing import Protocol

from draft_escalation.brief.extraction import Extraction
from draft_escalation.tables import Record
from draft_escalation.thread.model import Thread


class Report(Record):
    """An engine's extraction and what it cost. Token counts are those the endpoint gave, or estimates."""

    extraction: Extraction
    engine: str
    model: str | None = None
    prompt_version: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0


class Engine(Protocol):
    """Reads a thread and reports facts and signals with the ids of the lines that bear them."""

    async def extract(self, thread: Thread) -> Report:
        """Gives the report. Raises ModelError or EndpointError where a model cannot deliver."""
        ...
