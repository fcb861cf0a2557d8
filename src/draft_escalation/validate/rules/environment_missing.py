"""REP005: where it happens is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    if case.brief.reproduction.applies:
        yield from if_silent(
            case, "reproduction.environment", "no browser, system, version, plan or setting is named"
        )


RULE = Rule(
    code="REP005",
    slug="environment-missing",
    level="error",
    summary="No browser, system, version, plan or setting is named.",
    why=(
        'Writing Reproduction Steps: "Note the environment: Browser, OS, account type, feature flags, '
        'plan level"'
    ),
    check=_check,
    fires={"reproduction.environment": None},
    passes={"reproduction.environment": "Chrome 146 [m2.1]"},
)
