"""Line ids as models write them."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.llm.cited import resolve
from draft_escalation.thread.model import Line, Message, Thread

THREAD = thread_of(Said("Ana", "customer", "One. Two. Three. Four."), Said("Yusra", "agent", "Five."))


@pytest.mark.parametrize(
    ("cited", "ids"),
    [
        ("m1.2", "m1.2"),
        ("[m1.2]", "m1.2"),
        ("m1.2 m2.1", "m1.2 m2.1"),
        ("M1.2, m2.1; m1.2", "m1.2 m2.1"),
        ("m1.2-m1.4", "m1.2 m1.3 m1.4"),
        ("m1.2-4", "m1.2 m1.3 m1.4"),
        ("m1.2 to m1.3 and m2.1", "m1.2 m1.3 m2.1"),
        ("m1.3-m2.1", "m1.3 m2.1"),
        ("m1", "m1.0"),
        ("m7.3", "m7.3"),
        ("m7", "m7.0"),
        ("line 3", ""),
        ("", ""),
    ],
)
def test_citations_become_ids(cited: str, ids: str) -> None:
    """Whatever the spelling; ids that do not exist stay for grounding to name."""
    assert resolve((cited,), THREAD) == tuple(ids.split())


def test_a_message_without_header_stands_for_all_its_lines() -> None:
    """Where a message has no line .0."""
    lines = (Line("m1.1", "One.\n", 0), Line("m1.2", "Two.\n", 5))
    thread = Thread("t", "test", None, (Message("m1", None, "unknown", "unknown", None, None, lines),))
    assert resolve(("m1",), thread) == ("m1.1", "m1.2")


def test_a_range_is_bounded() -> None:
    """A model's slip does not cite the whole thread."""
    assert len(resolve(("m1.1-m1.9999999",), THREAD)) == 21
