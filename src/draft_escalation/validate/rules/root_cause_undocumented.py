"""FUP001: it is over, and nobody wrote down why it happened."""

from collections.abc import Iterator

from draft_escalation.validate.reasons import holding
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_proposed
from draft_escalation.validate.words import first_of

_OVER = ("resolved_itself", "root_cause_support_resolvable")


def _check(case: Case) -> Iterator[Hit]:
    over = [signal for signal in holding(case) if signal.id in _OVER]
    told = (fact.text for _, fact in case.statements if not is_proposed(fact))
    if over and not any(first_of("causes", text) for text in told):
        lines = tuple(dict.fromkeys(line for signal in over for line in signal.lines))
        yield Hit(
            "issue_description",
            "it is over, and its cause is not written down",
            fix="document the root cause before the ticket is closed",
            lines=lines,
            question="What was the root cause?",
            ask_whom="assignee",
        )


RULE = Rule(
    code="FUP001",
    slug="root-cause-undocumented",
    level="warning",
    summary="It is resolved or taken back, and its cause is not written down.",
    why='De-escalation: "The issue resolves itself (but still document root cause)"',
    check=_check,
    fires={
        "signals": [
            "resolved_itself by customer [m1.2]",
            "bug_confirmed by agent [m2.1]",
            "key_customer_blocked by agent [m2.5]",
        ]
    },
    passes={
        "signals": [
            "resolved_itself by customer [m1.2]",
            "bug_confirmed by agent [m2.1]",
            "key_customer_blocked by agent [m2.5]",
        ],
        "reproduction.actual": "error E-5012, caused by the export worker [m2.3]",
    },
)
