"""What a label counts as found, made up and decided rightly."""

from typing import Any

import pytest

from draft_escalation.brief.document import Document
from draft_escalation.draft import Frame, compose
from draft_escalation.eval.gold import Gold, Label
from draft_escalation.eval.score import Score, score
from draft_escalation.extract.offline.engine import OfflineEngine
from draft_escalation.skill.policy import policy
from draft_escalation.thread.read import read_thread
from eval.labels import LABEL, THREAD


@pytest.fixture(scope="module")
def document() -> Document:
    import asyncio

    thread = read_thread(THREAD, source="t1")
    report = asyncio.run(OfflineEngine().extract(thread))
    return compose(thread, report, Frame(policy=policy()))


def scored(document: Document, **label: Any) -> Score:
    gold = Gold(name="t1", thread=THREAD.encode(), label=Label.model_validate({**LABEL, **label}))
    return score(document, gold)


def fact(slot: str, *match: list[str], weight: int = 1) -> dict[str, Any]:
    return {"slot": slot, "statement": f"{match}", "match": match, "quote": "", "weight": weight}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (fact("error_text", ["E-17"]), True),
        (fact("error_text", ["e-17", "E17"], ["40 percent"]), True),
        (fact("error_text", ["E-17"], ["E-18"]), False),
        (fact("customers_affected", ["12", "twelve"]), True),
        (fact("revenue_at_risk", ["depends on this"]), False),  # its silent line asks with these words
        (fact("deadline", ["E-17"]), False),  # it stands elsewhere
    ],
)
def test_a_fact_is_found_in_its_place_or_not_at_all(
    document: Document, wanted: dict[str, Any], found: bool
) -> None:
    """Every inner list needs one alternative; what a brief only asks for is not found."""
    assert scored(document, facts=[wanted]).recall == float(found)


def test_recall_is_weighted(document: Document) -> None:
    """A fact of weight 3 counts three times."""
    facts = [fact("error_text", ["E-17"], weight=3), fact("error_text", ["E-99"])]
    assert scored(document, facts=facts).recall == 0.75


def test_no_facts_are_all_found(document: Document) -> None:
    """A label without facts takes nothing away."""
    assert scored(document).recall == 1.0


def test_a_filled_place_that_must_be_silent_is_invented(document: Document) -> None:
    """A statement there counts; a line that says that nothing is stated does not."""
    assert scored(document, absent=["revenue_at_risk"]).invented == ()
    assert scored(document, absent=["customers_affected"]).invented != ()


def test_a_deadline_marked_as_proposed_is_not_invented(document: Document) -> None:
    """What the brief says was worked out by rule is no claim about the thread."""
    assert scored(document, absent=["deadline"]).invented == ()


def test_a_corrected_value_counts_where_the_brief_carries_it(document: Document) -> None:
    """In the place named, or anywhere."""
    assert scored(document, must_not_contain=[{"text": "12 clerks"}]).carried == ("12 clerks",)
    assert scored(document, must_not_contain=[{"text": "12 clerks", "slot": "deadline"}]).carried == ()


def test_a_number_that_the_thread_never_gives_is_strange(document: Document) -> None:
    """The brief's own numbers all stand in the thread; one more does not."""
    assert scored(document).strange == ()
    summary = document.brief.summary.model_copy(update={"text": "777 exports stop"})
    made_up = document.model_copy(update={"brief": document.brief.model_copy(update={"summary": summary})})
    assert scored(made_up).strange == ("777",)


def test_decisions_are_judged_by_what_is_acceptable(document: Document) -> None:
    """Severity and target among the acceptable ones; where the matter stays in support, not at all."""
    right = scored(document)
    assert (right.verdict_right, right.target_right) == (True, True)
    assert scored(document, acceptable_targets=["product"]).target_right is False
    stays = scored(document, decision="handle_in_support")
    assert (stays.verdict_right, stays.severity_right, stays.target_right) == (False, None, None)
