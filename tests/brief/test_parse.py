"""A brief as people type it, read as far as possible."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.brief.parse import parse_brief
from draft_escalation.render.markdown import render_markdown
from draft_escalation.render.text import render_text
from render.documents import document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.brief.txt"))
TYPED = """\
Escalation: Exports fail for Nimbus
Severity : HIGH
**Target:** Enginering

## Impact
* Customers affected: 14 users of Nimbus Foods; two more shops
* Workflow Impact - none typed here
* Revenue at risk: unknown
* SLA Status: at risk (8 hours left)

## Customer comunication
- Last update: 13 April — Yusra wrote
  that we look into it

## Reproduction steps
1) Open Reports
2) Press Export
Expected: a PDF
Actual: error E-5012

## Whats needed
- fix: the export
- Deadline: 17 April 2026, 17:00 UTC

## What's been tried
1. restarted the worker -> no change
"""


def again(text: str) -> str:
    typed = parse_brief(text)
    parts = {"brief": typed.brief, "decision": typed.decision, "thread": None}
    return render_text(document().model_copy(update=parts))


@pytest.mark.parametrize("text", [render_text(document()), *(path.read_text("utf-8") for path in EXAMPLES)])
def test_text_to_brief_to_text_loses_nothing(text: str) -> None:
    """What is printed reads back to the same print, but for the list of cited messages."""
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("- Messages cited"))

    assert again(text) == kept


def test_markdown_reads_back_to_the_same_brief() -> None:
    """Our own Markdown says the same as our own text."""
    assert parse_brief(render_markdown(document())).brief == parse_brief(render_text(document())).brief


def test_a_colleagues_brief_is_read_although_it_is_typed_by_hand() -> None:
    """Misspelt headings and labels, Markdown, other bullets, another order, a wrapped line."""
    typed = parse_brief(TYPED)
    brief = typed.brief

    assert (brief.severity, brief.target) == ("high", "engineering")
    assert [fact.text for fact in brief.impact.customers_affected] == [
        "14 users of Nimbus Foods",
        "two more shops",
    ]
    assert brief.impact.revenue_at_risk[0].state == "silent"
    assert (brief.impact.sla_status[0].status, brief.impact.sla_status[0].text) == ("at_risk", "8 hours left")
    assert brief.communication.last_update[0].text == "13 April — Yusra wrote that we look into it"
    assert [step.text for step in brief.reproduction.steps] == ["Open Reports", "Press Export"]
    assert (brief.tried[0].action.text, brief.tried[0].result.text) == ("restarted the worker", "no change")
    assert (brief.needed.asks[0].kind, brief.needed.asks[0].fact.text) == ("fix", "the export")
    assert brief.needed.deadline.text == "17 April 2026, 17:00 UTC"


def test_what_was_not_understood_is_said() -> None:
    """A line that fits nowhere, and a missing severity, are named."""
    typed = parse_brief("ESCALATION: x\n\nIMPACT\nblah blah\n- Wibble: 3\n")

    assert any("blah blah" in words for words in typed.not_understood)
    assert any("Wibble" in words for words in typed.not_understood)
    assert any(words.startswith("Severity: missing") for words in typed.not_understood)


@given(st.text(max_size=400))
def test_any_text_is_read_without_harm(text: str) -> None:
    """No text raises."""
    parse_brief(text)


@given(st.lists(st.sampled_from(TYPED.splitlines()), max_size=40))
def test_lines_in_any_order_are_read(lines: list[str]) -> None:
    """Sections may miss, repeat or stand anywhere; what was read once stays."""
    once = again("\n".join(lines))

    assert again(once) == once
