"""Statements in the thread's own words."""

import pytest

from builders import Said, thread_of
from draft_escalation.ground.index import thread_values
from draft_escalation.ground.verbatim import verbatim


def _is_verbatim(text: str, *told: str) -> bool:
    thread = thread_of(Said("Ana Ruiz", "customer", "\n".join(told), "2026-04-02T15:22"))
    return verbatim(text, list(thread_values(thread).all()))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The export fails.", "The export fails."),
        ("the  export fails", "The export fails."),
        ("The export fails", "- The export fails"),
        ("The export fails for 41 users", "Hello, the export fails for 41 users, thanks."),
        ("Upgraded to 4.0.2", "We upgraded to 4.0.2, at noon."),
        ("I restarted node 548", "I restarted node 548 and nothing changed."),
        ("Clearing the cache", "Clearing the cache did not help."),
        ("Did not help.", "Clearing the cache did not help."),
        ("Ana Ruiz", "The export fails."),
        ("2026-04-02T15:22 — Ana Ruiz: The export fails.", "The export fails."),
    ],
)
def test_whole_lines_and_clauses_are_the_threads_own_words(text: str, told: str) -> None:
    """White space, the first letter, the mark at the end and the opening with the author do not count."""
    assert _is_verbatim(text, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The export works", "Nobody says that the export works."),
        ("The export works", "The export works, but only for admins."),
        ("The export works", "If you restart it, the export works."),
        ("The export works", "The export works, does it?"),
        ("Is the export broken", "Is the export broken?"),
        ("We pay", "We pay if you fix it."),
        ("The fix works", "Maybe the fix works."),
        ("12 users", "About 12 users of 40 see it."),
        ("It takes 12", "It takes 12 minutes."),
        ("We run 4.0", "We run 4.0.2 here."),
        ("See https://acme.example/trace", "See https://acme.example/Trace"),
        ("Port 80", "Port 8080"),
        ("", "The export fails."),
    ],
)
def test_what_is_cut_off_from_its_bounds_takes_a_closer_look(text: str, told: str) -> None:
    """A denial, condition, hedge, question, unit or the rest of a number must not be cut off."""
    assert not _is_verbatim(text, told)


def test_several_lines_together() -> None:
    """A statement may join whole lines in their order."""
    assert _is_verbatim("The export fails. Since Monday.", "The export fails.", "Since Monday.")
    assert not _is_verbatim("The export fails. Since Friday.", "The export fails.", "Since Monday.")
