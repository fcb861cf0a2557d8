"""The part of a batch that only computes: from a job, or a job's report, to the bytes of its files."""

from dataclasses import dataclass

from draft_escalation.batch.customer import customer_of
from draft_escalation.batch.ended import Digest, digest_of
from draft_escalation.batch.job import Job
from draft_escalation.batch.signs import signs_of
from draft_escalation.brief.document import Document
from draft_escalation.draft import Frame, compose
from draft_escalation.extract.engine import Report
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.render.json import render_json
from draft_escalation.render.markdown import render_markdown


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted brief as bytes, and what the journal keeps of it."""

    json: bytes
    markdown: bytes
    digest: Digest
    signs: tuple[str, ...]
    customer: str
    tokens_in: int
    tokens_out: int
    requests: int


def drafted_offline(job: Job, frame: Frame) -> Drafted:
    """The brief of a job by the offline engine; for another process: takes and gives what can be sent."""
    report = Report(extraction=extract_offline(job.thread, frame.policy), engine="offline")
    return composed(job, report, frame)


def composed(job: Job, report: Report, frame: Frame) -> Drafted:
    """The brief of a job by an engine's report."""
    document = compose(job.thread, report, frame)
    json, markdown = files_of(document, frame.link_hosts)
    return Drafted(
        json=json,
        markdown=markdown,
        digest=digest_of(document),
        signs=signs_of(document),
        customer=customer_of(job.thread),
        tokens_in=report.tokens_in,
        tokens_out=report.tokens_out,
        requests=report.requests,
    )


def files_of(document: Document, link_hosts: tuple[str, ...] = ()) -> tuple[bytes, bytes]:
    """The bytes of a brief's two files, JSON and Markdown; links of `link_hosts` are clickable in it."""
    return (
        render_json(document).encode("utf-8", "surrogatepass"),
        render_markdown(document, link_hosts=link_hosts).encode("utf-8", "surrogatepass"),
    )


def markdown_of(json: bytes, link_hosts: tuple[str, ...] = ()) -> bytes:
    """The Markdown file that goes with a JSON file of ours."""
    return files_of(Document.model_validate_json(json), link_hosts)[1]
