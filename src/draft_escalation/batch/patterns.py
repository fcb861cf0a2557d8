"""The same issue in the threads of three customers or more: a second pass over what the journal keeps.

Without a request: the signs of all threads are put together (`clusters`), and each brief of such a cluster
gets the skill's Pattern trigger and the related threads, by the same rules that decided it. A brief whose
cluster has gone loses both again, so the same threads give the same bytes in whatever order they came.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from draft_escalation.batch.clusters import Cluster, Told, clusters
from draft_escalation.batch.ended import Ended, digest_of
from draft_escalation.batch.files import prints, prints_on_disk, write_brief
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.outlook import is_edited
from draft_escalation.batch.work import files_of
from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact, Reference, Signal
from draft_escalation.draft import Frame
from draft_escalation.skill.decide import Decided, decide
from draft_escalation.validate.rule import Case
from draft_escalation.validate.run import validate
from draft_escalation.validate.statements import ACROSS, is_from_other_threads, is_proposed

_NAMED = 10
_AT_ONCE = 100
_SIGNAL = "same_issue_from_three_customers"


@dataclass(frozen=True, slots=True)
class Related:
    """Another thread of the same issue: its place in the sources, its customer, the file of its brief."""

    place: str
    customer: str
    name: str


def spread_patterns(journal: Journal, frame: Frame) -> tuple[Cluster, ...]:
    """Marks every brief whose issue as many customers report as the policy names; gives the clusters.

    An edited brief stays as it is. Raises UserError where files or journal cannot be written.
    """
    ends = {end.id: end for end in journal.all() if end.state == "done"}
    found = tuple(
        cluster
        for cluster in clusters(Told(end.id, end.customer, end.signs) for end in ends.values())
        if len(cluster.customers) >= frame.policy.pattern_customers
    )
    wanted = dict(_related(found, ends))
    _rewrite(journal, frame, ends, wanted)
    return found


def _related(
    found: Sequence[Cluster], ends: Mapping[str, Ended]
) -> Iterator[tuple[str, tuple[tuple[Related, ...], tuple[str, ...]]]]:
    """By thread: the others of its cluster, by customer and place, and the signs they share."""
    for cluster in found:
        everyone = {one.id: Related(one.id, one.customer, ends[one.id].name) for one in cluster.members}
        for id_ in everyone:
            others = sorted(
                (one for other, one in everyone.items() if other != id_), key=lambda one: one.place
            )
            yield id_, (tuple(others), cluster.signs)


def _rewrite(
    journal: Journal,
    frame: Frame,
    ends: Mapping[str, Ended],
    wanted: Mapping[str, tuple[tuple[Related, ...], tuple[str, ...]]],
) -> None:
    batch: list[tuple[Ended, bytes, bytes]] = []
    for end in ends.values():
        others, signs = wanted.get(end.id, ((), ()))
        related = tuple(one.place for one in others)
        brief = journal.brief(end.id) if related != end.related else None
        if brief is None or is_edited(end, prints_on_disk(journal.path.parent, end.name)):
            continue
        document = with_related(Document.model_validate_json(brief), others, signs, frame)
        json, markdown = files_of(document, frame.link_hosts)
        update = {
            "related": related,
            "digest": digest_of(document),
            "before": end.written,
            "written": prints(json, markdown),
        }
        batch.append((end.model_copy(update=update), json, markdown))
        if len(batch) >= _AT_ONCE:
            _write(journal, batch)
    _write(journal, batch)


def _write(journal: Journal, batch: list[tuple[Ended, bytes, bytes]]) -> None:
    journal.write([end for end, _, _ in batch], {end.id: json for end, json, _ in batch})
    for end, json, markdown in batch:
        write_brief(journal.path.parent, end.name, json, markdown)
    batch.clear()


def with_related(
    document: Document, others: Sequence[Related], signs: Sequence[str], frame: Frame
) -> Document:
    """The document with these related threads in place of those that it had; decided and checked anew."""
    signals = tuple(one for one in document.signals if not (one.id == _SIGNAL and one.by == "system"))
    context = tuple(one for one in document.brief.context if not is_from_other_threads(one.fact))
    if others:
        signals += (Signal(id=_SIGNAL, by="system"),)
        context += tuple(_references(others, signs))
    decided = _decided(document, signals, frame)
    brief = document.brief.model_copy(update={"context": context})
    if decided.decision.verdict != document.decision.verdict:
        brief = brief.model_copy(
            update={name: getattr(decided, name) for name in Decided.model_fields if name != "decision"}
        )
        decision = decided.decision
    else:
        decision = document.decision.model_copy(update={"triggers": decided.decision.triggers})
    changed = document.model_copy(update={"signals": signals, "decision": decision, "brief": brief})
    return _checked(changed, frame)


def _decided(document: Document, signals: Sequence[Signal], frame: Frame) -> Decided:
    return decide(
        signals,
        kind="bug" if document.brief.reproduction.applies else "other",
        asks=[ask for ask in document.brief.needed.asks if not is_proposed(ask.fact)],
        policy=frame.policy,
        from_tier=frame.tier,
    )


def _references(others: Sequence[Related], signs: Sequence[str]) -> Iterator[Reference]:
    shared = ", ".join(sign.removeprefix("code:") for sign in signs[:5])
    basis = f"{ACROSS}, by {shared}" if shared else ACROSS
    for one in others[:_NAMED]:
        who = f" ({one.customer})" if one.customer else ""
        yield _reference(f"same issue: {one.place}{who}", basis, f"{one.name}.md")
    if len(others) > _NAMED:
        yield _reference(f"same issue: {len(others) - _NAMED} threads more", basis, None)


def _reference(text: str, basis: str, url: str | None) -> Reference:
    return Reference(kind="ticket", fact=Fact(state="inferred", text=text, basis=basis), url=url)


def _checked(document: Document, frame: Frame) -> Document:
    thread = document.thread
    checked = validate(
        Case(
            brief=document.brief,
            decision=document.decision,
            signals=document.signals,
            thread=thread,
            policy=frame.policy,
            as_of=frame.as_of or (thread.last_at if thread else None),
            kind="bug" if document.brief.reproduction.applies else "other",
            waivers=document.waivers,
        )
    )
    return document.model_copy(update={"findings": checked.findings, "unchecked": checked.unchecked})
