"""A brief from bytes."""

import pytest

from draft_escalation.errors import UserError
from draft_escalation.followups.read import read_brief
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from followups.cases import drafted


def test_our_json_comes_with_its_thread() -> None:
    """Nothing is lost."""
    assert read_brief(render_json(drafted()).encode()) == drafted()


def test_a_typed_brief_is_read() -> None:
    """Severity, target, deadline; no thread."""
    document = read_brief(render_text(drafted()).encode())

    assert document.brief.severity == "high"
    assert document.brief.needed.deadline.text == "2026-06-03 17:00 UTC"
    assert document.thread is None


def test_a_secret_that_somebody_typed_is_masked() -> None:
    """It must not reach a calendar or a message."""
    secret = "AKIA" + "Q3EGRT7XHJ4ZLM2P"
    text = render_text(drafted()).replace("The label printer", f"The key {secret} of the label printer")

    assert secret not in read_brief(text.encode()).brief.summary.text


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("", "no brief"),
        ("hello there", "no brief"),
        ("{not json", "not a brief of schema"),
        ("ESCALATION: it fails\nTarget: Engineering\n\nIMPACT\n- Customers affected: 4 shops", "no severity"),
        ("ESCALATION: it fails\nSeverity: soon\nTarget: Engineering", "no severity"),
    ],
)
def test_what_cannot_be_followed_up(text: str, met: str) -> None:
    """One line each."""
    with pytest.raises(UserError, match=met) as caught:
        read_brief(text.encode())
    assert "\n" not in str(caught.value)
