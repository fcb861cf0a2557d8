"""The page of a batch: index.html, one self-contained file, worst first, each row opening its brief.

The worst briefs stand in the page, packed; where there are more, the rows of the others lead to their files.
No request leaves the page, and its policy allows its own style and script alone.
"""

import base64
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from draft_escalation.batch.clusters import Cluster
from draft_escalation.batch.ended import Digest, Ended
from draft_escalation.batch.files import write_stream
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.workers import spread
from draft_escalation.brief.document import Document, Verdict
from draft_escalation.brief.headings import TARGET_NAMES
from draft_escalation.brief.model import Severity, Target
from draft_escalation.render.html import asset, digest, environment, render_body

FILE = "index.html"
_EMBEDDED = 2_000
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_VERDICTS: dict[Verdict, str] = {"escalate": "Escalate", "handle_in_support": "Handle in support"}
_COLUMNS = (
    ("severity", "Severity"), ("target", "Target"), ("verdict", "Verdict"), ("errors", "Errors"),
    ("warnings", "Warnings"), ("at", "Last word"), ("customer", "Customer"), ("rank", "Issue (worst first)"),
)  # fmt: skip
_FIGURES = ("errors", "warnings")
_WIDTH = 300


def write_report(
    journal: Journal,
    clusters: Sequence[Cluster],
    link_hosts: tuple[str, ...] = (),
    *,
    embedded: int = _EMBEDDED,
) -> None:
    """Writes the page of the journal's folder; links of `link_hosts` are clickable in it.

    Raises UserError where the disk does not take it.
    """
    rows, failed = _rows(journal, embedded)
    shown = [row for row in rows if row.embedded]
    briefs = (journal.brief(row.id) for row in shown)
    pages = spread(partial(_packed, link_hosts=link_hosts), briefs, len(shown))
    style, script = asset("colours.css") + asset("brief.css") + asset("report.css"), asset("report.js")
    page = (
        environment()
        .get_template("report.html")
        .generate(
            rows=rows,
            total=len(rows),
            embedded=embedded,
            failed=failed,
            counts=[(name, number) for name, number in _counts(rows) if number],
            severities=_SEVERITIES,
            picture=list(_picture(rows)),
            clusters=clusters,
            names={row.id: row.name for row in rows},
            targets=TARGET_NAMES,
            verdicts=_VERDICTS,
            briefs=zip([row.name for row in shown], pages, strict=True),
            choices=_choices(),
            columns=_COLUMNS,
            figures=_FIGURES,
            style=style,
            style_hash=digest(style),
            script=script,
            script_hash=digest(script),
        )
    )
    write_stream(journal.path.parent / FILE, (piece.encode("utf-8", "replace") for piece in page))


@dataclass(slots=True)
class _Row:
    """One brief as the page lists it; `at` is the time of its last message, "" where none is known."""

    id: str
    name: str
    customer: str
    subject: str
    verdict: Verdict
    severity: Severity
    target: Target
    errors: int
    warnings: int
    at: str
    embedded: bool = False

    @classmethod
    def of(cls, end: Ended, digest_: Digest) -> "_Row":
        return cls(
            id=end.id,
            name=end.name,
            customer=end.customer or digest_.customer,
            subject=digest_.subject or end.id,
            verdict=digest_.verdict,
            severity=digest_.severity,
            target=digest_.target,
            errors=digest_.errors,
            warnings=digest_.warnings,
            at=digest_.last_at.isoformat() if digest_.last_at else "",
        )

    @property
    def badness(self) -> tuple[bool, int, int, str, str]:
        stays = self.verdict == "handle_in_support"
        return stays, _SEVERITIES.index(self.severity), -self.errors, self.at or "~", self.id


def _rows(journal: Journal, embedded: int) -> tuple[list[_Row], int]:
    """Worst first: severity, verdict, errors, then whoever waits longest; and how many have failed."""
    rows, failed = list[_Row](), 0
    for end in journal.all():
        failed += end.state == "failed"
        if end.digest and end.state != "failed":
            rows.append(_Row.of(end, end.digest))
    rows.sort(key=lambda row: row.badness)
    for row in rows[:embedded]:
        row.embedded = True
    return rows, failed


def _packed(brief: bytes | None, link_hosts: tuple[str, ...]) -> str:
    """The page of a brief as zlib in base64, "" where the journal holds none."""
    if brief is None:
        return ""
    page = render_body(Document.model_validate_json(brief), link_hosts).encode("utf-8", "replace")
    return base64.b64encode(zlib.compress(page)).decode()


def _counts(rows: Sequence[_Row]) -> Iterator[tuple[str, int]]:
    counts = Counter(row.verdict for row in rows)
    yield from ((shown.lower(), counts[verdict]) for verdict, shown in _VERDICTS.items())
    yield "with errors", sum(row.errors > 0 for row in rows)


def _picture(rows: Sequence[_Row]) -> Iterator[tuple[str, list[int], list[dict[str, object]]]]:
    """By target: its name, how many of each severity, and bars that are as long as there are many."""
    counts = Counter((row.target, row.severity) for row in rows)
    most = max((sum(counts[target, one] for one in _SEVERITIES) for target in TARGET_NAMES), default=0) or 1
    for target, name in TARGET_NAMES.items():
        numbers = [counts[target, severity] for severity in _SEVERITIES]
        bars, x = list[dict[str, object]](), 0.0
        for severity, number in zip(_SEVERITIES, numbers, strict=True):
            width = number / most * _WIDTH
            bars.append({"severity": severity, "x": round(x, 1), "width": round(width, 1)})
            x += width
        yield name, numbers, bars


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        ("severity", [(one, one) for one in _SEVERITIES]),
        ("target", list(TARGET_NAMES.items())),
        ("verdict", list(_VERDICTS.items())),
    ]
