"""osTicket's CSV becomes threads of fields; that its messages are missing is told."""

from pathlib import Path

import pytest

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read

ROW = (
    "Ticket Number{0}Subject{0}From{0}From Email{0}Priority{0}SLA Plan{0}Overdue{0}Thread Count\r\n"
    "100077{0}Tills offline{0}Ana Ruiz{0}ana@pine.example{0}Emergency{0}Gold{0}Yes{0}5\r\n"
)


@pytest.mark.parametrize("mark", [",", ";"])
def test_fields_of_a_row(tmp_path: Path, mark: str) -> None:
    """With the byte order mark and either separator."""
    (found,) = read(tmp_path, {"t.csv": ROW.format(mark).encode("utf-8-sig")})

    assert isinstance(found, Found)
    top = fields(found.thread)
    assert (top["Ticket"], top["SLA Plan"], top["Overdue"], top["From"]) == (
        "#100077",
        "Gold",
        "Yes",
        "Ana Ruiz",
    )
    assert found.unread == ("thread: osTicket's CSV does not hold 5 messages; print the ticket and paste it",)
