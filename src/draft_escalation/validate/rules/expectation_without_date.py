"""COM002: by when the customer expects it is unknown."""

from collections.abc import Iterator

from draft_escalation.ground.values import values_in
from draft_escalation.thread.dates import find_times
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent
from draft_escalation.validate.statements import lines_of, slot_statements

_PATH = "communication.customer_expectation"
_TIMES = {"date", "weekday", "month", "time", "duration"}


def _check(case: Case) -> Iterator[Hit]:
    facts = slot_statements(case.brief, _PATH)
    yield from if_silent(case, _PATH, "not stated what the customer expects, nor by when")
    if facts and not any(_dated(fact.text) for fact in facts):
        yield Hit(_PATH, "not stated by when the customer expects it", lines=lines_of(facts))


def _dated(text: str) -> bool:
    return any(value.kind in _TIMES for value in values_in(text)) or bool(find_times(text, None))


RULE = Rule(
    code="COM002",
    slug="expectation-without-date",
    level="warning",
    summary="The customer's expectation has no date.",
    why='Structured Escalation Format: "Customer expectation: [What they expect and by when]"',
    check=_check,
    fires={"communication.customer_expectation": "a working export [m1.5]"},
    passes={"communication.customer_expectation": "a working export by 17 April 2026 [m1.5]"},
)
