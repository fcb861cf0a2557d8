"""What the thread corrects, as the brief tells it."""

from builders import Said, thread_of
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.extract.offline.view import View

_AT = "2026-04-13T09:00:00+00:00"


def test_what_may_be_meant_stands_no_longer() -> None:
    """Of several values that a line may correct none is told, and none takes their place."""
    first = Said("Ana", "customer", "We have 40 shops and 12 depots offline.", _AT)
    found = corrections(View(thread_of(first, Said("Ana", "customer", "sorry, it's 14", _AT))))
    assert found.retracts("40 shops", "m1.1")
    assert found.put_right("12 depots", "m1.1") is None


def test_a_recalled_value_is_put_right() -> None:
    """`I said 3` with the right one in the next sentence."""
    first = Said("Ana", "customer", "There are 3 people who do not work here.", _AT)
    later = Said("Ana", "customer", "Correction, I said 3 people.\nI scrolled.\nIt's 27 people.", _AT)
    found = corrections(View(thread_of(first, later)))
    assert found.put_right("3 people", "m1.1") == ("27 people", "m2.3")


def test_the_brief_carries_the_new_value() -> None:
    """No slot tells the old one as it was."""
    thread = thread_of(
        Said("Ana", "customer", "The gate fails and 48 drivers stand outside.", _AT),
        Said("Ana", "customer", "Sorry, it's 40.", _AT),
    )
    facts = [fact.text for found in extract_offline(thread).facts.values() for fact in found]
    assert any("40 drivers" in text for text in facts)
    assert not any("48" in text for text in facts)
