"""Hidden characters are found, counted and taken out; what scripts and emoji need stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.guard.hidden import count_hidden, hidden_spans, strip_hidden

REMOVED = [
    ("ex\u200bport", "export", {"zero-width": 1}),
    ("a\ufeffb", "ab", {"zero-width": 1}),
    ("a\u200db", "ab", {"zero-width": 1}),
    ("a\U000e0068\U000e0069b", "ab", {"tag": 2}),
    ("a\u202eb\u2069", "ab", {"bidi": 2}),
    ("in\u00advoice", "invoice", {"soft hyphen": 1}),
    ("a\ufe0fb", "ab", {"variation selector": 1}),
    ("🙂\U000e0101\U000e0102", "🙂", {"variation selector": 2}),
    ("a\x07b\x00c\x7f\x85", "abc", {"control": 4}),
    ("a\x1b[31mred\x1b[0m", "ared", {"escape": 2}),
    ("\x1b]8;;https://evil.example\x07x", "x", {"escape": 1}),
    ("a\u2028b", "a\nb", {"separator": 1}),
    ("a\u3164b", "ab", {"invisible operator": 1}),
    ("a\rb", "ab", {"control": 1}),
]
KEPT = [
    "plain\ttext\n",
    "👨\u200d👩\u200d👧 family",
    "❤\ufe0f\u200d🔥",
    "👩🏽\u200d💻",
    "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "می\u200cخواهم",
    "क्\u200dष",
    "葛\U000e0100",
    "Größe – «ça» 5\u00a0€",
]


@pytest.mark.parametrize(("text", "bare", "counts"), REMOVED)
def test_hidden_characters_go(text: str, bare: str, counts: dict[str, int]) -> None:
    assert strip_hidden(text) == bare
    assert count_hidden(text) == counts
    assert len(hidden_spans(text)) == sum(counts.values())


@pytest.mark.parametrize("text", KEPT)
def test_what_is_needed_stays(text: str) -> None:
    assert strip_hidden(text) == text
    assert count_hidden(text) == {}


@given(
    st.text()
    | st.text(st.sampled_from("a\u200d\ufe0f❤🙂\x1b[31m\u200b\u0645\U000e0067\U000e007f🏴\u20e31\n"))
)
def test_stripping_again_changes_nothing(text: str) -> None:
    once = strip_hidden(text)
    assert strip_hidden(once) == once
    assert count_hidden(once) == {}


@pytest.mark.parametrize("bait", 'a1>-.:/@< \t\n"([{')
def test_a_megabyte_of_one_sign_stays_as_it_is(bait: str) -> None:
    assert strip_hidden(bait * 1_000_000) == bait * 1_000_000
