"""REP009: what is not the cause is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    if case.brief.reproduction.applies:
        yield from if_silent(
            case, "reproduction.ruled_out", "nothing is ruled out: other browsers, accounts, networks"
        )


RULE = Rule(
    code="REP009",
    slug="nothing-ruled-out",
    level="note",
    summary="Nothing is said to be ruled out.",
    why='Writing Reproduction Steps: "Note what you have ruled out"',
    check=_check,
    fires={"reproduction.ruled_out": None},
    passes={"reproduction.ruled_out": "not the browser [m2.2]"},
)
