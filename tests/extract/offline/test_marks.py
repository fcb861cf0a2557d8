"""Words that give way to marks: patterns ask for a list's mark where they would ask for its words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.extract.offline.marks import Marks

MARKS = Marks({"past": ("restarted", "looked into", "re-added"), "base": ("restart", "look into", "set")})
CASES = [
    ("past", "we Restarted it", "Restarted"),
    ("past", "we looked into it", "looked into"),
    ("past", "they re-added me", "re-added"),
    ("past", "we looked at it", None),
    ("past", "we restart it", None),
    ("base", "we restart it", "restart"),
    ("base", "the settings", None),
    ("base", "İ restart it", "restart"),
]


@pytest.mark.parametrize(("name", "text", "word"), CASES)
def test_a_mark_stands_where_its_word_stands(name: str, text: str, word: str | None) -> None:
    """Whole words only, whatever their case; places in the marked text are places in the text."""
    match = re.search(rf"\b{MARKS.any_of(name)}\b", MARKS.mark(text))

    assert (match and text[match.start() : match.end()]) == word


@given(st.text(max_size=200))
def test_marks_keep_the_length(text: str) -> None:
    """Whatever the text holds, nothing moves."""
    assert len(MARKS.mark(text)) == len(text)
