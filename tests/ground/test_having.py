"""Who has a thing and who is without it."""

import pytest

from draft_escalation.ground.having import had_otherwise


@pytest.mark.parametrize(
    ("told", "said", "thing"),
    [
        ("Nine guests came without a key.", "Nine guests had a key", "key"),
        ("Nine guests came without a key.", "Nine guests had no key", ""),
        ("It takes an hour and needs a password.", "Takes an hour and no password", "pas"),
        ("It takes an hour and needs a password.", "Takes an hour and a password", ""),
        ("They have no badge, we have a badge.", "They have a badge", ""),
        ("They never had a badge.", "They had a badge", "badg"),
        ("They never had a badge.", "They did not have a badge", ""),
    ],
)
def test_a_thing_given_or_taken_away(told: str, said: str, thing: str) -> None:
    """Only where the lines tell nothing but the reverse."""
    assert had_otherwise(said, [told]).startswith(thing)
    assert bool(had_otherwise(said, [told])) is bool(thing)
