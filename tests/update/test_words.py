"""What a terminal shows of an update."""

import pytest

from draft_escalation.render.text import render_text
from draft_escalation.update.words import update_lines
from update.cases import YUSRA, drafted, grown, typed, updated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sorry, correction: it is 11 users, not 14.", ["14 → 11", '"It is 11 users" [m3.1]']),
        ("Production is down now.", ["severity up: High → Critical; by production down [m3.1]"]),
        ("It works again without us doing anything.", ["severity down: High → Medium", "  1. Notify"]),
        ("We need this fixed by 17 April.", ["changed: needed.deadline, for_target.customer_timeline"]),
        ("The workaround works for us until the fix is out.", ["de-escalate (less urgent"]),
        ("Thank you.", ["1 new message: m3", "nothing changed"]),
    ],
)
def test_a_line_each_with_the_lines_behind_it(text: str, told: list[str]) -> None:
    """What decides comes first."""
    said = list(update_lines(updated(drafted(), grown(text))))

    assert all("\n" not in line for line in said)
    assert said[0] == "1 new message: m3"
    for words in told:
        assert any(words in line for line in said), said


def test_one_statement_in_several_slots_is_one_line() -> None:
    """With all its fields."""
    said = list(update_lines(updated(drafted(), grown("Production is down now, nobody can work at all."))))
    (line,) = (line for line in said if line.startswith("new: "))
    assert "impact.customers_affected.2, impact.workflow_impact.1" in line


def test_edits_conflicts_and_what_is_not_known_are_said() -> None:
    """A person sees what became of their work."""
    text = render_text(drafted()).replace("All 14 users see", "14 users in Berlin see", 1)
    kept = list(update_lines(updated(typed(text), grown("Thank you."))))
    conflict = list(update_lines(updated(typed(text), grown("Correction: it is 11 users, not 14.", YUSRA))))
    blind = list(update_lines(updated(typed(render_text(drafted(), cite=False)), grown("Thank you."))))

    assert "kept as a person wrote it: impact.customers_affected.1" in kept
    assert any(line.startswith("decide: impact.customers_affected.1: a person wrote") for line in conflict)
    assert blind[0].startswith("which messages are new is not known")
