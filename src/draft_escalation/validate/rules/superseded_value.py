"""GRD003: the thread has corrected itself, the brief has not."""

from collections.abc import Iterator

from draft_escalation.ground.superseded import stale_values, superseded_values
from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    corrections = superseded_values(case.given_thread)
    for field, fact in case.statements if corrections else ():
        for stale in stale_values(fact, corrections):
            said = f"{stale.old} was corrected to {stale.new}" if stale.new else f"{stale.old} was taken back"
            fix = f"write {stale.new}" if stale.new else f"leave {stale.old} out"
            yield Hit(field, said, fix=fix, lines=stale.new_lines)


RULE = Rule(
    code="GRD003",
    slug="superseded-value",
    level="error",
    summary="The brief carries a value that the thread corrects later.",
    why='Follow-up Actions: "Adjust severity if the situation changes (better or worse)"',
    check=_check,
    fires={
        "thread.m3": {
            "author": "Ana",
            "role": "customer",
            "lines": ["Sorry, correction: it is 11 users, not 14."],
        }
    },
    passes={"thread.m3": {"author": "Ana", "role": "customer", "lines": ["Any news for the 14 users?"]}},
)
