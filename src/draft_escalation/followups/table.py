"""Follow-ups as a table of text: time, who, what to say; then the checklist."""

from collections.abc import Iterator

from draft_escalation.brief.document import Document
from draft_escalation.followups.actions import actions, every, in_words, reasons_to_close
from draft_escalation.followups.people import people, plain
from draft_escalation.followups.plan import FollowUp, Plan
from draft_escalation.followups.words import words
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.skill.assemble import written
from draft_escalation.skill.policy import Policy

_SHOWN = 12
_SUMMARY = 100


def table(document: Document, plan: Plan, policy: Policy) -> str:
    """The follow-ups as they are printed, ending in a newline; the first twelve rows, then how many more."""
    todo = (f"[ ] {one}" for one in actions(document, plan, policy))
    planned = _planned(document, plan, policy) if plan.rows else ()
    blocks = (_head(document, policy), planned, (*_why(document), *todo))
    text = "\n\n".join("\n".join(block) for block in map(tuple, blocks) if block)
    return strip_hidden(text) + "\n"


def day_and_time(follow_up: FollowUp) -> str:
    """`Wed 2026-04-15 12:30 UTC`; without zone where none is known."""
    return f"{follow_up.at:%a} {written(follow_up.at)}"


def what_to_say(follow_up: FollowUp, document: Document, policy: Policy) -> str:
    """The one sentence for a follow-up."""
    return (
        words()
        .say[follow_up.kind]
        .format(
            team=people(document, policy).team,
            severity=document.brief.severity.capitalize(),
            next=written(follow_up.next_at) if follow_up.next_at else "",
            since=written(follow_up.due_since) if follow_up.due_since else "",
        )
    )


def _head(document: Document, policy: Policy) -> Iterator[str]:
    names = people(document, policy)
    yield f"Follow-ups: {plain(document.brief.summary.text, _SUMMARY)}"
    yield f"{document.brief.severity.capitalize()}, {names.team}; kept in support by {names.owner}"


def _planned(document: Document, plan: Plan, policy: Policy) -> Iterator[str]:
    severity = document.brief.severity
    yield (
        f"Team every {every(plan.team_every, severity, policy)}, "
        f"customer every {every(plan.customer_every, severity, policy)} at the latest, "
        f"{_until(plan)}"
    )
    yield from (f"Note: {note}" for note in plan.notes)
    yield ""
    yield from _rows(document, plan, policy)


def _until(plan: Plan) -> str:
    return {
        "deadline": f"until the deadline, {written(plan.until)}",
        "no deadline": f"planned until {written(plan.until)}, as no deadline is ahead",
        "most": f"planned until {written(plan.until)}; plan again before then",
    }[plan.until_is]


def _rows(document: Document, plan: Plan, policy: Policy) -> Iterator[str]:
    team = people(document, policy).team
    shown = [
        (day_and_time(row), team if row.who == "team" else "customer", row) for row in plan.rows[:_SHOWN]
    ]
    times = max((len(when) for when, _, _ in shown), default=0)
    names = max((len(who) for _, who, _ in shown), default=0)
    for when, who, row in shown:
        yield f"{when:<{times}}  {who:<{names}}  {what_to_say(row, document, policy)}"
    if (more := len(plan.rows) - _SHOWN) > 0:
        yield f"+ {more} more until {written(plan.until)}; all of them in a calendar: --ics FILE"


def _why(document: Document) -> Iterator[str]:
    reasons = "; ".join(map(in_words, reasons_to_close(document)))
    if not reasons:
        yield "To do on the way:"
    elif document.decision.verdict == "handle_in_support":
        yield f"Handled in support ({reasons}), so no team is followed up. To close it:"
    else:
        yield f"It may be taken back ({reasons}). To do so:"
