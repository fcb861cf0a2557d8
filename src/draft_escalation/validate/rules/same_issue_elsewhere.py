"""PAT001: other customers of the batch report the same."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_from_other_threads


def _check(case: Case) -> Iterator[Hit]:
    related = [one.fact.text for one in case.brief.context if is_from_other_threads(one.fact)]
    if related:
        yield Hit(
            "context",
            f"other customers report the same: {'; '.join(related)}",
            fix="tell the receiving team, and send one escalation for all of them",
        )


RULE = Rule(
    code="PAT001",
    slug="same-issue-elsewhere",
    level="note",
    summary="Two other customers or more of the batch report the same issue.",
    why='Escalate When: "Pattern: Same issue reported by 3+ customers"',
    check=_check,
    fires={
        "context": [
            "ticket: https://support.acme.example/t/4711 [m0.1]",
            {
                "kind": "ticket",
                "fact": {
                    "state": "inferred",
                    "text": "same issue: tickets.json#12 (Pine Ltd)",
                    "basis": "across the batch, by e-5012",
                },
            },
        ]
    },
    passes={"context": ["ticket: https://support.acme.example/t/4711 [m0.1]"]},
)
