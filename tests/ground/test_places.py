"""Words that have changed places between the parts of a line."""

import pytest

from draft_escalation.ground.places import changed_places


@pytest.mark.parametrize(
    ("told", "said", "moved"),
    [
        ("Stamps go by hand, boxes go over the belt.", "Boxes by hand, stamps over the belt", True),
        ("Stamps go by hand, boxes go over the belt.", "Over the belt: boxes, by hand: stamps", False),
        ("The hatch is open and the valve is shut.", "Valve open, hatch shut", True),
        ("The hatch is open and the valve is shut.", "Valve shut, hatch open", False),
        ("Line A has stopped, line B is connected.", "Line B is silent, A is connected", True),
        ("Line A has stopped, line B is connected.", "Line A is silent, B is connected", False),
        ("Cook took the plums but sent the pears back.", "Pears taken by the cook, plums returned", True),
        ("Cook took the plums but sent the pears back.", "Plums taken by the cook, pears back", False),
        ("A painter replaced the red hose, the blue one is old.", "Blue hose replaced by a painter", True),
        ("A painter replaced the red hose, the blue one is old.", "Red hose replaced by a painter", False),
        ("Signed sheets pass, unsigned sheets jam.", "Unsigned sheets run, signed jam", True),
        ("Signed sheets pass, unsigned sheets jam.", "Signed sheets run, unsigned jam", False),
        ("Shops in Lyon have no list, those in Bern have.", "Bern has the list, shops in Lyon do not", False),
        ("Opened the board, logged in twice.", "Log in, open the board", False),
    ],
)  # fmt: skip
def test_words_in_the_others_part(told: str, said: str, moved: bool) -> None:
    """Only where both parts are otherwise those of the line, whatever their order."""
    assert bool(changed_places(said, [told])) is moved
