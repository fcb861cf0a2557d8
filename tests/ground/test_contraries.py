"""Phrases that cannot both hold."""

import pytest

from draft_escalation.ground.contraries import contrary


@pytest.mark.parametrize(
    ("told", "said", "against"),
    [
        ("We have never had this before.", "This happened before", True),
        ("We have never had this before.", "This is the first time", False),
        ("Nothing else is needed from you.", "More is needed from the customer", True),
        ("The rebate is being checked, no answer yet.", "The rebate was granted", True),
        ("The rebate is being checked, no answer yet.", "The rebate was not granted yet", False),
        ("The rebate is being checked, no answer yet.", "If it is granted they stay", False),
        ("The scans are still in the list.", "The scans were lost", True),
        ("The scans are still in the list.", "No scans were lost", False),
        ("The scans are still in the list, two pages are missing.", "Two pages were lost", False),
        ("The screen works again, the horn does not.", "Horn still dead", False),
        ("The screen works again since noon.", "Screen still dead", True),
        ("It helps for an hour at most.", "It helps for at least an hour", True),
        ("Les machines continuent de tourner.", "The machines stand still", True),
        ("We sent three of them away, turned them all away.", "Three of them got in", True),
        ("The lamps are on.", "The lamps were lost", False),
    ],
)
def test_the_other_side_of_a_phrase(told: str, said: str, against: bool) -> None:
    """Refused where the lines have a phrase of the other side only, and speak of the same thing."""
    assert bool(contrary(said, [told])) is against
