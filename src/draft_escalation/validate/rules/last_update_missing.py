"""COM001: when the customer heard from support is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.moment import time_of
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent
from draft_escalation.validate.statements import lines_of, slot_statements

_PATH = "communication.last_update"


def _check(case: Case) -> Iterator[Hit]:
    facts = slot_statements(case.brief, _PATH)
    yield from if_silent(case, _PATH, "not stated when support last wrote to the customer")
    if facts and not any(time_of(fact, case.as_of) for fact in facts):
        yield Hit(_PATH, "the last update has no date", lines=lines_of(facts))


RULE = Rule(
    code="COM001",
    slug="last-update-missing",
    level="warning",
    summary="No dated last word to the customer.",
    why='Structured Escalation Format: "Last update: [Date — what was said]"',
    check=_check,
    fires={"communication.last_update": None},
    passes={"communication.last_update": "13 April 2026, 11:40 UTC: Yusra keeps them posted [m2.0, m2.4]"},
)
