"""The table of signals: whole, sound, and true to its own examples."""

import pytest

from builders import Said, thread_of
from draft_escalation.skill.find import find_signals
from draft_escalation.skill.policy import policy
from draft_escalation.skill.signals import Example, SignalRow, implied, signals

EXAMPLES = [
    pytest.param(row.id, example, holds, id=f"{row.id}: {example.text[:40]}")
    for row in signals().values()
    for holds, examples in ((True, row.holds), (False, row.lookalikes))
    for example in examples
]


def standing(example: Example) -> set[str]:
    """The rows that hold where the text answers a greeting."""
    thread = thread_of(Said("Yusra", "agent", "Hello."), Said("Ana", example.by, example.text))
    return {signal.id for signal in find_signals(thread) if signal.state == "holds"}


@pytest.mark.parametrize(("id_", "example", "holds"), EXAMPLES)
def test_the_examples_of_every_row(id_: str, example: Example, holds: bool) -> None:
    """What the table says holds, holds; its look-alikes do not."""
    assert (id_ in standing(example)) is holds


@pytest.mark.parametrize("one", signals().values(), ids=list(signals()))
def test_every_row_is_sound(one: SignalRow) -> None:
    """Two examples each way, and every name it mentions is a row or a category."""
    categories = {other.trigger for other in signals().values()}

    assert len(one.holds) >= 2
    assert len(one.lookalikes) >= 2
    assert {*one.implies, *one.lowers} <= set(signals())
    assert {*one.defeats, *one.defeats_claims} <= set(signals()) | categories
    assert one.trigger or one.support or one.targets or one.severity or one.deescalates


def test_every_category_and_team_has_rows() -> None:
    """The skill's six categories, five teams and two higher severities are all there."""
    rows = signals().values()

    assert len({row.trigger for row in rows if row.trigger}) == 6
    assert {team for row in rows for team in row.targets} == set(policy().names)
    assert {row.severity for row in rows if row.severity} == {"critical", "high"}


def test_implied_rows_name_the_row_they_follow_from() -> None:
    """The closure goes all the way and keeps its source."""
    assert implied(["data_corruption_or_loss"]) == {
        "data_corruption_or_loss": "data_corruption_or_loss",
        "data_integrity_at_risk": "data_corruption_or_loss",
        "data_at_risk": "data_corruption_or_loss",
    }
