"""REP001: nobody can see the bug happen."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    if case.brief.reproduction.applies:
        yield from if_silent(case, "reproduction.steps", "a bug, and no steps that lead to it")


RULE = Rule(
    code="REP001",
    slug="bug-without-steps",
    level="error",
    summary="A bug, and no step that leads to it.",
    why='L2 → Engineering, what to include: "Full reproduction steps"',
    check=_check,
    fires={"reproduction.steps": None},
    passes={"reproduction.steps": ["Open Reports [m1.3]", "Press Export as PDF [m1.3]"]},
)
