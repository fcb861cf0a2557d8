"""SAF002: a secret in the brief."""

from collections.abc import Iterator

from draft_escalation.guard.secrets import find_secrets
from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    for field, fact in case.statements if case.holds_secrets else ():
        kinds = ", ".join(sorted({secret.kind for secret in find_secrets(fact.text)}))
        if kinds:
            yield Hit(
                field, f"holds a secret ({kinds})", fix="take it out and have it changed", lines=fact.lines
            )


RULE = Rule(
    code="SAF002",
    slug="secret-in-brief",
    level="error",
    summary="A key, token, password or card number stands in the brief.",
    why='Any → Security: "Potential data exposure"',
    check=_check,
    fires={"reproduction.start_state": "test account, password: " + "Tulip-fern-rain"},
    passes={"reproduction.start_state": "test account with a password [m2.1]"},
)
