"""Our own drafts: nothing that only our wording could cause is held against them."""

from datetime import UTC, datetime

import pytest

from builders import Said, thread_of
from draft_escalation.brief.extraction import Extraction, Kind
from draft_escalation.brief.model import Fact, Signal
from draft_escalation.skill.assemble import assemble
from draft_escalation.skill.decide import decide
from draft_escalation.skill.policy import policy
from draft_escalation.validate.rule import Case
from draft_escalation.validate.run import validate

_OF_WORDING = {"DSC001", "DSC003", "ASK001", "ASK002", "ASK004", "ASK005", "ASK006"}
_OF_DECIDING = {"SEV001", "SEV002", "TGT001", "TGT002", "TGT003"}
_NOW = datetime(2026, 4, 13, 12, tzinfo=UTC)


def _drafted(extraction: Extraction, as_of: datetime | None) -> set[str]:
    found = decide(extraction.signals, kind=extraction.kind, asks=extraction.asks, policy=policy())
    thread = thread_of(Said("Ana", "customer", "It fails. It is very slow.", "2026-04-13T09:12:00+00:00"))
    case = Case(
        brief=assemble(extraction, found, policy(), as_of),
        decision=found.decision,
        policy=policy(),
        signals=extraction.signals,
        thread=thread,
        as_of=as_of,
        kind=extraction.kind,
    )
    return {finding.rule for finding in validate(case).findings}


@pytest.mark.parametrize("as_of", [_NOW, _NOW.replace(tzinfo=None), None], ids=["zone", "no-zone", "no-time"])
@pytest.mark.parametrize(
    ("kind", "signal"),
    [
        ("bug", "bug_confirmed"),
        ("bug", "production_down"),
        ("infrastructure", "infrastructure_investigation_needed"),
        ("security", "data_exposure"),
        ("feature_request", "feature_gap"),
        ("other", "policy_exception"),
        ("other", "waiting_unreasonably_long"),
        ("how_to", "deeper_investigation"),
    ],
)
def test_an_empty_draft_is_not_blamed_for_what_the_rules_wrote(
    kind: Kind, signal: str, as_of: datetime | None
) -> None:
    """Proposed asks and deadlines, our severity and target, and our sentences raise nothing."""
    signals = (Signal(id=signal, by="agent", lines=("m1.1",)),)
    facts = {"summary": (Fact(text="It fails. It is very slow.", lines=("m1.1",)),)}
    fired = _drafted(Extraction(kind=kind, signals=signals, facts=facts), as_of)

    assert fired.isdisjoint(_OF_WORDING | _OF_DECIDING)
    assert "ASK003" in fired


def test_a_draft_of_nothing_says_that_nothing_escalates() -> None:
    """A thread without a reason goes to L2 with DEC002, and nobody doubts that target."""
    fired = _drafted(Extraction(), _NOW)

    assert "DEC002" in fired
    assert fired.isdisjoint(_OF_DECIDING)


def test_what_is_no_bug_needs_no_steps() -> None:
    """Reproduction rules are for bugs."""
    fired = _drafted(Extraction(kind="feature_request"), _NOW)

    assert not [code for code in fired if code.startswith("REP")]
