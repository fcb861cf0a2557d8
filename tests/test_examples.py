"""The examples draft as they are shown.

Where a change of a brief is meant, renew what is shown, from the repository's folder (every brief's name ends
in f, no thread's does):

    for t in examples/*[!f].txt; do draft-escalation --engine offline "$t" -o "${t%.txt}.brief.txt"; done
"""

import asyncio
from pathlib import Path

import pytest

from draft_escalation.brief.document import Document
from draft_escalation.draft import Frame, draft
from draft_escalation.extract.offline.engine import OfflineEngine
from draft_escalation.guard.thread import masked
from draft_escalation.render.text import render_text
from draft_escalation.skill.policy import policy
from draft_escalation.thread.read import read_thread

FOLDER = Path(__file__).parents[1] / "examples"
DECIDED = {
    "01": ("escalate", "engineering", None),
    "02": ("escalate", "security", "critical"),
    "03": ("escalate", "product", "medium"),
    "04": ("handle_in_support", None, None),
    "05": ("escalate", "leadership", None),
}
THREADS = sorted(path for path in FOLDER.glob("*.txt") if not path.name.endswith(".brief.txt"))


def drafted(path: Path) -> Document:
    """The offline engine's draft, as the command line makes it."""
    thread, _ = masked(read_thread(path.read_bytes(), source=path.name))
    return asyncio.run(draft(thread, OfflineEngine(), Frame(policy=policy())))


@pytest.mark.parametrize("path", THREADS, ids=lambda path: path.stem)
def test_an_example_is_decided_as_its_tale_goes(path: Path) -> None:
    """A bug, a leak, a wish, a question, and a contract in danger."""
    verdict, target, severity = DECIDED[path.name[:2]]
    document = drafted(path)

    assert document.decision.verdict == verdict
    assert target in (None, document.brief.target)
    assert severity in (None, document.brief.severity)


@pytest.mark.parametrize("path", THREADS, ids=lambda path: path.stem)
def test_the_brief_beside_an_example_is_what_is_printed(path: Path) -> None:
    """Readers see what they would get."""
    shown = path.with_suffix(".brief.txt").read_text(encoding="utf-8")

    assert shown == render_text(drafted(path)), "renew it with the line at the top of this file"


def test_every_example_is_there_once() -> None:
    """Five threads with five briefs."""
    assert [path.name[:2] for path in THREADS] == sorted(DECIDED)
    assert len(list(FOLDER.iterdir())) == 2 * len(THREADS)
