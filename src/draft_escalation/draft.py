"""The whole chain: a thread read, its facts extracted, grounded, decided on, assembled, checked."""

from collections.abc import Container
from datetime import datetime

from draft_escalation.brief.document import Document, Dropped, Finding, Run
from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Brief, Fact
from draft_escalation.errors import EndpointError, ModelError
from draft_escalation.extract.engine import Engine, Report
from draft_escalation.ground.ground import describe_failure, ground
from draft_escalation.guard.hidden import stripped
from draft_escalation.guard.thread import honest, is_addressed, printable
from draft_escalation.skill.assemble import assemble
from draft_escalation.skill.decide import decide
from draft_escalation.skill.find import find_signals
from draft_escalation.skill.floor import held_up
from draft_escalation.skill.policy import Policy, Tier, digest
from draft_escalation.tables import Record
from draft_escalation.thread.model import Thread
from draft_escalation.validate.rule import Case
from draft_escalation.validate.run import validate

_SLA = "impact.sla_status"
_TECHNICAL = {"bug", "infrastructure"}


class Frame(Record):
    """What a draft is made under: the policy, the tier that escalates, and the time that counts as now.

    `link_hosts` are the hosts whose links may be clickable in its files.
    """

    policy: Policy
    tier: Tier = "l2"
    as_of: datetime | None = None
    link_hosts: tuple[str, ...] = ()


async def draft(thread: Thread, engine: Engine, frame: Frame, fallback: Engine | None = None) -> Document:
    """The checked brief of a thread that guard has made ready (`guarded`).

    Where the engine's endpoint fails for good and a `fallback` is given, that one drafts and rule RUN001
    says so; without a fallback the EndpointError or ModelError is raised.
    """
    try:
        return compose(thread, await engine.extract(thread), frame)
    except (EndpointError, ModelError) as error:
        if fallback is None:
            raise
        return compose(thread, await fallback.extract(thread), frame, fell_back=str(error))


def compose(thread: Thread, report: Report, frame: Frame, fell_back: str | None = None) -> Document:
    """The checked brief of an engine's report: pure, the same for every engine."""
    grounded = ground(report.extraction, thread)
    extraction = grounded.extraction
    if report.engine != "offline":
        signals = held_up(extraction.signals, find_signals(honest(thread), frame.policy), thread)
        extraction = extraction.model_copy(update={"signals": signals})
    if is_addressed(thread):
        from draft_escalation.extract.offline.engine import extract_offline

        extraction = _by_cues(extraction, extract_offline(thread, frame.policy))
    decided = decide(
        extraction.signals,
        kind=extraction.kind,
        asks=extraction.asks,
        policy=frame.policy,
        from_tier=frame.tier,
    )
    as_of = frame.as_of or thread.last_at
    brief = assemble(extraction, decided, frame.policy, as_of)
    checked = validate(
        Case(
            brief=brief,
            decision=decided.decision,
            signals=extraction.signals,
            thread=thread,
            policy=frame.policy,
            as_of=as_of,
            kind=extraction.kind,
            fell_back=fell_back,
        )
    )
    printed = printable(thread)
    document = Document(
        decision=decided.decision,
        signals=extraction.signals,
        brief=brief,
        findings=checked.findings,
        unchecked=checked.unchecked,
        dropped=tuple(
            Dropped(field=one.field, text=one.fact.text, why=describe_failure(one)) for one in grounded.failed
        ),
        thread=printed,
        run=Run(
            engine=report.engine,
            model=report.model,
            prompt_version=report.prompt_version,
            policy_digest=digest(frame.policy),
            tokens_in=report.tokens_in,
            tokens_out=report.tokens_out,
        ),
    )
    return document if printed.text == thread.text else _bare(document)


def _bare(document: Document) -> Document:
    """The document of a thread that holds hidden characters, without any."""
    parts = {
        "brief": Brief.model_validate(stripped(document.brief.model_dump())),
        "findings": tuple(Finding.model_validate(stripped(one.model_dump())) for one in document.findings),
        "dropped": tuple(Dropped.model_validate(stripped(one.model_dump())) for one in document.dropped),
    }
    return document.model_copy(update=parts)


def _by_cues(reported: Extraction, found: Extraction) -> Extraction:
    """The report on a thread that speaks to the drafter: what decides is found by cues in its other lines.

    An engine that was talked round can leave a signal out, make one up, or cite an honest line for it.
    """
    asks = {ask.kind for ask in found.asks}
    standing = {getattr(fact, "status", None) for fact in found.facts.get(_SLA, ())}
    facts = {
        path: tuple(_as_found(fact, standing) for fact in said) if path == _SLA else said
        for path, said in reported.facts.items()
    }
    return reported.model_copy(
        update={
            "kind": reported.kind if {reported.kind, found.kind} <= _TECHNICAL else found.kind,
            "signals": found.signals,
            "asks": tuple(ask for ask in reported.asks if ask.kind in asks),
            "facts": facts,
        }
    )


def _as_found(fact: Fact, standing: Container[object]) -> Fact:
    return fact if getattr(fact, "status", None) in standing else fact.model_copy(update={"status": None})
