"""REP006: how often it happens is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    if case.brief.reproduction.applies:
        yield from if_silent(
            case,
            "reproduction.frequency",
            "not said whether it happens always, sometimes, or under which condition",
        )


RULE = Rule(
    code="REP006",
    slug="frequency-missing",
    level="warning",
    summary="Not said whether it happens always, sometimes, or under a condition.",
    why=(
        'Writing Reproduction Steps: "Capture the frequency: Always reproducible? Intermittent? Only '
        'under certain conditions?"'
    ),
    check=_check,
    fires={"reproduction.frequency": None},
    passes={"reproduction.frequency": "every time [m2.1]"},
)
