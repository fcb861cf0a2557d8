"""Which statement only repeats another."""

import pytest

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.echo import distinct, echoes


@pytest.mark.parametrize(
    ("text", "other", "repeats"),
    [
        ("The kiln stops at 900 degrees.", "Kiln stops at 900 degrees", True),
        ("It crashes when I save the score.", "Crash while saving the score", True),
        ("The kiln stops at 400 degrees.", "The kiln stops at 900 degrees.", False),
        ("We weigh each batch by hand.", "The scale sends no weights.", False),
    ],
)
def test_an_echo_has_no_content_of_its_own(text: str, other: str, repeats: object) -> None:
    """Endings and small words do not count; another figure does."""
    assert echoes(text, other) is repeats


def test_the_fuller_statement_stays() -> None:
    """An echo falls out, and so does a title that a later sentence says more fully."""
    facts = [Fact(text=text) for text in ("Kiln stops", "The kiln stops at 900 degrees", "The kiln stops")]
    assert [fact.text for fact in distinct(facts)] == ["The kiln stops at 900 degrees"]
