"""The formats for Slack: mrkdwn and Block Kit."""

import json
import re

import pytest

from draft_escalation.errors import UserError
from draft_escalation.render.slack import escape, render_blocks, render_slack
from render.documents import document, fact
from render.hostile import HOSTILE


def test_the_brief_has_bold_headings_and_labels() -> None:
    """Title, sections, labels and numbers as mrkdwn."""
    shown = render_slack(document())

    assert shown.startswith("*ESCALATION:* PDF export fails with E-5012 [m1]\n")
    assert "\n*IMPACT*\n• *Customers affected:* 4 shops" in shown
    assert "\n1. Open Reports" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;`@U1`&gt;"),
        ("see https://a.example/x now", "see `https://a.example/x` now"),
        ("@here please", "`@here` please"),
    ],
)
def test_what_the_thread_holds_neither_mentions_nor_links(text: str, shown: str) -> None:
    """Mentions and links are words."""
    assert escape(text) == shown


@pytest.mark.parametrize("words", HOSTILE)
def test_no_live_sign_is_left(words: str) -> None:
    """No angle bracket, and no address or mention outside code."""
    shown = escape(words)
    outside = re.sub(r"`[^`]*`", "", shown)

    assert not set("<>") & set(shown)
    assert "://" not in outside
    assert "@" not in outside


@pytest.mark.parametrize("words", ["plain", "x" * 400, *HOSTILE])
def test_a_message_keeps_to_the_limits(words: str) -> None:
    """150 characters in the header, 3,000 in a section, 50 blocks."""
    message = json.loads(render_blocks(document(summary=words)))
    head, *sections = message["blocks"]

    assert head["type"] == "header"
    assert 0 < len(head["text"]["text"]) <= 150
    assert len(message["blocks"]) <= 50
    for block in sections:
        assert block["text"]["verbatim"] is True
        assert 0 < len(block["text"]["text"]) <= 3000


def test_a_long_statement_is_broken_not_cut() -> None:
    """All its words are there."""
    words = [f"w{number}" for number in range(2000)]
    whole = document()
    brief = whole.brief.model_copy(update={"issue_description": (fact(" ".join(words), "m1.1"),)})
    message = json.loads(render_blocks(whole.model_copy(update={"brief": brief})))
    said = " ".join(block["text"]["text"] for block in message["blocks"]).split()

    assert [word for word in said if re.fullmatch(r"w\d+", word)] == words


def test_more_than_one_message_is_refused() -> None:
    """One line that says what to do."""
    whole = document()
    brief = whole.brief.model_copy(update={"issue_description": (fact("word " * 40_000, "m1.1"),)})

    with pytest.raises(UserError, match="use --format slack"):
        render_blocks(whole.model_copy(update={"brief": brief}))
