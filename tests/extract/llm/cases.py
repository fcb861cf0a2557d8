"""What the tests of this room share: a small thread, a good answer, and an engine that does not wait."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from builders import Said, thread_of
from draft_escalation.extract.engine import Report
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.thread.model import Thread

EXPORT = thread_of(
    Said(
        "Ana Torres",
        "customer",
        "The CSV export fails. Since Monday all 14 users see error E-503.",
        "2026-04-13T15:22+02:00",
    ),
    Said(
        "Yusra",
        "agent",
        "I cleared the cache, the export still fails. We can reproduce it.",
        "2026-04-13T16:05+02:00",
    ),
    subject="Export fails",
)
GOOD: dict[str, Any] = {
    "kind": "bug",
    "facts": [
        {"slot": "summary", "text": "CSV export fails with E-503", "lines": "m1.1 m1.2"},
        {"slot": "customers_affected", "text": "14 users", "lines": "m1.2"},
        {"slot": "revenue_at_risk", "text": None, "lines": ""},
    ],
    "sla": None,
    "tried": [
        {"action": "Cleared the cache", "result": "the export still fails", "kind": "done", "lines": "m2.1"}
    ],
    "asks": [],
    "refs": [],
    "signals": [{"id": "bug_confirmed", "state": "holds", "lines": "m2.2"}],
}


@dataclass
class Naps:
    """Stands in for sleep: remembers the waits and does not wait; the loop's clock goes on by as much."""

    taken: list[float] = field(default_factory=list)
    ahead: float = 0.0

    async def __call__(self, seconds: float) -> None:
        """Remembers a wait."""
        self.taken.append(seconds)
        self.ahead += seconds
        loop = asyncio.get_running_loop()
        loop.time = lambda: type(loop).time(loop) + self.ahead  # type: ignore[method-assign]
        await asyncio.sleep(0)


def drafted(base_url: str, thread: Thread = EXPORT, naps: Naps | None = None, **settings: Any) -> Report:
    """The report of one draft against an endpoint."""
    endpoint = Endpoint(base_url=base_url, **settings)
    return asyncio.run(LlmEngine(endpoint, naps or Naps()).extract(thread))
