"""Briefs to follow up on, and the thread behind one of them."""

from datetime import datetime

from builders import Said, thread_of
from draft_escalation.brief.document import Decision, Document, Run
from draft_escalation.brief.model import (
    Ask,
    Because,
    Brief,
    Communication,
    Fact,
    Impact,
    Needed,
    Reference,
    Severity,
    Signal,
    SlaFact,
    Tried,
)
from draft_escalation.skill.policy import BusinessHours, Policy, policy

THREAD = thread_of(
    Said("Ana Torres", "customer", "The label printer prints blank labels.", "2026-06-01T09:00+00:00"),
    Said("Yusra Haddad", "agent", "We restarted the spooler.", "2026-06-01T10:00+00:00"),
    Said(
        "Mateo Ruiz",
        "agent",
        "The driver leaks memory, three other shops have it. Their password is out.",
        "2026-06-01T11:00+00:00",
        "internal",
    ),
    Said("Ana Torres", "customer", "The restart did not help.", "2026-06-01T12:00+00:00"),
)


def brief(severity: Severity = "high", *, deadline: str = "", last: str = "", sla: str = "") -> Brief:
    """A brief to Engineering; what is left out is silent."""
    return Brief(
        summary=Fact(text="Label printer prints blank labels", lines=("m1.1",)),
        severity=severity,
        target="engineering",
        impact=Impact(sla_status=(SlaFact(text=sla),) if sla else ()),
        communication=Communication(last_update=(Fact(text=last),) if last else ()),
        needed=Needed(deadline=Fact(text=deadline) if deadline else Fact(state="silent")),
    )


def typed(severity: Severity = "high", **said: str) -> Document:
    """The document of a brief without thread."""
    return Document(
        decision=Decision(verdict="escalate"), brief=brief(severity, **said), run=Run(engine="typed")
    )


def drafted(*signals: Signal, verdict: str = "escalate") -> Document:
    """The document of a brief on THREAD, with what only an internal note says in many slots."""
    inside = Fact(text="The driver leaks memory, three other shops have it.", lines=("m3.1",), by="agent")
    mixed = Fact(text="Blank labels, because the driver leaks memory.", lines=("m1.1", "m3.1"))
    said = Fact(text="The label printer prints blank labels.", lines=("m1.1",), by="customer")
    whole = brief(deadline="2026-06-03 17:00 UTC").model_copy(
        update={
            "summary": said,
            "issue_description": (
                said,
                inside,
                mixed,
                Fact(text="Everybody waits.", state="inferred", lines=("m1.1",)),
            ),
            "impact": Impact(workaround=(inside,), started=(Fact(text="Since Monday.", lines=("m0.1",)),)),
            "tried": (
                Tried(action=Fact(text="We restarted the spooler.", lines=("m2.1",)), result=inside),
                Tried(action=inside),
                Tried(action=Fact(text="Replace the cable.", lines=("m2.1",)), kind="suggested"),
            ),
            "communication": Communication(
                last_update=(
                    Fact(
                        text="We restarted the spooler.",
                        lines=("m2.0", "m2.1"),
                        at=datetime.fromisoformat("2026-06-01T10:00+00:00"),
                    ),
                ),
                owner=(Fact(text="Yusra Haddad", lines=("m2.0",)),),
            ),
            "needed": Needed(
                asks=(Ask(kind="fix", fact=inside),),
                deadline=Fact(text="2026-06-03 17:00 UTC", lines=("m3.1",)),
            ),
            "context": (Reference(kind="ticket", fact=Fact(text="Ticket #4711")),),
        }
    )
    support = (Because(signal="configuration_or_setup", lines=("m2.1",)),)
    return Document.model_validate(
        {
            "schema": "draft-escalation/brief/1",
            "decision": {"verdict": verdict, "support": support if verdict != "escalate" else ()},
            "signals": signals,
            "brief": whole,
            "thread": THREAD,
            "run": Run(engine="offline"),
        }
    )


def team(**hours: object) -> Policy:
    """The built-in policy with other business hours."""
    built_in = policy()
    return built_in.model_copy(
        update={
            "business_hours": BusinessHours.model_validate({**built_in.business_hours.model_dump(), **hours})
        }
    )
