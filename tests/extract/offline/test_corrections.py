"""Which earlier value a line puts right that names the new one only: pairs of lines in amends.toml."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.corrections import Corrections, corrections
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.extract.offline.view import View

_AT = "2026-04-13T09:00:00+00:00"
_TABLE = tomllib.loads(Path(__file__).with_name("amends.toml").read_text(encoding="utf-8"))


def _found(*said: Said) -> Corrections:
    return corrections(View(thread_of(*said)))


@pytest.mark.parametrize(("first", "later", "old", "new"), _TABLE["corrects"])
def test_the_new_value_finds_what_it_replaces(first: str, later: str, old: str, new: str) -> None:
    """Said by the same person; where it is not clear which is meant, no value takes its place."""
    found = _found(Said("Ana", "customer", first, _AT), Said("Ana", "customer", later, _AT)).found
    assert (old, new) in [(one.old, one.new) for one in found]


@pytest.mark.parametrize(("first", "later"), _TABLE["silent"])
def test_other_words_correct_nothing(first: str, later: str) -> None:
    """A time for a call, another noun, a question and a plain sorry leave the values as they are."""
    assert not _found(Said("Ana", "customer", first, _AT), Said("Ana", "customer", later, _AT)).found


def test_an_answer_corrects_what_it_answers() -> None:
    """Support's figure gives way to the customer's; a third person's further back does not."""
    asked = Said("Yusra", "agent", "So 40 shops are offline?", _AT)
    found = _found(asked, Said("Ana", "customer", "Sorry, it's 14.", _AT)).found
    assert [(one.old, one.new) for one in found] == [("40", "14")]
    other = Said("Mateo", "customer", "We have 40 shops.", _AT)
    between = Said("Yusra", "agent", "Thank you.", _AT)
    assert not _found(other, between, Said("Ana", "customer", "Sorry, it's 14.", _AT)).found


def test_the_brief_carries_the_new_value() -> None:
    """No slot tells the old one as it was."""
    thread = thread_of(
        Said("Ana", "customer", "The gate fails and 48 drivers stand outside.", _AT),
        Said("Ana", "customer", "Sorry, it's 40.", _AT),
    )
    facts = [fact.text for found in extract_offline(thread).facts.values() for fact in found]
    assert any("40 drivers" in text for text in facts)
    assert not any("48" in text for text in facts)
