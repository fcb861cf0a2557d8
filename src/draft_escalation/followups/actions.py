"""What else is to be done: the follow-up actions, or the closing ones where an escalation is taken back."""

from collections.abc import Iterator
from datetime import timedelta

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Because, Severity
from draft_escalation.followups.people import people
from draft_escalation.followups.plan import Plan
from draft_escalation.followups.words import words
from draft_escalation.skill.policy import Policy
from draft_escalation.skill.signals import signals

_CHANGED = "new_information_changes_severity"


def reasons_to_close(document: Document) -> tuple[Because, ...]:
    """Why support closes it itself or takes the escalation back; empty where it goes on."""
    if document.decision.verdict == "handle_in_support":
        return document.decision.support or (Because(signal=words().unknown.reason, lines=()),)
    return tuple(
        one
        for one in _holding(document)
        if signals()[one.signal].deescalates and signals()[one.signal].support
    )


def actions(document: Document, plan: Plan, policy: Policy) -> tuple[str, ...]:
    """The skill's five follow-up actions made specific to this brief; the four closing ones where it ends."""
    names = people(document, policy).model_dump()
    if reasons := reasons_to_close(document):
        told = "; ".join(map(in_words, reasons))
        return tuple(one.format(**names, reason=told) for one in words().close.actions)
    return tuple(
        one.format(
            **names,
            severity=document.brief.severity.capitalize(),
            team_every=every(plan.team_every, document.brief.severity, policy),
            customer_every=every(plan.customer_every, document.brief.severity, policy),
            changed=_changed(document),
        )
        for one in words().follow_up.actions
    )


def every(interval: timedelta, severity: Severity, policy: Policy) -> str:
    """An interval in words: `2 hours`, `4 business hours`, `30 minutes`."""
    hours = interval / timedelta(hours=1)
    kind = "" if severity in policy.around_the_clock else "business "
    if hours < 1:
        return f"{interval / timedelta(minutes=1):g} {kind}minutes"
    return f"{hours:g} {kind}{'hour' if hours == 1 else 'hours'}"


def in_words(because: Because) -> str:
    """A reason with its lines: `resolved itself [m5.1]`."""
    return because.signal.replace("_", " ") + _pointer(because)


def _changed(document: Document) -> str:
    found = next((one for one in _holding(document) if one.signal == _CHANGED), None)
    return words().changed.severity.format(lines=_pointer(found)) if found else ""


def _pointer(because: Because) -> str:
    return f" [{', '.join(because.lines)}]" if because.lines else ""


def _holding(document: Document) -> Iterator[Because]:
    """The rows of the table that hold in the thread and are not taken back."""
    back = {signal.id for signal in document.signals if signal.state == "retracted"}
    for signal in document.signals:
        if signal.state == "holds" and signal.id not in back and signal.id in signals():
            yield Because(signal=signal.id, lines=signal.lines)
