"""IMP001: who is hit has neither number nor name."""

from collections.abc import Iterator

from draft_escalation.ground.values import values_in
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent
from draft_escalation.validate.statements import lines_of, quoted, slot_statements

_PATH = "impact.customers_affected"
_COUNTS = ("number", "name", "percent", "measure", "email", "identifier", "handle")


def _check(case: Case) -> Iterator[Hit]:
    facts = slot_statements(case.brief, _PATH)
    yield from if_silent(case, _PATH, "not stated how many customers or users are hit, nor who")
    if facts and not any(_counted(fact.text) or _author(fact.text, case) for fact in facts):
        yield Hit(_PATH, f"{quoted(facts[0].text)} has neither number nor name", lines=lines_of(facts))


def _counted(text: str) -> bool:
    return any(value.kind in _COUNTS for value in values_in(text))


def _author(text: str, case: Case) -> bool:
    messages = case.thread.messages if case.thread else ()
    return any(message.author and message.author.lower() in text.lower() for message in messages)


RULE = Rule(
    code="IMP001",
    slug="customers-not-counted",
    level="error",
    summary="No number and no name of customers or users.",
    why='Impact Dimensions: "How many customers/users are affected?"',
    check=_check,
    fires={"impact.customers_affected": "the users [m1.1]"},
    passes={"impact.customers_affected": "14 users [m1.1]"},
)
