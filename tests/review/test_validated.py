"""The rules speak anew after each change: of what changed, and of nothing else."""

from pathlib import Path

import pytest

from draft_escalation.brief.document import Document, Finding
from draft_escalation.errors import UserError
from draft_escalation.review.changes import edited, levelled, unwaived, waived
from draft_escalation.review.record import review_of
from draft_escalation.review.validated import validated
from review.cases import BUG, BY, SETUP, TERMS, drafted, rules_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.mark.parametrize(
    "text", [BUG, SETUP, *(p.read_text("utf-8") for p in EXAMPLES if ".brief" not in p.name)]
)
def test_a_brief_that_nobody_changed_keeps_its_findings(text: str) -> None:
    """In their order; so that an edit is never answered with what it has not caused."""
    document = drafted(text)

    assert validated(document, TERMS) == document


def test_a_closed_gap_closes_its_finding() -> None:
    document = drafted()
    spoken = validated(edited(document, "reproduction.frequency", "every time", (), "", BY), TERMS)
    silent = validated(edited(spoken, "reproduction.frequency", "", (), "", BY), TERMS)

    assert "REP006" in rules_of(document)
    assert "REP006" not in rules_of(spoken)
    assert silent.findings == document.findings


def test_what_the_thread_does_not_say_is_an_error_at_once() -> None:
    after = validated(
        edited(drafted(), "impact.customers_affected.1", "All 41 users", ("m1.2",), "", BY), TERMS
    )

    assert [one.field for one in after.findings if one.rule == "GRD001"] == ["impact.customers_affected.1"]


def test_a_line_that_is_none_is_an_error_at_once() -> None:
    document = drafted()
    text = document.brief.impact.customers_affected[1].text

    assert "GRD002" in rules_of(
        validated(edited(document, "impact.customers_affected.1", text, ("m9.9",), "", BY), TERMS)
    )


def test_a_severity_set_too_low_is_an_error_at_once() -> None:
    document = drafted()
    assert document.brief.severity == "high"

    assert "SEV001" in rules_of(validated(levelled(document, "severity", "medium", BY), TERMS))


def test_rules_on_wording_speak_of_what_a_person_wrote_alone() -> None:
    """An engine's own words are not held against it, a person's are."""
    document = drafted()
    other = validated(
        edited(document, "impact.workflow_impact.0", "the export fails", ("m1.1",), "", BY), TERMS
    )
    vague = validated(
        edited(document, "impact.workflow_impact.0", "a lot of them suffer", ("m1.1",), "", BY), TERMS
    )

    assert "DSC001" not in rules_of(other)
    assert "IMP005" in rules_of(vague)


def test_a_waived_finding_goes_aside_and_comes_back() -> None:
    document = drafted()
    (finding,) = (one for one in document.findings if one.rule == "IMP003")
    aside = validated(waived(document, "IMP003", finding.field, "no money in it", BY), TERMS)
    back = validated(unwaived(aside, "IMP003", finding.field, BY), TERMS)

    assert "IMP003" not in rules_of(aside)
    assert [(one.rule, one.waiver.reason) for one in review_of(aside).waived] == [
        ("IMP003", "no money in it")
    ]
    assert back.findings == document.findings
    assert review_of(back).waived == ()


def test_a_waiver_without_its_finding_is_reported() -> None:
    document = waived(drafted(), "IMP003", "impact.revenue_at_risk", "no money in it", BY)
    closed = edited(document, "impact.revenue_at_risk", "not applicable", (), "", BY)

    assert "WAI001" in rules_of(validated(closed, TERMS))


@pytest.mark.parametrize(
    "rule", [("RUN001", "drafted-offline", "run"), ("SAF004", "hidden-characters", "thread")]
)
def test_findings_whose_cause_is_not_in_the_brief_stay(rule: tuple[str, str, str]) -> None:
    """How it was drafted, characters that were taken out: through edits, a waiver and its end."""
    code, slug, field = rule
    told = Finding(rule=code, slug=slug, level="warning", field=field, message="told by the draft")
    document = drafted()
    document = document.model_copy(update={"findings": (*document.findings, told)})
    edited_ = validated(edited(document, "summary", "CSV export fails", ("m0.2",), "", BY), TERMS)
    aside = validated(waived(edited_, code, field, "known", BY), TERMS)
    back = validated(unwaived(aside, code, field, BY), TERMS)

    assert told in edited_.findings
    assert not {code, "WAI001"} & rules_of(aside)
    assert told in back.findings


def test_a_waiver_of_no_rule_is_refused() -> None:
    with pytest.raises(UserError, match="no rule"):
        validated(waived(drafted(), "IMP999", "", "because", BY), TERMS)


def test_what_is_written_is_read_back() -> None:
    after = validated(edited(drafted(), "summary", "CSV export fails", (), "", BY), TERMS)

    assert Document.model_validate_json(after.model_dump_json(by_alias=True)) == after
