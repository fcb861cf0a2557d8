"""Sentences shortened to what a brief needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.extract.offline.trim import clipped, is_vague, says_nothing, trimmed


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Hi Yusra, I think the export is empty, thanks!", "The export is empty"),
        ("- Hello team, the till is down.", "The till is down."),
        ("Guten Tag Frau Vogt, der Drucker steht. Vielen Dank", "Der Drucker steht"),
        ("Bonjour, le site est lent, merci d'avance.", "Le site est lent"),
        ("The export is empty.", "The export is empty."),
        ("iPad 9 fails.", "iPad 9 fails."),
        ("However, the till is down.", "The till is down."),
        ("PS : the till runs offline.", "The till runs offline."),
        ("Update - two more shops call.", "Two more shops call."),
        ("So far two shops call.", "So far two shops call."),
        ("acme.example is down.", "acme.example is down."),
        ("kubectl get pods hangs.", "kubectl get pods hangs."),
        ("doesn’t help at all.", "Doesn’t help at all."),
    ],
)
def test_greetings_and_thanks_fall_off(said: str, kept: str) -> None:
    """What opens and ends a sentence politely is left out, the rest stays as written."""
    assert trimmed(said).rstrip(".") == kept.rstrip(".")


@pytest.mark.parametrize("said", ["Thanks!", "Hello Ana,", "Best regards", "OK", "Merci beaucoup", "…"])
def test_courtesies_say_nothing(said: str) -> None:
    """Greetings and thanks alone are no statement."""
    assert says_nothing(said)


@pytest.mark.parametrize("said", ["The export is empty.", "No labels today", "Thanks, but it still fails."])
def test_statements_say_something(said: str) -> None:
    """A statement is one even with thanks in it."""
    assert not says_nothing(said)


def test_a_title_that_names_nothing_is_vague() -> None:
    """Only words like urgent, help, problem."""
    assert is_vague("URGENT!!! Help needed")
    assert not is_vague("Urgent: tills down")


@given(st.text(max_size=600))
def test_a_clipped_text_is_a_beginning_of_it(text: str) -> None:
    """Nothing is added but the mark of the cut, and it is never longer."""
    cut = clipped(text, 100)
    assert text.startswith(cut.removesuffix(" …"))
    assert len(cut) <= 102 or cut == text
