"""A small, whole document for the render tests."""

from builders import Said, thread_of
from draft_escalation.brief.document import Decision, Document, Run, Trigger
from draft_escalation.brief.model import (
    Ask,
    Brief,
    Communication,
    Fact,
    Impact,
    Needed,
    Reference,
    Reproduction,
    SlaFact,
    Tried,
)


def fact(text: str, *lines: str) -> Fact:
    return Fact(text=text, lines=lines)


def document(*, verdict: str = "escalate", summary: str = "PDF export fails with E-5012") -> Document:
    thread = thread_of(
        Said("Ana", "customer", "The PDF export fails with E-5012.", "2026-04-13T09:12"),
        Said("Yusra", "agent", "I restarted the worker.", "2026-04-13T11:40"),
    )
    silent = Fact(state="silent", question="What is at risk?", ask_whom="account owner")
    return Document(
        decision=Decision.model_validate(
            {"verdict": verdict, "support": [{"signal": "configuration_or_setup", "lines": ["m2.1"]}]}
            if verdict == "handle_in_support"
            else {
                "verdict": verdict,
                "triggers": [Trigger(signal="bug_confirmed", lines=("m2.1",), category="technical")],
            }
        ),
        brief=Brief(
            summary=fact(summary, "m1.1"),
            severity="high",
            target="engineering",
            impact=Impact(
                customers_affected=(fact("4 shops", "m1.1"), fact("Ana", "m1.0")),
                workflow_impact=(fact("no PDF", "m1.1"),),
                revenue_at_risk=(silent,),
                sla_status=(SlaFact(text="48 h", lines=("m2.1",), status="at_risk"),),
                workaround=(Fact(text="print to file", lines=("m2.1",), superseded=("m1.1",)),),
            ),
            issue_description=(fact("It fails.", "m1.1"), fact("Since Friday.", "m1.1")),
            reproduction=Reproduction(
                start_state=(silent,),
                steps=(fact("Open Reports", "m1.1"), fact("Press Export", "m1.1")),
                expected=(fact("a PDF", "m1.1"),),
                actual=(fact("E-5012", "m1.1"),),
                environment=(fact("7.4.0", "m1.1"),),
                frequency=(fact("always", "m1.1"),),
                evidence=(fact('"E-5012"', "m1.1"),),
            ),
            tried=(Tried(action=fact("restarted the worker", "m2.1"), result=fact("no change", "m2.1")),),
            communication=Communication(last_update=(fact("asked for logs", "m2.0", "m2.1"),)),
            needed=Needed(
                asks=(Ask(kind="fix", fact=fact("the export", "m1.1")),),
                deadline=Fact(
                    state="inferred", text="2026-04-17 17:00 UTC", lines=("m1.1",), basis='from "by Friday"'
                ),
            ),
            context=(Reference(kind="link", fact=fact("https://acme.example/t/1", "m1.1")),),
        ),
        thread=thread,
        run=Run(engine="offline"),
    )
