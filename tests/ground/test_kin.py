"""Things of one sort: another one in the place of the one that the lines name."""

import pytest

from builders import Said, thread_of
from draft_escalation.ground.index import thread_values
from draft_escalation.ground.kin import another_of_its_sort, are_kin
from draft_escalation.ground.scan import words_of
from draft_escalation.ground.stems import stem


@pytest.mark.parametrize(
    ("told", "said", "other"),
    [
        ("The plumber was here.", "An electrician was there", ["electrician"]),
        ("The plumber was here.", "A plumber was there", []),
        ("Der Klempner war da.", "A plumber was there", []),
        ("Der Klempner war da.", "A painter was there", ["painter"]),
        ("The brushes go by bus.", "The brushes go by train and bus", []),
        ("Somebody was here.", "An electrician was there", []),
        ("Two cherries are missing.", "Two plums are missing", ["plums"]),
    ],
)
def test_another_in_its_place(told: str, said: str, other: list[str]) -> None:
    """In any language of the table; more than the lines name may be told, in its place not."""
    lines = list(thread_values(thread_of(Said("Ana", "customer", told, "2026-04-02T15:22"))).all())
    assert list(another_of_its_sort(words_of(said), lines)) == other


def test_kin_are_different_things_of_one_sort() -> None:
    """Two words for one thing are none, nor are things of different sorts."""
    assert are_kin(stem("plumbers"), stem("painter"))
    assert not are_kin(stem("truck"), stem("lorry"))
    assert not are_kin(stem("plumber"), stem("truck"))
