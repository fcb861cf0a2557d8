"""Which words come alive by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.render.inert import pieces, plain


@pytest.mark.parametrize(
    "word", ["https://a.example", "www.a.example", "ftp://a.example", "@mateo", "a.b@c.example"]
)
def test_addresses_and_mentions_come_alive(word: str) -> None:
    """Each is a piece of its own."""
    assert (word, True) in list(pieces(f"see {word} now"))


@pytest.mark.parametrize("word", ["http", "example.org", "3 @ 4", "a:b", "C++"])
def test_other_words_do_not(word: str) -> None:
    """They stay in the text around them."""
    assert list(pieces(f"see {word} now")) == [(f"see {word} now", False)]


@given(st.text())
def test_the_pieces_are_the_text(text: str) -> None:
    """Nothing is lost, nothing added."""
    assert "".join(words for words, _ in pieces(text)) == plain(text)
