"""No engine goes below what support's own lines show, or settles a thread on a customer's word."""

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Signal
from draft_escalation.skill.find import find_signals
from draft_escalation.skill.floor import held_up

THREAD = thread_of(
    Said("Ana", "customer", "The export is broken. It works on my old laptop."),
    Said("Yusra", "agent", "I was able to reproduce this on my test account."),
)
FOUND = find_signals(THREAD)


def states(*reported: Signal) -> dict[str, str]:
    """The signals that stand, with their states."""
    return {signal.id: signal.state for signal in held_up(reported, FOUND, THREAD)}


def test_what_staff_confirmed_comes_back() -> None:
    """Also where the engine calls it a mere claim."""
    assert states()["bug_confirmed"] == "holds"
    assert states(Signal(id="bug_confirmed", state="claimed", lines=("m1.1",)))["bug_confirmed"] == "holds"


def test_what_the_engine_saw_taken_back_stays_so() -> None:
    """A model reads corrections that cues miss."""
    taken = Signal(id="bug_confirmed", state="retracted", by="agent", lines=("m2.1",))
    assert states(taken)["bug_confirmed"] == "retracted"


def test_what_only_a_customer_shows_is_left_to_the_engine() -> None:
    """Its judgement is what it is there for."""
    own = [signal.id for signal in FOUND if signal.by == "customer"]
    assert not set(own) & set(states())


@pytest.mark.parametrize(("line", "state"), [("m1.2", "claimed"), ("m2.1", "holds")])
@pytest.mark.parametrize("calming", ["documented_solution_or_workaround", "workaround_unblocks_customer"])
def test_what_settles_a_thread_takes_a_line_of_support(calming: str, line: str, state: str) -> None:
    """A customer's line alone makes it a claim."""
    assert states(Signal(id=calming, by="customer", lines=(line,)))[calming] == state


def test_what_raises_stands_on_any_line() -> None:
    """A customer may be the only one who saw it."""
    assert states(Signal(id="data_exposure", by="customer", lines=("m1.1",)))["data_exposure"] == "holds"
