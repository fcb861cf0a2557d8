"""What a person does to a brief, step by step, and what is left of it in the trail."""

import pytest

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact
from draft_escalation.errors import UserError
from draft_escalation.review.changes import LONGEST, decided, edited, levelled, marked, unwaived, waived
from draft_escalation.review.record import print_of, review_of, standing
from draft_escalation.update.edits import told
from draft_escalation.update.records import Conflict, Edit
from review.cases import BY, drafted

PATH = "impact.customers_affected"


def said(document: Document, path: str = PATH) -> list[str]:
    room, _, name = path.partition(".")
    return [fact.text for fact in getattr(getattr(document.brief, room), name) if fact.state != "silent"]


@pytest.fixture
def document() -> Document:
    return drafted()


def test_a_statement_gets_other_words_and_keeps_its_lines(document: Document) -> None:
    before = document.brief.impact.customers_affected[1]
    after = edited(document, f"{PATH}.1", "14 users in Berlin", before.lines, "", BY)
    (entry,) = review_of(after).trail

    assert said(after)[1] == "14 users in Berlin"
    assert after.brief.impact.customers_affected[1].lines == before.lines
    assert (entry.did, entry.who, entry.at, entry.field) == ("edited", BY.who, BY.at, f"{PATH}.1")
    assert (entry.before, entry.after) == (before.text, "14 users in Berlin")


def test_other_lines_bring_their_author_and_time(document: Document) -> None:
    before = document.brief.impact.customers_affected[1]
    after = edited(document, f"{PATH}.1", before.text, ("m2.1",), "", BY)
    fact = after.brief.impact.customers_affected[1]
    review = review_of(after)

    assert (fact.lines, fact.by) == (("m2.1",), "agent")
    assert fact.at is not None
    assert [(one.did, one.before, one.after) for one in review.trail] == [
        ("cited", ", ".join(before.lines), "m2.1")
    ]
    assert review.edits == ()


def test_a_statement_is_added_and_taken_out(document: Document) -> None:
    count = len(said(document))
    added = edited(document, f"{PATH}.{count}", "the Berlin office", (), "", BY)
    gone = edited(added, f"{PATH}.0", "", (), "", BY)

    assert said(added)[-1] == "the Berlin office"
    assert said(gone) == said(added)[1:]
    assert [(one.before, one.after) for one in review_of(gone).edits] == [
        ("", "the Berlin office"),
        (said(added)[0], ""),
    ]


def test_a_silent_slot_speaks_and_falls_silent_again_with_its_question(document: Document) -> None:
    path = "impact.revenue_at_risk"
    spoken = edited(document, path, "EUR 900 a day", (), "", BY)
    silent = edited(spoken, path, "", (), "", BY)
    (fact,) = silent.brief.impact.revenue_at_risk

    assert said(spoken, path) == ["EUR 900 a day"]
    assert (fact.state, fact.question is not None) == ("silent", True)
    assert review_of(silent).edits == ()
    assert len(review_of(silent).trail) == 2


def test_an_action_and_its_result_are_edited_apart(document: Document) -> None:
    after = edited(document, "tried.0.result", "the export fails with E-503", ("m2.1",), "", BY)

    assert after.brief.tried[0].action == document.brief.tried[0].action
    assert after.brief.tried[0].result.text == "the export fails with E-503"
    assert edited(after, "tried.0.result", "", (), "", BY).brief.tried[0].result.state == "silent"
    assert len(edited(after, "tried.0.action", "", (), "", BY).brief.tried) == 1
    assert edited(after, "tried.0.action", "", (), "", BY).brief.tried[0].action.state == "silent"


def test_what_is_asked_and_how_the_sla_stands_is_chosen(document: Document) -> None:
    ask = document.brief.needed.asks[0]
    other = edited(document, "needed.asks.0", ask.fact.text, ask.fact.lines, "provide", BY)
    sla = edited(document, "impact.sla_status", "8 h by contract", (), "at_risk", BY)

    assert other.brief.needed.asks[0].kind == "provide"
    assert sla.brief.impact.sla_status[0].status == "at_risk"
    assert review_of(sla).edits[0].after == "at_risk: 8 h by contract"


def test_a_proposal_that_a_person_rewords_is_theirs(document: Document) -> None:
    assert (document.brief.needed.asks[0].fact.basis or "").startswith("proposed")
    after = edited(document, "needed.asks.0", "mend the export job", (), "fix", BY)

    assert after.brief.needed.asks[0].fact.basis == "set by Yusra"


def test_severity_and_target_are_set_by_hand(document: Document) -> None:
    raised = levelled(document, "severity", "critical", BY)
    moved = levelled(raised, "target", "security", BY)

    assert (moved.brief.severity, moved.brief.severity_because) == ("critical", ())
    assert moved.brief.target == "security"
    assert "for_target.containment" in moved.brief.for_target
    assert [one.field for one in review_of(moved).edits] == ["severity", "target"]


def test_what_is_said_for_one_team_is_not_lost_with_another_target(document: Document) -> None:
    team = document.brief.target
    path = next(iter(document.brief.for_target))
    said_ = edited(document, path, "they go live in May", (), "", BY)
    back = levelled(levelled(said_, "target", "security", BY), "target", team, BY)

    assert back.brief.for_target[path][0].text == "they go live in May"
    assert all(one.field != "target" for one in review_of(back).edits)


def test_several_edits_of_one_statement_are_one_for_the_update(document: Document) -> None:
    """`update` asks what the engine had and what the person wants; the trail has every step."""
    first = said(document)[0]
    once = edited(document, f"{PATH}.0", "A", (), "", BY)
    twice = edited(once, f"{PATH}.0", "B", (), "", BY)
    undone = edited(twice, f"{PATH}.0", first, (), "", BY)

    assert review_of(twice).edits == (Edit(field=f"{PATH}.0", before=first, after="B", who=BY.who, at=BY.at),)
    assert review_of(undone).edits == ()
    assert len([one for one in review_of(undone).trail if one.did == "edited"]) == 3
    assert [kept.unit.text for kept in told(twice) if isinstance(kept.unit, Fact)] == ["B"]


def test_saving_what_stands_there_leaves_no_trace(document: Document) -> None:
    fact = document.brief.impact.customers_affected[0]

    assert edited(document, f"{PATH}.0", fact.text, fact.lines, "", BY) == document
    assert levelled(document, "severity", document.brief.severity, BY) == document


@pytest.mark.parametrize(
    ("field", "text", "choice"),
    [
        ("impact.nothing", "x", ""),
        ("run.engine", "x", ""),
        ("for_target.nothing", "x", ""),
        ("needed.asks.0", "x", "destroy"),
        ("summary", "x" * (LONGEST + 1), ""),
    ],
)
def test_what_is_no_place_is_refused(document: Document, field: str, text: str, choice: str) -> None:
    with pytest.raises(UserError):
        edited(document, field, text, (), choice, BY)


def test_a_waiver_has_a_reason_and_a_name(document: Document) -> None:
    after = waived(document, "IMP003", "impact.revenue_at_risk", " not known to them ", BY)
    (waiver,) = after.waivers

    assert (waiver.reason, waiver.who, f"{waiver.date}") == ("not known to them", "Yusra", "2026-04-20")
    assert review_of(after).trail[0].reason == "not known to them"
    assert unwaived(after, "IMP003", "impact.revenue_at_risk", BY).waivers == ()
    assert len(waived(after, "IMP003", "impact.revenue_at_risk", "else", BY).waivers) == 1
    for reason in ("", "   "):
        with pytest.raises(UserError, match="reason"):
            waived(document, "IMP003", "impact.revenue_at_risk", reason, BY)
    with pytest.raises(UserError):
        unwaived(document, "IMP003", "", BY)


def test_a_mark_counts_for_the_brief_that_it_was_given_to(document: Document) -> None:
    """Whatever changes afterwards, by whichever way, opens it again; the mark is still told."""
    ready = marked(document, "ready", "", BY)
    changed = edited(ready, "summary", "The CSV export fails for all", (), "", BY)
    back = marked(ready, None, "", BY)

    assert standing(ready, review_of(ready)) == "ready"
    assert standing(changed, review_of(changed)) == "open"
    assert review_of(changed).state is not None
    assert review_of(back).state is None
    assert [one.did for one in review_of(back).trail] == ["ready", "reopened"]
    assert print_of(ready) == print_of(document)


def test_a_conflict_is_decided_for_the_person_or_for_the_thread(document: Document) -> None:
    now = said(document)[1]
    conflict = Conflict(edit=Edit(field=f"{PATH}.1", before="x", after="15 users"), now=now, lines=("m1.2",))
    torn = document.model_copy(
        update={"review": {"conflicts": [conflict.model_dump(mode="json")], "changes": {"a": 1}}}
    )
    mine, theirs = (decided(torn, 0, mine=choice, by=BY) for choice in (True, False))

    assert said(mine)[1] == "15 users"
    assert said(theirs) == said(document)
    assert (review_of(mine).conflicts, review_of(theirs).conflicts) == ((), ())
    assert review_of(mine).edits[0].before == now
    assert mine.review["changes"] == {"a": 1}
    with pytest.raises(UserError):
        decided(mine, 0, mine=True, by=BY)


def test_a_malformed_review_is_told(document: Document) -> None:
    broken = document.model_copy(update={"review": {"trail": [{"did": "edited"}]}})

    with pytest.raises(UserError, match=r"review\.trail\.0"):
        review_of(broken)
