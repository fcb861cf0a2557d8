"""COM005: nobody keeps the customer."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent


def _check(case: Case) -> Iterator[Hit]:
    return if_silent(case, "communication.owner", "nobody in support is named who keeps the customer")


RULE = Rule(
    code="COM005",
    slug="no-owner",
    level="warning",
    summary="Nobody in support is named who keeps the customer.",
    why='Follow-up Cadence: "Maintain ownership of the customer relationship"',
    check=_check,
    fires={"communication.owner": None},
    passes={"communication.owner": "Yusra [m2.4]"},
)
