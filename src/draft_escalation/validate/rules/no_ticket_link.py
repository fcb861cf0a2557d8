"""CTX001: no way back to the ticket."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_said

_KINDS = ("link", "ticket")


def _check(case: Case) -> Iterator[Hit]:
    if not any(one.kind in _KINDS and (one.url or is_said(one.fact)) for one in case.brief.context):
        yield Hit("context", "no link or number of the ticket")


RULE = Rule(
    code="CTX001",
    slug="no-ticket-link",
    level="warning",
    summary="No link or number leads back to the ticket.",
    why='Structured Escalation Format: "SUPPORTING CONTEXT: [Ticket links]"',
    check=_check,
    fires={"context": []},
    passes={"context": ["ticket: https://support.acme.example/t/4711 [m0.1]"]},
    question="What is the link of the ticket?",
    ask_whom="assignee",
)
