"""Follow-ups as one JSON object, `draft-escalation/followups/1`."""

from typing import Any

from draft_escalation.brief.document import Document
from draft_escalation.followups.actions import actions, reasons_to_close
from draft_escalation.followups.message import customer_update
from draft_escalation.followups.people import people
from draft_escalation.followups.plan import FollowUp, Plan
from draft_escalation.followups.table import what_to_say
from draft_escalation.skill.policy import Policy


def whole(document: Document, plan: Plan, policy: Policy, *, message: bool) -> dict[str, Any]:
    """Everything that is known, times in ISO format; `message` (text and notes) only where asked for."""
    result: dict[str, Any] = {
        "schema": "draft-escalation/followups/1",
        "as_of": plan.as_of.isoformat(),
        "severity": document.brief.severity,
        "people": people(document, policy).model_dump(),
        "until": plan.until.isoformat(),
        "until_is": plan.until_is,
        "team_every_hours": plan.team_every.total_seconds() / 3600,
        "customer_every_hours": plan.customer_every.total_seconds() / 3600,
        "notes": list(plan.notes),
        "followups": [_row(row, document, policy) for row in plan.rows],
        "reasons_to_close": [one.model_dump(mode="json") for one in reasons_to_close(document)],
        "actions": list(actions(document, plan, policy)),
    }
    if message:
        result["message"] = customer_update(document, plan, policy).model_dump(mode="json")
    return result


def _row(row: FollowUp, document: Document, policy: Policy) -> dict[str, Any]:
    return {
        "at": row.at.isoformat(),
        "who": row.who,
        "kind": row.kind,
        "say": what_to_say(row, document, policy),
        "due_since": row.due_since.isoformat() if row.due_since else None,
        "next_at": row.next_at.isoformat() if row.next_at else None,
    }
