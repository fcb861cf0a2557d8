"""A brief that somebody gives us: which kind it is, what it holds, and how it is refused."""

import json

import pytest

from draft_escalation.brief.document import Document
from draft_escalation.brief.read import TYPED, as_document, document_of, is_json, lacks, typed_brief
from draft_escalation.errors import UserError
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from render.documents import document

WHOLE = "ESCALATION: Export fails\nSeverity: High\nTarget: Engineering\n"


def test_json_of_ours_is_read_as_it_was_written() -> None:
    """As text or bytes, white space before it or none."""
    written = render_json(document())

    assert is_json(f"\n  {written}")
    assert document_of(written) == document_of(written.encode()) == document()


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("{broken", "Invalid JSON"),
        ("{}", "schema"),
        (json.dumps({**json.loads(render_json(document())), "brief": {}}), "brief.summary"),
    ],
)
def test_other_json_is_refused_with_the_first_place_that_is_wrong(words: str, met: str) -> None:
    """On one line."""
    with pytest.raises(UserError, match="not a brief of schema") as told:
        document_of(words)

    assert met in str(told.value)
    assert "\n" not in str(told.value)


def test_a_typed_brief_becomes_a_document() -> None:
    """With its waivers; what it says is what it said as text."""
    text = render_text(document(), cite=False) + "# waive IMP003: no revenue here (Yusra, 2026-04-20)\n"
    made = as_document(typed_brief(text))

    assert not is_json(text)
    assert isinstance(made, Document)
    assert (made.run.engine, made.thread, made.signals) == (TYPED, None, ())
    assert [waiver.rule for waiver in made.waivers] == ["IMP003"]
    assert made.brief.summary.text == document().brief.summary.text


@pytest.mark.parametrize(
    ("left_out", "label", "is_lacking"),
    [
        ("Severity: High\n", "Severity", True),
        ("Target: Engineering\n", "Target", True),
        ("", "Severity", False),
        ("", "Target", False),
    ],
)
def test_a_head_that_lacks_a_label(left_out: str, label: str, is_lacking: bool) -> None:
    """Is told apart from one that has it."""
    assert lacks(typed_brief(WHOLE.replace(left_out, "") if left_out else WHOLE), label) is is_lacking


def test_text_without_a_brief_is_refused_with_advice() -> None:
    """The caller's, where it knows what was probably meant."""
    with pytest.raises(UserError, match=r"no brief: neither.*; give the whole brief"):
        typed_brief("Hello, the printer is broken.")
    with pytest.raises(UserError, match="; the thread comes second"):
        typed_brief("Hello, the printer is broken.", advice="the thread comes second")
