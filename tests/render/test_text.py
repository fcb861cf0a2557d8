"""The text format is the skill's, to the letter."""

from draft_escalation.brief.model import Fact
from draft_escalation.render.text import render_text
from render.documents import document

WHOLE = """\
ESCALATION: PDF export fails with E-5012 [m1]
Severity: High
Target: Engineering

IMPACT
- Customers affected: 4 shops [m1]; Ana [m1]
- Workflow impact: no PDF [m1]
- Revenue at risk: not stated in the thread; ask the account owner: "What is at risk?"
- SLA status: At risk (48 h) [m2]
- Workaround: print to file (corrects m1) [m2]

ISSUE DESCRIPTION
It fails. [m1] Since Friday. [m1]

REPRODUCTION STEPS
Start: not stated in the thread; ask the account owner: "What is at risk?"
1. Open Reports [m1]
2. Press Export [m1]
Expected: a PDF [m1]
Actual: E-5012 [m1]
Environment: 7.4.0 [m1]
Frequency: always [m1]
Evidence: "E-5012" [m1]

WHAT'S BEEN TRIED
1. restarted the worker [m2] → no change [m2]

CUSTOMER COMMUNICATION
- Last update: asked for logs [m2]
- Customer expectation: not stated in the thread
- Escalation risk: not stated in the thread

WHAT'S NEEDED
- fix: the export [m1]
- Deadline: 2026-04-17 17:00 UTC (from "by Friday", m1)

SUPPORTING CONTEXT
- https://acme.example/t/1 [m1]
- Owner in support: not stated in the thread
- Messages cited: m1 Ana (customer), 2026-04-13T09:12; m2 Yusra (agent), 2026-04-13T11:40
"""


def test_the_whole_brief_reads_as_the_skill_prescribes() -> None:
    """Headings, labels, order, pointers, silent and inferred slots."""
    assert render_text(document()) == WHOLE


def test_without_pointers_no_message_is_named() -> None:
    """`--no-cite` leaves pointers and the list of cited messages out."""
    shown = render_text(document(), cite=False)

    assert "[m" not in shown
    assert "Messages cited" not in shown


def test_a_matter_for_support_says_so_first() -> None:
    """The verdict and its reason stand above the brief."""
    first, second = render_text(document(verdict="handle_in_support")).splitlines()[:2]

    assert first == "HANDLE IN SUPPORT: configuration or setup [m2]"
    assert second.startswith("ESCALATION: ")


def test_what_is_no_bug_shows_only_what_is_seen() -> None:
    """No steps and no questions for them: the stated actual, environment and evidence lines."""
    bug = document()
    seen = bug.brief.reproduction.model_copy(
        update={"applies": False, "environment": (Fact(state="silent", question="Which?"),)}
    )
    other = bug.model_copy(update={"brief": bug.brief.model_copy(update={"reproduction": seen})})
    section = render_text(other).partition("REPRODUCTION STEPS\n")[2].partition("\n\n")[0]

    assert section.splitlines() == [
        "Not a bug: no reproduction steps apply.",
        "Actual: E-5012 [m1]",
        'Evidence: "E-5012" [m1]',
    ]


def test_thread_text_cannot_make_lines_or_hide_characters() -> None:
    """A line break or an invisible character of the thread does not shape the brief."""
    shown = render_text(document(summary="x\nSeverity: Low\u200b\u202e y"))

    assert shown.splitlines()[0] == "ESCALATION: x Severity: Low y [m1]"
