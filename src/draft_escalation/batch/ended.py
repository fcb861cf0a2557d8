"""How a thread of a batch ended: drafted, failed, or left alone because a reviewer has edited its brief."""

from datetime import datetime
from typing import Literal

from draft_escalation.batch.files import Prints
from draft_escalation.brief.document import Document, Verdict
from draft_escalation.brief.model import Severity, Target
from draft_escalation.tables import Record

State = Literal["done", "failed", "kept"]


class Digest(Record):
    """What the batch's page and its tables show of one brief."""

    subject: str
    customer: str
    verdict: Verdict
    severity: Severity
    target: Target
    errors: int
    warnings: int
    last_at: datetime | None
    messages: int


class Ended(Record):
    """The end of one thread; `why` is the reason of a failure, and `retryable` whether it may pass.

    `written` are the prints of the brief's files as the batch wrote them, `before` those of the files that
    they replace: any other on disk are a reviewer's.
    `signs` are what tells the same issue in other threads, `customer` whose thread it is, `related` the
    places of the threads that its brief names as the same issue, and how many more there are.
    """

    id: str
    name: str
    key: str
    source: str
    state: State
    why: str = ""
    retryable: bool = False
    written: Prints | None = None
    before: Prints | None = None
    digest: Digest | None = None
    signs: tuple[str, ...] = ()
    customer: str = ""
    related: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0


def digest_of(document: Document) -> Digest:
    """The digest of a brief."""
    thread, brief = document.thread, document.brief
    customers = brief.impact.customers_affected
    levels = [finding.level for finding in document.findings]
    return Digest(
        subject=brief.summary.text,
        customer=next((fact.text for fact in customers if fact.state != "silent"), ""),
        verdict=document.decision.verdict,
        severity=brief.severity,
        target=brief.target,
        errors=levels.count("error"),
        warnings=levels.count("warning"),
        last_at=thread.last_at if thread else None,
        messages=len(thread.messages) if thread else 0,
    )
