"""Drafts many threads with a language model by the endpoint's files and batches."""

from collections.abc import Callable

from draft_escalation.batch.drafters import ModelDrafter
from draft_escalation.batch.job import Job
from draft_escalation.batch.sent import Sent
from draft_escalation.batch.work import Drafted
from draft_escalation.draft import Frame
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.exchange import Heard
from draft_escalation.extract.llm.filed_link import FiledLink
from draft_escalation.extract.llm.filing import ON_BEHALF, Bounds
from draft_escalation.extract.llm.settings import Endpoint


class FiledDrafter(ModelDrafter):
    """Drafts by file: every thread in the works waits for its answer at the same time.

    `sent` remembers what is under way; `tell` hears in one line what was sent and what came back.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        frame: Frame,
        processes: int,
        sent: Sent,
        tell: Callable[[str], None],
        bounds: Bounds | None = None,
    ) -> None:
        self._link: FiledLink | None = None

        def connect(endpoint: Endpoint, _: Heard) -> FiledLink:
            self._link = FiledLink(endpoint, store=sent, tell=tell, bounds=bounds)
            return self._link

        super().__init__(LlmEngine(endpoint, _at_once, tell, connect), frame, processes)

    @property
    def promised(self) -> int:
        """About how many tokens the requests that wait for an answer take."""
        return self._link.promised if self._link else 0

    async def draft(self, job: Job) -> Drafted:
        """The brief of the model's report. Raises ModelError, EndpointError or UserError."""
        ON_BEHALF.set(job.id)
        return await super().draft(job)


async def _at_once(_: float) -> None:
    """Between two tries of a request lies a file's time; that is pause enough."""
