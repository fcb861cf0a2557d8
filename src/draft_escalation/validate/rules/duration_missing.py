"""IMP006: since when is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent
from draft_escalation.validate.statements import slot_statements


def _check(case: Case) -> Iterator[Hit]:
    if not slot_statements(case.brief, "impact.duration"):
        yield from if_silent(case, "impact.started", "not stated since when, nor for how long")


RULE = Rule(
    code="IMP006",
    slug="duration-missing",
    level="warning",
    summary="Neither the start nor the length is stated.",
    why='Impact Dimensions: "How long has this been going on?"',
    check=_check,
    fires={"impact.started": None},
    passes={"impact.started": "since 12 April [m1.1]"},
)
