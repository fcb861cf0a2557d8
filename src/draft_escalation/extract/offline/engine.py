"""The offline engine: every slot module asked in turn, and the signals that the cues find."""

from collections.abc import Callable

from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Fact
from draft_escalation.extract.engine import Report
from draft_escalation.extract.offline import (
    actual,
    asks,
    context,
    customer_expectation,
    customers_affected,
    deadline,
    description,
    environment,
    escalation_risk,
    evidence,
    expected,
    for_target,
    frequency,
    kind,
    last_update,
    owner,
    phrases,
    revenue,
    ruled_out,
    sla_status,
    start_state,
    steps,
    summary,
    tried,
    workflow_impact,
)
from draft_escalation.extract.offline.inside import with_own_mail
from draft_escalation.extract.offline.places import settled
from draft_escalation.extract.offline.retractions import standing, standing_attempt, standing_reference
from draft_escalation.extract.offline.view import View
from draft_escalation.guard.thread import honest
from draft_escalation.skill.find import find_signals
from draft_escalation.skill.policy import Policy
from draft_escalation.thread.model import Thread

_SLOTS: dict[str, Callable[[View], tuple[Fact, ...]]] = {
    "summary": summary.find,
    "impact.customers_affected": customers_affected.find,
    "impact.workflow_impact": workflow_impact.find,
    "impact.revenue_at_risk": revenue.find,
    "impact.sla_status": sla_status.find,
    "reproduction.start_state": start_state.find,
    "reproduction.steps": steps.find,
    "reproduction.expected": expected.find,
    "reproduction.actual": actual.find,
    "reproduction.environment": environment.find,
    "reproduction.frequency": frequency.find,
    "reproduction.evidence": evidence.find,
    "reproduction.ruled_out": ruled_out.find,
    "communication.last_update": last_update.find,
    "communication.customer_expectation": customer_expectation.find,
    "communication.escalation_risk": escalation_risk.find,
    "communication.owner": owner.find,
    "needed.deadline": deadline.find,
}

_EXACT = frozenset({"reproduction.evidence"})
"""Told word for word, whatever of it was corrected."""


def extract_offline(thread: Thread, using: Policy | None = None) -> Extraction:
    """Gives what the cues find in a thread; `using` has the thresholds (None: the built-in policy).

    Lines that speak to the drafter bear nothing.
    """
    thread = with_own_mail(honest(thread))
    view = View(thread)
    signals = find_signals(thread, using)
    facts: dict[str, tuple[Fact, ...]] = {**phrases.find(view), **for_target.find(view)}
    facts |= {path: find(view) for path, find in _SLOTS.items()}
    facts = {path: found if path in _EXACT else _standing(found, view) for path, found in facts.items()}
    facts = settled(facts)
    facts["issue_description"] = _standing(description.find(view, facts), view)
    wanted = ((one, standing(one.fact, view)) for one in asks.find(view))
    return Extraction(
        kind=kind.find(view, signals),
        facts={path: found for path, found in facts.items() if found},
        tried=tuple(filter(None, (standing_attempt(one, view) for one in tried.find(view)))),
        asks=tuple(one.model_copy(update={"fact": fact}) for one, fact in wanted if fact),
        context=tuple(filter(None, (standing_reference(one, view) for one in context.find(view)))),
        signals=signals,
    )


def _standing(facts: tuple[Fact, ...], view: View) -> tuple[Fact, ...]:
    return tuple(filter(None, (standing(one, view) for one in facts)))


class OfflineEngine:
    """Fulfils `extract.engine.Engine` without a network."""

    def __init__(self, using: Policy | None = None) -> None:
        self._using = using

    async def extract(self, thread: Thread) -> Report:
        """Gives the report of `extract_offline`."""
        return Report(extraction=extract_offline(thread, self._using), engine="offline")
