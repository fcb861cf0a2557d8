"""Names on rows of their own that open messages."""

import pytest

from draft_escalation.thread.paste.named_rows import named_rows
from draft_escalation.thread.paste.rows import rows_of


def test_names_that_come_again_and_again_open_messages() -> None:
    """Also without a blank row before them."""
    text = "Ana\nHello.\n\nYusra\nHi.\n\nAna\nIt is blank.\nAna\nStill.\n\nYusra\nOne moment.\n"
    assert [head.author for head in named_rows(rows_of(text))] == ["Ana", "Yusra", "Ana", "Ana", "Yusra"]


@pytest.mark.parametrize(
    "text",
    [
        "Summary\nIt is blank.\n\nSteps\nOpen it.\n\nSummary\nAgain.\n",
        "Ana\nHello.\n\nYusra\nHi.\n",
        "Ana\n\nYusra\n\nAna\n\nYusra\n",
        "Ana.\nHello.\n\nYusra.\nHi.\n\nAna.\nIt is blank.\n\nYusra.\nOh.\n",
    ],
)
def test_headings_signatures_and_single_names_open_none(text: str) -> None:
    """One name that recurs is not enough, nor are names without text below them."""
    assert named_rows(rows_of(text)) == []
