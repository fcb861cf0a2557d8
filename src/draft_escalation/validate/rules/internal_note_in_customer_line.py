"""SAF003: an internal note where the customer's side of the talk belongs."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import fields

_SAID_TO_CUSTOMER = ("last_update", "customer_expectation")


def _check(case: Case) -> Iterator[Hit]:
    known = case.given_thread.messages_by_id
    for name in _SAID_TO_CUSTOMER:
        path = f"communication.{name}"
        for field, fact in fields(path, getattr(case.brief.communication, name)):
            messages = [known[id_] for line in fact.lines if (id_ := line.partition(".")[0]) in known]
            internal = [message for message in messages if message.visibility == "internal"]
            if internal:
                yield Hit(
                    field,
                    f"{internal[0].id} is an internal note, the customer has not seen it",
                    fix="cite what the customer was told or wrote",
                    lines=fact.lines,
                )


RULE = Rule(
    code="SAF003",
    slug="internal-note-in-customer-line",
    level="error",
    summary="An internal note is given as what the customer was told or expects.",
    why='Structured Escalation Format: "CUSTOMER COMMUNICATION: Last update"',
    check=_check,
    fires={
        "thread.m3": {
            "author": "Mateo", "role": "agent", "visibility": "internal",
            "at": "2026-04-13T11:50:00+00:00", "lines": ["Refund refused."],
        },
        "communication.last_update": "13 April 2026, 11:50 UTC: refund refused [m3.0, m3.1]",
    },
    passes={
        "thread.m3": {
            "author": "Mateo", "role": "agent", "visibility": "public",
            "at": "2026-04-13T11:50:00+00:00", "lines": ["Refund refused."],
        },
        "communication.last_update": "13 April 2026, 11:50 UTC: refund refused [m3.0, m3.1]",
    },
)  # fmt: skip
