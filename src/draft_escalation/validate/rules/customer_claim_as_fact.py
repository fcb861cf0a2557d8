"""GRD005: a customer's guess or claim in the brief's own voice."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.thread.model import Thread
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.words import List, first_of

_MARKS: tuple[List, ...] = ("attributions", "hedges", "own_voice")
_SUSPECTS = "write: the customer suspects …"
_CLAIMS = ("impact.revenue_at_risk", "impact.contractual", "impact.sla_status")
_CAUSES = ("summary", "issue_description", "reproduction.actual")


def _check(case: Case) -> Iterator[Hit]:
    thread = case.given_thread
    for field, fact in case.statements:
        if not _only_customer(fact, thread) or _marked(fact.text):
            continue
        if field.startswith(_CLAIMS):
            yield Hit(
                field,
                "only the customer says so",
                fix="confirm it, or write: the customer says …",
                lines=fact.lines,
            )
        elif field.startswith(_CAUSES) and _guessed_cause(fact, thread):
            yield Hit(
                field,
                "the cause is the customer's guess",
                fix=_SUSPECTS,
                lines=fact.lines,
            )


def _only_customer(fact: Fact, thread: Thread) -> bool:
    known = thread.messages_by_id
    messages = [known[id_] for line in fact.lines if (id_ := line.partition(".")[0]) in known]
    return bool(messages) and all(message.role == "customer" for message in messages)


def _marked(text: str) -> bool:
    """Whether the statement shows whose word it is: "the customer says", "I think", "we lose"."""
    quoted = text.lstrip().startswith(('"', "“", "„", "«"))
    return quoted or any(first_of(name, text) for name in _MARKS)


def _guessed_cause(fact: Fact, thread: Thread) -> bool:
    said = " ".join(thread.by_id[line].text for line in fact.lines if line in thread.by_id)
    return bool(first_of("causes", fact.text) and first_of("hedges", said))


RULE = Rule(
    code="GRD005",
    slug="customer-claim-as-fact",
    level="warning",
    summary="The customer's guess or claim is stated as cause, contract, SLA or revenue.",
    why=(
        'Business Impact Assessment: "What is the ARR at risk?", "Are there contractual obligations?": '
        "as a record says it"
    ),
    check=_check,
    fires={
        "impact.contractual": "refund after 24 hours is due by contract [m3.1]",
        "thread.m3": {
            "author": "Ana",
            "role": "customer",
            "lines": ["By contract a refund is due after 24 hours."],
        },
    },
    passes={
        "impact.contractual": "the customer says that a refund is due after 24 hours by contract [m3.1]",
        "thread.m3": {
            "author": "Ana",
            "role": "customer",
            "lines": ["By contract a refund is due after 24 hours."],
        },
    },
)
