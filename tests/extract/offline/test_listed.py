"""Lists of phrases: found as whole words, and never missed for the test that comes first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.extract.offline.listed import Listed

PATTERNS = (
    "can'?t",
    "affect\\w*",
    "los(?:e|ing)",
    "(?:i|we) (?:will|plan)",
    "go[- ]?live",
    "due(?: on)?",
    "he(?:'ll| will)",
    "on-?call",
)
PHRASES = ("the customer", "docker-compose", "[image]", "no longer", "the Pi")
CASES = [
    (PHRASES, False, "said The Customer today", True),
    (PHRASES, False, "the customers", False),
    (PHRASES, False, "run docker-compose up", True),
    (PHRASES, False, "see [image] below", True),
    (PHRASES, False, "on the Pi it fails", True),
    (PHRASES, False, "the pipe", False),
    (PATTERNS, True, "we cant print", True),
    (PATTERNS, True, "Affected: all", True),
    (PATTERNS, True, "losing orders", True),
    (PATTERNS, True, "closing orders", False),
    (PATTERNS, True, "soon we plan it", True),
    (PATTERNS, True, "before golive", True),
    (PATTERNS, True, "a duel", False),
    (PATTERNS, True, "he'll see", True),
    (PATTERNS, True, "heavy", False),
    (PATTERNS, True, "the on-call team", True),
    (PATTERNS, True, "oncall", True),
]


@pytest.mark.parametrize(("phrases", "patterns", "text", "found"), CASES)
def test_a_list_is_found_as_whole_words(
    phrases: tuple[str, ...],
    patterns: bool,
    text: str,
    found: bool,
) -> None:
    """Case does not matter; parts of words do not count."""
    listed = Listed(phrases, patterns=patterns)

    assert (listed.search(text) is not None) is found
    assert bool(list(listed.finditer(text))) is found


def test_a_pattern_that_begins_with_no_letter_is_refused() -> None:
    """A pattern that no word could find is an error of the data."""
    with pytest.raises(ValueError, match="begins with no letter"):
        Listed(("[a-z]x",), patterns=True)


@given(
    st.lists(
        st.sampled_from(
            [
                "can't",
                "cant",
                "Losing",
                "we will",
                "go-live",
                "due",
                "x",
                ",",
                "affects",
                "he",
                "will",
                "on",
                "call",
            ]
        )
    )
)
def test_the_test_that_comes_first_misses_nothing(words: list[str]) -> None:
    """What the patterns find by themselves is found behind the test for their first words too."""
    text = " ".join(words)
    bare = re.compile(rf"(?<!\w)(?:{'|'.join(PATTERNS)})(?!\w)", re.IGNORECASE)

    assert (Listed(PATTERNS, patterns=True).search(text) is None) is (bare.search(text) is None)
