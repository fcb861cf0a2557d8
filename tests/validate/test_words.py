"""The word lists of the rules."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.validate.words import List, first_of, vague_in, words, words_of


@pytest.mark.parametrize("name", get_args(List))
def test_entries_are_in_small_letters_and_found(name: List) -> None:
    """An entry that can never match would be dead."""
    for entry in words(name):
        assert entry == entry.lower().strip()
        assert first_of(name, f"({entry}) …") is not None


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Try to export", "Try to"),
        ("try to open /admin", None),
        ('try to press "Export"', None),
        ("try to press the Export button", None),
        ("press the button", None),
        ("retry tomorrow", None),
    ],
)
def test_a_vague_phrase_counts_where_the_rest_names_nothing(text: str, vague: str | None) -> None:
    """Whole words, any case."""
    assert vague_in("vague_steps", text) == vague


def test_words_of_a_text_are_in_small_letters() -> None:
    """With their apostrophes, without punctuation."""
    assert words_of("Don't fix E-5012, please!") == ["don't", "fix", "e-5012", "please"]


@pytest.mark.parametrize("bait", ["a", " ", "'", "-", '"', "a-", "the "])
def test_long_baits_are_read(bait: str) -> None:
    """A megabyte of one sign is no trap."""
    text = bait * (1_000_000 // len(bait))

    assert len(words_of(text)) >= 0
    assert vague_in("vague_values", text) is None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text raises."""
    for name in get_args(List):
        first_of(name, text)
