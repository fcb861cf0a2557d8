"""REP007: what should happen, or what happens instead, is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    if case.brief.reproduction.applies:
        yield from if_silent(case, "reproduction.expected", "not stated what should happen")
        yield from if_silent(case, "reproduction.actual", "not stated what happens instead")


RULE = Rule(
    code="REP007",
    slug="expected-or-actual-missing",
    level="error",
    summary="What should happen, or what happens instead, is silent.",
    why='Structured Escalation Format: "Expected: [X] Actual: [Y]"',
    check=_check,
    fires={"reproduction.expected": None},
    passes={"reproduction.expected": "a PDF file [m1.4]"},
)
