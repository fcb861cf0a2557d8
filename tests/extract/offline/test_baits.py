"""Lines of a million signs through the whole extraction: they end, and what else is said is still found."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.engine import extract_offline

BAITS = [" ", "a", "A", "0", "-", ".", ":", "/", '"', "(", "\n", ">", "@", "_", "é", "E-1 "]
_LENGTH = 1_000_000


@pytest.mark.parametrize("bait", BAITS)
def test_a_million_of_one_sign_are_read(bait: str) -> None:
    """No pattern goes back and forth over a line of one sign; what else the thread says is still found."""
    line = bait * (_LENGTH // len(bait))
    found = extract_offline(
        thread_of(
            Said("Ana Ruiz", "customer", "The export fails with error E-417 since the update."),
            Said("Ana Ruiz", "customer", f"x {line}"),
        )
    )

    assert any("E-417" in fact.text for fact in found.facts["reproduction.evidence"])
