"""The messages that a brief rests on, each with author, role and time as the thread writes it."""

from collections.abc import Iterator

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Brief, Fact
from draft_escalation.thread.model import Message


def cited_messages(document: Document) -> tuple[str, ...]:
    """`m3 Ana (customer), 13 Apr 15:22` for every message that a fact of the brief cites, oldest first."""
    if document.thread is None:
        return ()
    cited = {line.partition(".")[0] for fact in facts_of(document.brief) for line in fact.lines}
    return tuple(_who(message) for message in document.thread.messages if message.id in cited)


def facts_of(brief: Brief) -> Iterator[Fact]:
    """Every fact of a brief, in its order."""
    yield brief.summary
    for room in (brief.impact, brief.reproduction, brief.communication):
        for _, facts in room:
            if isinstance(facts, tuple):
                yield from facts
    yield from brief.issue_description
    for tried in brief.tried:
        yield from (tried.action, tried.result)
    yield from (ask.fact for ask in brief.needed.asks)
    yield brief.needed.deadline
    yield from (reference.fact for reference in brief.context)
    for facts in brief.for_target.values():
        yield from facts


def _who(message: Message) -> str:
    if message.author is None:
        return f"{message.id} ticket fields"
    return f"{message.id} {message.author} ({message.role})" + (
        f", {message.sent_words}" if message.sent_words else ""
    )
