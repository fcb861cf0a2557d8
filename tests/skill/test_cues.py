"""Phrases as data: what fires, what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.skill.cues import Cue, CueBook

CASES = [
    ("crash*", "It crashes on save", True),
    ("crash*", "a smooth ride", False),
    ("down|offline", "Our shop is DOWN again", True),
    ("down|offline", "download works", False),
    ("is still? broken", "export is broken", True),
    ("is still? broken", "export is still broken", True),
    ("is still? broken", "export is not broken", False),
    ("again? down since", "down since Monday", True),
    ("# users", "about 1,200 users", True),
    ("# users", "all users", False),
    ("can't|cannot log in", "we can’t log in", True),
    ("tried … restart*", "I tried to stop and then restarted it", True),
    ("tried … restart*", "tried a b c d e f g h i restart", False),
    ("no-one|nobody", "No-one can open it", True),
    ("says: denied", "it says: denied", True),
]


@pytest.mark.parametrize(("phrase", "line", "fires"), CASES)
def test_a_phrase_fires_where_its_words_stand(phrase: str, line: str, fires: bool) -> None:
    """The signs of the phrase language mean what the module says."""
    assert bool(CueBook({"cue": Cue(say=(phrase,))}).hits(line)) is fires


def test_an_unless_phrase_cancels_the_cue_in_its_line() -> None:
    """What takes the cue back wins wherever it stands in the line."""
    book = CueBook({"down": Cue(say=("is down",), unless=("not is? down", "back up"))})

    assert book.hits("The site is down.")
    assert not book.hits("The site is down no more, it is back up.")


def test_a_hit_names_the_words_it_rests_on() -> None:
    """The span of a hit cuts the phrase out of the line."""
    line = "Since the update nobody can print."
    hit = CueBook({"since": Cue(say=("since the update",))}).hits(line)["since"]

    assert line[hit.start : hit.end] == "Since the update"


def test_a_phrase_without_a_word_is_refused() -> None:
    """A phrase that no word could find is an error of the data."""
    with pytest.raises(ValueError, match="no word that must occur"):
        CueBook({"x": Cue(say=("# …",))})


@given(st.text(max_size=300))
def test_any_text_at_all_is_taken(text: str) -> None:
    """No line breaks the matcher."""
    CueBook({"a": Cue(say=("foo … bar", "x|y # z*"), unless=("baz",))}).hits(text)
