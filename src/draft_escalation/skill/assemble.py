"""Facts and decision put together: silent slots get their question, asks and deadline a proposal."""

from collections.abc import Iterable
from datetime import datetime

from draft_escalation.brief.extraction import Extraction, Kind
from draft_escalation.brief.model import (
    Ask,
    AskKind,
    Brief,
    Communication,
    Fact,
    Impact,
    Needed,
    Reproduction,
    SlaFact,
    Target,
    Tried,
)
from draft_escalation.brief.slots import slots
from draft_escalation.skill.cadence import attention_deadline
from draft_escalation.skill.decide import Decided
from draft_escalation.skill.policy import Policy
from draft_escalation.thread.sentences import sentence_starts

_TRIED = "What has been tried so far, and with which result?"
_PROPOSED = "proposed, nobody asked for it in so many words"
_SYMPTOMS = frozenset({"reproduction.actual", "reproduction.environment", "reproduction.evidence"})
_ASK_WORDS: dict[AskKind, str] = {
    "fix": "find the cause and fix it",
    "investigate": "find out what causes it",
    "decide": "decide whether and when this comes",
    "approve": "approve or refuse the exception",
    "provide": "provide what is asked for",
}


def assemble(extraction: Extraction, decided: Decided, policy: Policy, as_of: datetime | None) -> Brief:
    """The brief of an extraction under a decision.

    Ask and deadline are proposed by rule where the thread has none, and marked inferred; the deadline is the
    attention time of the severity from `as_of` on, and stays silent where no time is known at all.
    """
    facts = extraction.facts
    return Brief(
        summary=_summary(facts),
        severity=decided.severity,
        severity_because=decided.severity_because,
        severity_claimed=facts.get("severity_claimed", ()),
        target=decided.target,
        target_because=decided.target_because,
        also_notify=decided.also_notify,
        impact=Impact(**_room("impact", facts)),
        issue_description=_slot("issue_description", facts),
        other_issues=facts.get("other_issues", ()),
        reproduction=_reproduction(extraction),
        tried=extraction.tried or (Tried(action=Fact(state="silent", question=_TRIED, ask_whom="assignee")),),
        communication=Communication(**_room("communication", facts)),
        needed=Needed(
            asks=extraction.asks or (_proposed_ask(extraction.kind, decided.target),),
            deadline=_deadline(facts, decided, policy, as_of),
        ),
        context=extraction.context,
        for_target={
            path: _slot(path, facts) for path, slot in slots().items() if decided.target in slot.targets
        },
    )


def silent(path: str) -> Fact:
    """The statement of a slot about which the thread says nothing: its question, and whom to ask."""
    slot = slots()[path]
    kind = SlaFact if path == "impact.sla_status" else Fact
    return kind(state="silent", question=slot.question or None, ask_whom=slot.ask_whom or None)


def _slot(path: str, facts: dict[str, tuple[Fact, ...]]) -> tuple[Fact, ...]:
    return facts.get(path) or (silent(path),)


def _summary(facts: dict[str, tuple[Fact, ...]]) -> Fact:
    """The summary; where there is none, the description's first sentence stands in."""
    described = facts.get("issue_description", ())
    if facts.get("summary") or not described:
        return _slot("summary", facts)[0]
    text = described[0].text
    end = next(sentence_starts(text, 0, len(text)), len(text))
    return described[0].model_copy(update={"text": text[:end].strip()})


def _room(room: str, facts: dict[str, tuple[Fact, ...]]) -> dict[str, tuple[Fact, ...]]:
    names: Iterable[tuple[str, str, str]] = (path.partition(".") for path in slots())
    return {name: _slot(f"{head}.{name}", facts) for head, _, name in names if head == room}


def _reproduction(extraction: Extraction) -> Reproduction:
    """The whole room for a bug and for a hole whose steps are stated; else what is seen, where and how."""
    facts = extraction.facts
    if extraction.kind == "bug" or (extraction.kind == "security" and facts.get("reproduction.steps")):
        return Reproduction(applies=True, **_room("reproduction", facts))
    seen = frozenset[str]() if extraction.kind == "feature_request" else _SYMPTOMS
    kept = {path: said for path, said in facts.items() if path in seen}
    return Reproduction(applies=False, **_room("reproduction", kept))


def _proposed_ask(kind: Kind, target: Target) -> Ask:
    ask: AskKind = "investigate"
    if target == "product":
        ask = "decide"
    elif target == "leadership":
        ask = "approve"
    elif kind == "bug" and target == "engineering":
        ask = "fix"
    return Ask(
        kind=ask,
        fact=Fact(
            state="inferred", text=_ASK_WORDS[ask], basis="proposed, nobody asked for it in so many words"
        ),
    )


def _deadline(
    facts: dict[str, tuple[Fact, ...]], decided: Decided, policy: Policy, as_of: datetime | None
) -> Fact:
    stated = facts.get("needed.deadline")
    if stated:
        return stated[0]
    if as_of is None:
        return silent("needed.deadline")
    when = attention_deadline(decided.severity, as_of, policy)
    basis = f"proposed from the severity {decided.severity.capitalize()}, nobody in the thread set a deadline"
    return Fact(state="inferred", text=written(when), basis=basis)


def written(when: datetime) -> str:
    """A time as the brief writes it: `2026-04-17 17:00 UTC`; without zone where the thread names none."""
    if when.tzinfo is None:
        return f"{when:%Y-%m-%d %H:%M}"
    offset = f"{when:%z}"
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{when:%Y-%m-%d %H:%M} {zone}"
