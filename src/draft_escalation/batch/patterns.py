"""The same issue in the threads of three customers or more: a second pass over what the journal keeps.

Without a request: the signs of all threads are put together (`clusters`), and each brief of such a cluster
gets the skill's Pattern trigger and the related threads, by the same rules that decided it. A brief whose
cluster has gone loses both again, so the same threads give the same bytes in whatever order they came.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from draft_escalation.batch.clusters import Cluster, Told, clusters
from draft_escalation.batch.ended import Ended, digest_of
from draft_escalation.batch.files import prints, prints_on_disk, write_brief
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.outlook import is_edited
from draft_escalation.batch.work import files_of
from draft_escalation.batch.workers import spread
from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact, Reference, Signal
from draft_escalation.draft import Frame
from draft_escalation.skill.decide import Decided, decide
from draft_escalation.validate.rule import Case
from draft_escalation.validate.run import validate
from draft_escalation.validate.statements import ACROSS, is_from_other_threads, is_proposed

_NAMED = 10
_AT_ONCE = 200
_SIGNAL = "same_issue_from_three_customers"


@dataclass(frozen=True, slots=True)
class Related:
    """Another thread of the same issue: its place in the sources, its customer, the stem of its files."""

    place: str
    customer: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Threads of the same issue that a brief names, how many there are beside them, the signs they share."""

    named: tuple[Related, ...] = ()
    more: int = 0
    signs: tuple[str, ...] = ()

    @property
    def related(self) -> tuple[str, ...]:
        """Their places, and how many more: what the journal keeps to tell whether a brief says the same."""
        return (*(one.place for one in self.named), *([f"{self.more} more"] if self.more else []))

    def with_names(self, journal: Journal) -> "_Pattern":
        """The same with the names of the files, which only a brief that is written needs."""
        ends = [(one, journal.get(one.place)) for one in self.named]
        return replace(self, named=tuple(replace(one, name=end.name) for one, end in ends if end))


_Todo = tuple[Ended, bytes, _Pattern, Frame]


def spread_patterns(journal: Journal, frame: Frame) -> tuple[Cluster, ...]:
    """Marks every brief whose issue as many customers report as the policy names; gives the clusters.

    An edited brief stays as it is. Raises UserError where files or journal cannot be written.
    """
    told = tuple(_told(journal))
    found = tuple(
        cluster for cluster in clusters(told) if len(cluster.customers) >= frame.policy.pattern_customers
    )
    _rewrite(journal, frame, [one.id for one in told], found)
    return found


def _told(journal: Journal) -> Iterator[Told]:
    """The threads with a brief, by id; a sign that many have is held once."""
    for end in journal.all():
        if end.state == "done":
            yield Told(end.id, end.customer, tuple(map(sys.intern, end.signs)))


def _rewrite(journal: Journal, frame: Frame, ids: Sequence[str], found: Sequence[Cluster]) -> None:
    """Writes the briefs anew whose related threads are others than they name; many of them in processes."""
    cluster_of = {one.id: cluster for cluster in found for one in cluster.members}
    changed = [
        id_
        for id_ in ids
        if (end := journal.get(id_)) and end.related != _pattern(id_, cluster_of.get(id_)).related
    ]
    rewritten = spread(_rewritten, _todo(journal, frame, changed, cluster_of), len(changed))
    while batch := tuple(islice(rewritten, _AT_ONCE)):
        _write(journal, batch)


def _todo(
    journal: Journal, frame: Frame, changed: Iterable[str], cluster_of: Mapping[str, Cluster]
) -> Iterator[_Todo]:
    """What is to be written anew; an edited brief is not."""
    for id_ in changed:
        end, brief = journal.get(id_), journal.brief(id_)
        if end and brief and not is_edited(end, prints_on_disk(journal.path.parent, end.name)):
            yield end, brief, _pattern(id_, cluster_of.get(id_)).with_names(journal), frame


def _pattern(id_: str, cluster: Cluster | None) -> _Pattern:
    """What a thread's brief is to say of its cluster: the same time for a large one as for a small one."""
    if cluster is None:
        return _Pattern()
    others = [one for one in cluster.members[: _NAMED + 1] if one.id != id_][:_NAMED]
    named = tuple(Related(one.id, one.customer) for one in others)
    return _Pattern(named, len(cluster.members) - 1 - len(named), cluster.signs)


def _rewritten(todo: _Todo) -> tuple[Ended, bytes, bytes]:
    """The end of a thread whose brief names another pattern, and the brief's two files."""
    end, brief, pattern, frame = todo
    document = _with_related(Document.model_validate_json(brief), pattern, frame)
    json, markdown = files_of(document, frame.link_hosts)
    update = {
        "related": pattern.related,
        "digest": digest_of(document),
        "before": end.written,
        "written": prints(json, markdown),
    }
    return end.model_copy(update=update), json, markdown


def _write(journal: Journal, batch: Sequence[tuple[Ended, bytes, bytes]]) -> None:
    journal.write([end for end, _, _ in batch], {end.id: json for end, json, _ in batch})
    for end, json, markdown in batch:
        write_brief(journal.path.parent, end.name, json, markdown)


def _with_related(document: Document, pattern: _Pattern, frame: Frame) -> Document:
    """The document with these related threads in place of those that it had; decided and checked anew."""
    signals = tuple(one for one in document.signals if not (one.id == _SIGNAL and one.by == "system"))
    context = tuple(one for one in document.brief.context if not is_from_other_threads(one.fact))
    if pattern.named:
        signals += (Signal(id=_SIGNAL, by="system"),)
        context += tuple(_references(pattern))
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


def _references(pattern: _Pattern) -> Iterator[Reference]:
    shared = ", ".join(sign.removeprefix("code:") for sign in pattern.signs[:5])
    basis = f"{ACROSS}, by {shared}" if shared else ACROSS
    for one in pattern.named:
        who = f" ({one.customer})" if one.customer else ""
        yield _reference(f"same issue: {one.place}{who}", basis, f"{one.name}.md")
    if pattern.more:
        yield _reference(f"same issue: {pattern.more} threads more", basis, None)


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
