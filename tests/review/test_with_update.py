"""A reviewed brief whose thread has grown: `update` reads what the page wrote."""

from draft_escalation.brief.model import Fact
from draft_escalation.review.changes import edited, levelled, marked, waived
from draft_escalation.review.record import review_of, standing
from draft_escalation.review.validated import validated
from draft_escalation.update.places import slots_of
from review.cases import BY, TERMS
from update.cases import drafted, grown, updated

FIELD = "impact.customers_affected.1"


def test_a_review_survives_an_update_and_is_open_again() -> None:
    """Edit, severity, waiver and trail go on; the mark was for the brief as it was."""
    earlier = drafted()
    lines = earlier.brief.impact.customers_affected[1].lines
    earlier = edited(earlier, FIELD, "14 users", lines, "", BY)
    earlier = edited(earlier, FIELD, "14 users of the Berlin office", lines, "", BY)
    earlier = levelled(earlier, "severity", "critical", BY)
    earlier = validated(waived(earlier, "IMP003", "impact.revenue_at_risk", "no money in it", BY), TERMS)
    earlier = marked(earlier, "ready", "", BY)
    result = updated(earlier, grown("Thank you."))
    review = review_of(result.document)
    unit = slots_of(result.document.brief)["impact.customers_affected"][1]

    assert isinstance(unit, Fact)
    assert unit.text == "14 users of the Berlin office"
    assert result.document.brief.severity == "critical"
    assert {(edit.field, edit.who) for edit in result.edits} == {(FIELD, BY.who), ("severity", BY.who)}
    assert [one.rule for one in result.document.waivers] == ["IMP003"]
    assert [one.did for one in review.trail] == ["edited", "edited", "edited", "waived", "ready"]
    assert not result.conflicts
    assert standing(result.document, review) == "open"


def test_an_edit_that_the_thread_has_overtaken_comes_to_the_page_as_a_conflict() -> None:
    lines = drafted().brief.impact.customers_affected[1].lines
    earlier = edited(drafted(), FIELD, "14 users of the Berlin office", lines, "", BY)
    result = updated(earlier, grown("Sorry, correction: it is 11 users, not 14."))

    (conflict,) = review_of(result.document).conflicts
    assert conflict.edit.after == "14 users of the Berlin office"
