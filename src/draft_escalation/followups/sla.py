"""How often the customer's own SLA wants word, where it asks for more than the cadence."""

import re
from collections.abc import Iterator

from draft_escalation.brief.model import Brief
from draft_escalation.skill.policy import Policy
from draft_escalation.tables import Record
from draft_escalation.validate.statements import slot_statements

_SPOKEN = ("impact.sla_status", "impact.contractual", "communication.customer_expectation")
_PLANS = ("reproduction.environment", "for_target.customer_context", "for_target.business_context")
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?|one|two|three|four|six|eight|twelve)"
_EVERY = re.compile(
    r"(?<!first )(?<!initial )"
    rf"\b(?:updat\w{{1,4}}|word|report\w{{0,3}}|answers?|repl(?:y|ies)|responses?)\b[^.;\n]{{0,40}}?"
    rf"\b(?:every|each|within)\s{{1,3}}(?:{_NUMBER}\s?-?)?\s{{0,3}}"
    r"(?:business\s|working\s)?(?P<unit>hours?|hrs?|h|minutes?|min)\b",
    re.IGNORECASE,
)
_HOURLY = re.compile(r"\bhourly\s{1,3}(?:updates?|reports?|word)\b", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "twelve": 12}


class Sla(Record):
    """Hours within which the customer must hear, and the words or the plan that say so."""

    hours: float
    because: str


def update_sla(brief: Brief, policy: Policy) -> Sla | None:
    """The shortest time to the next word that the brief's SLA or the policy's SLA of the plan sets.

    What the brief says of a first answer does not count: it says nothing of the updates after it.
    """
    return min((*_said(brief), *_of_plan(brief, policy)), key=lambda one: one.hours, default=None)


def _said(brief: Brief) -> Iterator[Sla]:
    for path in _SPOKEN:
        for fact in slot_statements(brief, path):
            if _HOURLY.search(fact.text):
                yield Sla(hours=1, because=f'"{fact.text}"')
            for match in _EVERY.finditer(fact.text):
                if hours := _hours(match["number"], match["unit"]):
                    yield Sla(hours=hours, because=f'"{fact.text}"')


def _hours(number: str | None, unit: str) -> float:
    words = (number or "one").lower()
    count = float(_NUMBERS.get(words) or words)
    return count / 60 if unit.lower().startswith("min") else count


def _of_plan(brief: Brief, policy: Policy) -> Iterator[Sla]:
    said = " ".join(fact.text for path in _PLANS for fact in slot_statements(brief, path)).lower()
    for plan, hours in policy.sla_hours.items():
        if re.search(rf"\b{re.escape(plan.lower())}\b", said):
            yield Sla(hours=hours, because=f"the SLA of the plan {plan}")
