"""Jira's wiki markup becomes text, no word of it lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.readers.wiki import wiki_text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("h2. Steps", "Steps"),
        ("It *stops* at 2 * 3 * 4.", "It stops at 2 * 3 * 4."),
        ("* open\n** save", "- open\n- save"),
        ("# open\n# save", "- open\n- save"),
        ("{code:java}\na *b* [c]\n{code}", "```\na *b* [c]\n```"),
        ("see {noformat}E-12{noformat} there", "see \n```\nE-12\n```\n there"),
        ("{code}never closed", "{code}never closed"),
        ("{quote}It stops.{quote}\nReproduced.", "> It stops.\n\n\nReproduced."),
        ("bq. It stops.", "> It stops."),
        ("[~yusra] see [the log|https://x.example/log]", "@yusra see the log (https://x.example/log)"),
        ("[https://x.example/1]", "https://x.example/1"),
        ("!till.png|thumbnail! and !", "[image: till.png] and !"),
        ("[^trace.log]", "[attachment: trace.log]"),
        ("{{stock.py}} {color:red}down{color}", "`stock.py` down"),
        ("Help! It stops! Now!", "Help! It stops! Now!"),
    ],
)
def test_markup_as_text(markup: str, expected: str) -> None:
    """Code stays as it stands; what only looks like markup stays too."""
    assert wiki_text(markup) == expected


@given(st.text(alphabet="xyz *{}[]|!~^#\n", max_size=200))
def test_no_letter_is_lost(markup: str) -> None:
    """In any heap of marks."""
    assert [c for c in wiki_text(markup) if c in "xyz"] == [c for c in markup if c in "xyz"]
