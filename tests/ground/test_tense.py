"""What is told as done on a day that the thread has not reached."""

import pytest

from builders import Said, thread_of
from draft_escalation.ground.index import thread_values
from draft_escalation.ground.tense import ahead_of_time
from draft_escalation.ground.values import values_in

_THREAD = thread_of(Said("Ana", "customer", "8.3.1 comes on 19 October.", "2026-10-12T09:20"))


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("8.3.1 was delivered on 19 October", True),
        ("Hotfix delivered on 19 October", True),
        ("8.3.1 is due on 19 October", False),
        ("8.3.1 will be delivered on 19 October", False),
        ("8.3 was delivered on 9 October", False),
        ("19 October", False),
    ],
)
def test_done_before_its_day(text: str, ahead: bool) -> None:
    """Only a deed in the past tense, on a day behind the last message."""
    assert (ahead_of_time(text, values_in(text), thread_values(_THREAD)) is not None) is ahead
