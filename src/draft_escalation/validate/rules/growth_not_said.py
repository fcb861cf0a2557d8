"""IMP007: whether it gets worse is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    yield from if_silent(case, "impact.growing", "not stated whether it is growing")
    yield from if_silent(case, "impact.critical_when", "not stated when it becomes critical")


RULE = Rule(
    code="IMP007",
    slug="growth-not-said",
    level="note",
    summary="Not said whether it is growing, or when it becomes critical.",
    why='Impact Dimensions: "Is it growing?", "How long until it is critical?"',
    check=_check,
    fires={"impact.growing": None},
    passes={"impact.growing": "the same 14 users [m1.1]"},
)
