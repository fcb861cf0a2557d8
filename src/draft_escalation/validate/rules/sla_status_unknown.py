"""IMP004: how the SLA stands is unknown."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_said, lines_of, quoted
from draft_escalation.validate.words import first_of

_PATH = "impact.sla_status"


def _check(case: Case) -> Iterator[Hit]:
    if any(fact.status for fact in case.brief.impact.sla_status if fact.state != "silent"):
        return
    facts = [fact for fact in case.brief.impact.sla_status if is_said(fact)]
    if any(first_of("not_applicable", fact.text) for fact in facts):
        return
    said = f"{quoted(facts[0].text)} does not say" if facts else "not stated"
    yield Hit(_PATH, f"{said} whether the SLA is within, at risk or breached", lines=lines_of(facts))


RULE = Rule(
    code="IMP004",
    slug="sla-status-unknown",
    level="warning",
    summary="The SLA is not said to be within, at risk or breached.",
    why='Structured Escalation Format: "SLA status: [Within SLA / At risk / Breached]"',
    check=_check,
    fires={"impact.sla_status": "an answer is due by contract [m2.6]"},
    passes={"impact.sla_status": "SLA at risk [m2.6]"},
)
