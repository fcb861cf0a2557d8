"""COM004: the customer has waited longer than the cadence allows."""

from collections.abc import Iterator

from draft_escalation.skill.accounts import plan_of
from draft_escalation.skill.cadence import customer_interval, due
from draft_escalation.validate.deadline import surely_after
from draft_escalation.validate.moment import time_of
from draft_escalation.validate.rule import CannotCheck, Case, Hit, Rule
from draft_escalation.validate.statements import lines_of, slot_statements


def _check(case: Case) -> Iterator[Hit]:
    facts = slot_statements(case.brief, "communication.last_update")
    if not facts:
        return
    last = next((when for fact in facts if (when := time_of(fact, case.now))), None)
    if last is None:
        raise CannotCheck("the last update names no date")
    severity, policy = case.brief.severity, case.policy
    plan = plan_of(case.thread, policy.sla_hours) if case.thread else None
    sla_hours = policy.sla_hours[plan] if plan else None
    interval = customer_interval(severity, policy, sla_hours)
    next_due = due(last, interval, severity, policy)
    if surely_after(case.now, next_due):
        by_sla = interval < customer_interval(severity, policy)
        reason = f"SLA of {sla_hours:g} h on plan {plan}" if by_sla else severity.capitalize()
        yield Hit(
            "communication.last_update",
            f"the next update was due {next_due:%Y-%m-%d %H:%M} ({reason})",
            fix="write to the customer now, even without news",
            lines=lines_of(facts),
        )


RULE = Rule(
    code="COM004",
    slug="customer-update-overdue",
    level="warning",
    summary="The last update is older than the cadence of the severity, or the SLA, allows.",
    why='Follow-up Actions: "Update the customer even if there is no new information"',
    check=_check,
    fires={
        "as_of": "2026-04-15T12:00:00+00:00",
        "needed.deadline": "2026-04-17 17:00 UTC [m1.5]",
        "severity": "medium",
        "signals": ["bug_confirmed by agent [m2.1]"],
    },
    passes={"as_of": "2026-04-13T13:30:00+00:00"},
)
