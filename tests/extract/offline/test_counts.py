"""Who and what is counted as hit, whether or not a list knows its noun."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.engine import extract_offline


def _affected(*words: str) -> tuple[str, ...]:
    thread = thread_of(*(Said("Ana", "customer", one, "2026-04-20T10:40:00") for one in words))
    return tuple(fact.text for fact in extract_offline(thread).facts["impact.customers_affected"][1:])


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("It's 27 names, all from somewhere else.", "27 names"),
        ("it's 38 androids btw, the rest is fine", "38 androids"),
        ("Every few hours there is a hole, 11 probes out of 16.", "11 probes"),
        ("Now it's both branches, so that's eleven chairs.", "eleven chairs"),
        ("All six fitters are locked out.", "six fitters"),
        ("I'd say 8 got kicked out.", "8 got kicked"),
        ("11 of us cannot sign in.", "11 of us"),
        ("It is only the 9 who lost their badge.", "9 who"),
        ("Bisher sind 17 Aufträge weg.", "17 Aufträge"),
        ("Orchard: 9 shops, also on the new build.", "9 shops"),
        ("The 14 kilns are down since noon.", "14 kilns"),
        ("4,100 newsletters were sent twice.", "4,100 newsletters"),
    ],
)
def test_any_noun_is_counted_where_it_is_hit(words: str, holds: str) -> None:
    """The list of nouns need not know it."""
    assert holds in " | ".join(_affected(words))


@pytest.mark.parametrize(
    "words",
    [
        "We waited 5 hours and lost 2 days.",
        "It failed after 12 clicks.",
        "3 columns are wrong.",
        "Version 2 fails since 3 builds.",
        "We have 14 kilns.",
        "The limit of 30 widgets is wrong.",
        "It crashed 4 times.",
        "It is stuck for 20 minutes.",
    ],
)
def test_measures_and_mere_sizes_count_nobody(words: str) -> None:
    """How long, how often, how large: nobody is hit by that."""
    assert _affected(words) == ()


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("All 3 shops are down.", "correction: 2 shops", "2 shops are down."),
        ("All of the 12 tills are down.", "sorry, 11 tills", "11 tills are down."),
        (
            "About 20 drivers can't get in.",
            "Correction, it's only the 9 who drive at night.",
            "About 9 drivers",
        ),
        ("I counted 31 files.", "sorry 34.", "I counted 34 files"),
    ],
)
def test_a_figure_that_was_put_right_is_told_with_its_noun(first: str, second: str, text: str) -> None:
    """What was all of them need not be all of the new number."""
    (told,) = [one for one in _affected(first, second) if text in one]
    assert "all" not in told.lower()
