"""The ticket's own fields, one a row or several."""

import pytest

from draft_escalation.extract.offline.fields import fields
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.read import read_thread

SAID = "\n\nInes Falk   Tue 3 Nov 2026 08:14\nThe labels do not print.\n"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Company: Acme Freight", {"company": "Acme Freight"}),
        (
            "Organisation: Acme Freight   SLA: 4h left  |  Priority: High",
            {"organisation": "Acme Freight", "sla": "4h left", "priority": "High"},
        ),
        ("Company: Acme  Freight (Lyon)", {"company": "Acme Freight (Lyon)"}),
        ("Status: Open   Group: L1", {"status": "Open", "group": "L1"}),
    ],
)
def test_fields_of_a_row(row: str, found: dict[str, str]) -> None:
    """Blanks or a bar before the next key end a value."""
    thread = read_thread(f"Ticket 12\n{row}{SAID}", source="test")
    assert {one.name: one.value for one in fields(View(thread))} == found
