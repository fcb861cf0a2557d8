"""A thing in the place of another of its sort."""

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Fact
from draft_escalation.ground.check import check_fact


@pytest.mark.parametrize(
    ("answer", "text", "borne"),
    [
        ("The printer is fine.", "the printer is fine", True),
        ("The printer is fine.", "the scanner is fine", False),
        ("Four Android 13 ones, the printer is fine.", "four Android 13 tablets", True),
        ("Four Android 13 printers.", "four Android 13 tablets", False),
    ],
)
def test_another_thing_is_refused_and_ones_stand_for_what_was_named(
    answer: str, text: str, borne: bool
) -> None:
    """The question before says which tablets are meant."""
    thread = thread_of(Said("Ana", "agent", "Which tablets are it?"), Said("Ben", "customer", answer))
    assert (not check_fact(Fact(text=text, lines=("m2.1",)), thread).failures) is borne
