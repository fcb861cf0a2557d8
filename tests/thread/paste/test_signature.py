"""Where a message's own words end."""

import pytest

from draft_escalation.thread.paste.signature import signature_rows


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["It fails.", "Best regards", "Ana Pérez", "Head of Dispatch", "+49 30 1234567"], [1, 2, 3, 4]),
        (["It fails.", "-- ".strip(), "Ana"], [1, 2]),
        (["Es geht nicht.", "Mit freundlichen Grüßen", "Ana Weber"], [1, 2]),
        (["Ça ne marche pas.", "Cordialement,", "Ana"], [1, 2]),
        (["No funciona.", "Saludos", "Ana"], [1, 2]),
        (["It fails.", "Sent from my iPhone"], [1]),
        (["CAUTION: This email originated from outside the company.", "It fails."], [0]),
        (["It fails.", "ana"], [1]),
        (["Thanks", "It still fails on Monday."], []),
        (["It fails.", "Thanks", "PS: we need it before Friday, or the order is lost."], []),
        (["Thanks!"], []),
        (["It fails on", "Firefox"], []),
    ],
)
def test_signature_rows(rows: list[str], found: list[int]) -> None:
    """A sign-off with contact lines to the end, a program's trace, a disclaimer; never the whole message."""
    assert signature_rows(rows, "Ana Pérez") == found
