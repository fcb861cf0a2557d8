"""REP003: the steps start from nowhere."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    if case.brief.reproduction.applies:
        yield from if_silent(
            case,
            "reproduction.start_state",
            "the state before step 1 is not stated: account, configuration, permissions",
        )


RULE = Rule(
    code="REP003",
    slug="no-clean-start",
    level="warning",
    summary="The state before the first step is silent.",
    why=(
        'Writing Reproduction Steps: "Start from a clean state: Describe the starting point (account '
        'type, configuration, permissions)"'
    ),
    check=_check,
    fires={"reproduction.start_state": None},
    passes={"reproduction.start_state": "test account [m2.1]"},
)
