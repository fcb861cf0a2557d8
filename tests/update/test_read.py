"""The earlier brief as a person hands it over."""

import pytest

from draft_escalation.brief.read import TYPED
from draft_escalation.errors import UserError
from draft_escalation.render.json import render_json
from draft_escalation.render.markdown import render_markdown
from draft_escalation.render.text import render_text
from draft_escalation.update.read import read_earlier
from update.cases import drafted

SECRET = "hunter" + "2hunter" + "2X"


def test_our_json_is_read_whole() -> None:
    """With thread, signals and run."""
    document = drafted()
    assert read_earlier(render_json(document).encode()).document == document


@pytest.mark.parametrize("render", [render_text, render_markdown])
def test_a_typed_brief_tells_the_messages_that_it_cites(render: object) -> None:
    """Id, author, role and time; not their words."""
    assert callable(render)
    document = read_earlier(render(drafted()).encode()).document

    assert document.run.engine == TYPED
    assert document.thread is not None
    assert [(one.id, one.author, one.role, one.sent_words) for one in document.thread.messages] == [
        ("m1", "Ana Torres", "customer", "Apr 13, 2026, 09:12"),
        ("m2", "Yusra Haddad", "agent", "Apr 13, 2026, 11:40"),
    ]


def test_a_typed_brief_without_pointers_tells_no_thread() -> None:
    """Nothing is made up for it."""
    assert read_earlier(render_text(drafted(), cite=False).encode()).document.thread is None


def test_secrets_in_a_typed_brief_are_masked() -> None:
    """Before anything is read further."""
    text = render_text(drafted()).replace("CSV export fails", f"CSV export fails, password: {SECRET}", 1)
    assert SECRET not in render_json(read_earlier(text.encode()).document)


def test_what_is_not_understood_is_said() -> None:
    """One line each."""
    text = render_text(drafted()).replace("IMPACT\n", "IMPACT\n- a line that fits nowhere\n")
    assert any("fits nowhere" in words for words in read_earlier(text.encode()).not_understood)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello, the printer is broken.", "no brief: neither"),
        (
            '{"schema": "draft-escalation/brief/1"}',
            "schema draft-escalation/brief/1: decision",
        ),
        ("{broken", "not a brief of schema"),
        (
            "ESCALATION: It fails\nTarget: Engineering\n",
            "severity is missing or unreadable",
        ),
        ("ESCALATION: It fails\nSeverity: High\n", "target is missing or unreadable"),
    ],
)
def test_what_is_no_brief_is_one_line_of_error(text: str, told: str) -> None:
    """What was met, and what to do."""
    with pytest.raises(UserError) as caught:
        read_earlier(text.encode())
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
