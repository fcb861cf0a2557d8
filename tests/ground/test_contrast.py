"""Contrasts: who does and who does not must not change places."""

import pytest

from draft_escalation.ground.clauses import clauses
from draft_escalation.ground.contrast import crossed, levelled


@pytest.mark.parametrize(
    ("told", "said", "crosses"),
    [
        ("EV-2207 abre por consola, EV-2212 no", "EV-2212 opens, EV-2207 does not", True),
        ("EV-2207 abre por consola, EV-2212 no", "EV-2207 opens, EV-2212 does not", False),
        ("Kreuz 2 und 6 laufen, Kreuz 5 nicht", "Turnstile 5 works, 2 and 6 do not", True),
        ("Kreuz 2 und 6 laufen, Kreuz 5 nicht", "Turnstiles 2 and 6 work, 5 does not", False),
        (
            "In the admin the row is gone, on the shop it is there",
            "Missing in the shop but stands in the admin",
            True,
        ),
        (
            "In the admin the row is gone, on the shop it is there",
            "Missing in the admin but stands in the shop",
            False,
        ),
        ("Lyon has it, Geneva does not, Bern works", "Bern works, Lyon fails", False),
        ("The page is blank.", "The page is blank, the app is not", False),
    ],
)
def test_sides_that_change_places(told: str, said: str, crosses: bool) -> None:
    """In whatever language the lines tell it, and only where both sides have changed."""
    assert bool(crossed(clauses(said), [clauses(told)])) is crosses


def test_lines_are_held_apart() -> None:
    """The end of one line and the beginning of the next are no contrast."""
    lines = [clauses("Lyon fails"), clauses("Bern works")]
    assert not crossed(clauses("Bern fails, Lyon works"), lines)


@pytest.mark.parametrize(
    ("told", "said", "levels"),
    [
        (["Car 3 drives again, car 4 does not."], "Car 3 drives again, car 4 does too", True),
        (["Car 3 drives again, car 4 as well."], "Car 3 drives again, car 4 does too", False),
        (["Hall A sorts wrongly.", "Hall B works."], "Both halls, A and B, sort wrongly", True),
        (["Hall A sorts wrongly.", "Hall B fails."], "Both halls, A and B, sort wrongly", False),
        (["Runner 4.8.1, self hosted."], "Self hosted, and also hosted runners", False),
    ],
)
def test_what_is_told_apart_is_not_both(told: list[str], said: str, levels: bool) -> None:
    """`Too` and `both` are refused where the lines tell two things apart."""
    assert bool(levelled(said, [(line, clauses(line)) for line in told])) is levels
