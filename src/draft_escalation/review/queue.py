"""The queue: every brief as a row, worst first, filtered, and how far the review has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from draft_escalation.batch.ended import Digest, digest_of
from draft_escalation.brief.document import Document
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.review.record import Standing, review_of, standing

_SEVERITIES = ("critical", "high", "medium")
_STANDINGS: tuple[Standing, ...] = ("open", "set_aside", "ready")


@dataclass(frozen=True, slots=True)
class Listed:
    """A brief of the queue; `rules` are the codes of its findings."""

    name: str
    digest: Digest
    notes: int
    rules: frozenset[str]
    standing: Standing
    who: str
    edits: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A brief's file that cannot be read, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is asked for; "" is anything. `words` is looked for in customer and summary."""

    severity: str = ""
    target: str = ""
    rule: str = ""
    standing: str = ""
    words: str = ""

    @property
    def terms(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many briefs there are, and how many of them are settled."""

    total: int
    ready: int
    set_aside: int


def listed(name: str, document: Document) -> Listed:
    """The row of a brief. Raises UserError where its review is malformed."""
    review = review_of(document)
    levels = [finding.level for finding in document.findings]
    return Listed(
        name=name,
        digest=digest_of(document),
        notes=levels.count("note"),
        rules=frozenset(finding.rule for finding in document.findings),
        standing=standing(document, review),
        who=review.state.who if review.state else "",
        edits=len(review.edits),
    )


def ordered(rows: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """The rows that are asked for, worst first: open before settled, severity, errors, verdict, warnings."""
    return sorted((row for row in rows if _fits(row, wanted)), key=_rank)


def progress(rows: Sequence[Listed]) -> Progress:
    """How far the review of these rows has come."""
    standings = [row.standing for row in rows]
    return Progress(len(rows), standings.count("ready"), standings.count("set_aside"))


def neighbours(rows: Sequence[Listed], name: str) -> tuple[int, Listed | None, Listed | None]:
    """The place of a brief in the queue (from 1; 0 where it is not in it), and the ones before and after."""
    at = next((at for at, row in enumerate(rows) if row.name == name), None)
    if at is None:
        return 0, None, rows[0] if rows else None
    return at + 1, rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None


def _fits(row: Listed, wanted: Wanted) -> bool:
    words = strip_hidden(f"{row.digest.customer} {row.digest.subject} {row.name}").casefold()
    return (
        wanted.severity in {"", row.digest.severity}
        and wanted.target in {"", row.digest.target}
        and wanted.standing in {"", row.standing}
        and (not wanted.rule or wanted.rule in row.rules)
        and all(word in words for word in wanted.words.casefold().split())
    )


def _rank(row: Listed) -> tuple[int, int, int, bool, int, str]:
    return (
        _STANDINGS.index(row.standing),
        _SEVERITIES.index(row.digest.severity),
        -row.digest.errors,
        row.digest.verdict != "escalate",
        -row.digest.warnings,
        row.name,
    )
