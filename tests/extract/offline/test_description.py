"""The description: first what is broken, and nothing that tells nothing of it."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline import description
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.extract.offline.view import View

_BROKEN = "The ovens are down since Monday."


def _told(*said: Said) -> list[str]:
    return [fact.text for fact in extract_offline(thread_of(*said)).facts["issue_description"]]


@pytest.mark.parametrize(
    "aside",
    [
        "Please help, the vans are standing in the yard.",
        "Please hurry!",
        "Please look into it now, all our bakers cannot bake anything and have lost all orders.",
        "They want it today or they don't load the van, so all our orders are lost.",
        "We need this fixed by tomorrow morning.",
        "They need to send it by Friday noon.",
        "We would like an answer today.",
    ],
)
def test_it_opens_with_what_is_broken(aside: str) -> None:
    """Pleas and wishes that stand before it do not come first."""
    assert _told(Said("Ana", "customer", f"{aside} {_BROKEN}"))[0] == _BROKEN


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ("Yusra", "Will update you by 10:30."),
        ("Yusra", "Please restart the ovens."),
        ("Ana", "We pulled the cable and plugged it in again - nothing."),
        ("Ana", "Please hurry, the bread is late."),
        ("Ana", "Oven 5 wasn't updated yet (3.8.4) and bakes normally!!"),
    ],
)
def test_it_tells_no_promise_no_plea_and_no_try(author: str, words: str) -> None:
    """What was tried has its own place, and so have promises and advice."""
    answer = Said(author, "agent" if author == "Yusra" else "customer", words)
    told = _told(Said("Ana", "customer", _BROKEN), answer)
    assert told[0] == _BROKEN
    assert not any(one.rstrip(".!") in words for one in told)


@pytest.mark.parametrize("words", ["We need this fixed by tomorrow.", "Please hurry, it began on Monday."])
def test_a_plea_or_wish_tells_no_beginning(words: str) -> None:
    """Though another slot took it for one."""
    view = View(
        thread_of(Said("Ana", "customer", f"{_BROKEN} The lamps blink. The doors stay open. {words}"))
    )
    lines = [spoken.fact() for spoken in view.spoken]
    facts = {"reproduction.actual": (lines[1], lines[2]), "impact.started": (lines[3],)}
    told = [fact.text for fact in description.find(view, facts)]
    assert told[0] == _BROKEN
    assert words not in told


def test_names_alone_are_no_sentence() -> None:
    """Companies that are hit too are told in a sentence, or not at all."""
    said = Said("Yusra", "agent", "Two more customers (Nordhof and Hansen & Co) reported the same.")
    assert "Nordhof and Hansen & Co." not in _told(Said("Ana", "customer", _BROKEN), said)
