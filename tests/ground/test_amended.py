"""Which earlier value a line puts right that names the new one only: pairs of lines in amends.toml."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.ground.superseded import corrected, superseded_values

_AT = "2026-04-13T09:00:00+00:00"
_TABLE = tomllib.loads(Path(__file__).with_name("amends.toml").read_text(encoding="utf-8"))


def _said(first: str, later: str) -> tuple[Said, Said]:
    return Said("Ana", "customer", first, _AT), Said("Ana", "customer", later, _AT)


@pytest.mark.parametrize(("first", "later", "old", "new"), _TABLE["corrects"])
def test_the_new_value_finds_what_it_replaces(first: str, later: str, old: str, new: str) -> None:
    """Said by the same person, in the brief's own words or another number's."""
    found = superseded_values(thread_of(*_said(first, later)))
    assert (old, new) in [(one.old, one.new) for one in found]


@pytest.mark.parametrize(("first", "later", "old"), _TABLE["doubtful"])
def test_one_of_several_is_doubtful(first: str, later: str, old: list[str]) -> None:
    """Where it is not clear which is meant, none of them is corrected for sure."""
    found = corrected(thread_of(*_said(first, later)))
    assert not found.sure
    assert [(one.old, one.new) for one in found.doubtful] == [(one, "") for one in old]


@pytest.mark.parametrize(("first", "later"), _TABLE["silent"])
def test_other_words_correct_nothing(first: str, later: str) -> None:
    """A time for a call, another noun, a question and a plain sorry leave the values as they are."""
    assert corrected(thread_of(*_said(first, later))) == ((), ())


def test_an_answer_corrects_what_it_answers() -> None:
    """Support's figure gives way to the customer's; a third person's further back does not."""
    asked = Said("Yusra", "agent", "So 40 shops are offline?", _AT)
    found = superseded_values(thread_of(asked, Said("Ana", "customer", "Sorry, it's 14.", _AT)))
    assert [(one.old, one.new) for one in found] == [("40", "14")]
    other = Said("Mateo", "customer", "We have 40 shops.", _AT)
    between = Said("Yusra", "agent", "Thank you.", _AT)
    last = Said("Ana", "customer", "Sorry, it's 14.", _AT)
    assert corrected(thread_of(other, between, last)) == ((), ())
