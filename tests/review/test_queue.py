"""The order of the queue, its filters, and what comes next."""

from dataclasses import replace

import pytest

from draft_escalation.batch.ended import Digest
from draft_escalation.review.changes import edited, marked
from draft_escalation.review.queue import Listed, Wanted, listed, neighbours, ordered, progress
from review.cases import BY, SETUP, drafted

BASE = listed("base.json", drafted())


def row(name: str, standing: str = "open", **digest: object) -> Listed:
    changed: Digest = BASE.digest.model_copy(update=digest)
    return replace(BASE, name=name, standing=standing, digest=changed)  # type: ignore[arg-type]


def test_a_row_tells_what_the_brief_holds() -> None:
    document = drafted()
    levels = [one.level for one in document.findings]

    assert BASE.digest.subject == document.brief.summary.text
    assert (BASE.digest.errors, BASE.digest.warnings, BASE.notes) == tuple(
        levels.count(level) for level in ("error", "warning", "note")
    )
    assert BASE.rules == {one.rule for one in document.findings}
    assert (BASE.standing, BASE.edits) == ("open", 0)
    assert listed("x", edited(document, "summary", "other", (), "", BY)).edits == 1


def test_the_worst_comes_first() -> None:
    """Open before set aside before ready, then severity, errors, verdict, warnings."""
    best_to_worst = [
        row("ready", "ready", severity="critical"),
        row("aside", "set_aside", severity="critical"),
        row("medium", severity="medium", errors=9),
        row("few", severity="high", errors=1, warnings=1),
        row("more", severity="high", errors=1, warnings=5),
        row("many", severity="high", errors=4),
        row("support", severity="critical", errors=0, verdict="handle_in_support", warnings=9),
        row("critical", severity="critical", errors=0, verdict="escalate", warnings=0),
    ]

    assert [one.name for one in ordered(best_to_worst, Wanted())] == [one.name for one in best_to_worst[::-1]]


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (Wanted(), True),
        (Wanted(severity="high"), True),
        (Wanted(severity="medium"), False),
        (Wanted(target="engineering"), True),
        (Wanted(target="security"), False),
        (Wanted(rule="IMP003"), True),
        (Wanted(rule="SEV001"), False),
        (Wanted(standing="open"), True),
        (Wanted(standing="ready"), False),
        (Wanted(words="TORRES csv"), True),
        (Wanted(words="torres pdf"), False),
        (Wanted(severity="high", target="security"), False),
        (Wanted(severity="nonsense"), False),
    ],
)
def test_filters(wanted: Wanted, fits: bool) -> None:
    assert (ordered([BASE], wanted) == [BASE]) is fits


def test_progress_counts_what_is_settled() -> None:
    document = drafted(SETUP)
    rows = [
        BASE,
        listed("a", marked(document, "ready", "", BY)),
        listed("b", marked(document, "set_aside", "", BY)),
    ]

    assert (progress(rows).total, progress(rows).ready, progress(rows).set_aside) == (3, 1, 1)
    assert rows[1].who == "Yusra"


def test_neighbours() -> None:
    rows = [row("a"), row("b"), row("c")]

    assert neighbours(rows, "a") == (1, None, rows[1])
    assert neighbours(rows, "c") == (3, rows[1], None)
    assert neighbours(rows, "filtered out") == (0, None, rows[0])
    assert neighbours([], "a") == (0, None, None)
