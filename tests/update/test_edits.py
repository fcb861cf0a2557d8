"""What a person did to the earlier brief: it survives, or it is kept as a conflict; it is never lost."""

from typing import Any

import pytest

from draft_escalation.brief.document import Document, Waiver
from draft_escalation.brief.model import Fact
from draft_escalation.errors import UserError
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from draft_escalation.update.places import slots_of, with_slots
from draft_escalation.update.records import Edit
from update.cases import ANA, BEFORE, FIRST, REPORTED, YUSRA, drafted, grown, pasted, typed, updated

CHASER = grown("Thank you.")
COUNT = "All 14 users see error E-503."
MINE = "14 users of the Berlin office"


def edited(path: str, before: str, after: str, document: Document | None = None) -> Document:
    """The brief with one statement as a person wrote it ("": taken out, or added)."""
    document = document or drafted()
    units = list(slots_of(document.brief)[path])
    if not before:
        units.append(Fact(text=after, lines=("m1.2",)))
    else:
        (at,) = (index for index, unit in enumerate(units) if isinstance(unit, Fact) and unit.text == before)
        units[at : at + 1] = [Fact(text=after, lines=("m1.2",))] if after else []
    return document.model_copy(update={"brief": with_slots(document.brief, {path: tuple(units)})})


def texts(document: Document, path: str) -> list[str]:
    """What a slot says."""
    return [unit.text for unit in slots_of(document.brief)[path] if isinstance(unit, Fact)]


def test_an_edit_survives_what_does_not_concern_it() -> None:
    """In its place, and told as an edit from now on."""
    result = updated(edited("impact.customers_affected", COUNT, MINE), CHASER)

    assert texts(result.document, "impact.customers_affected") == [REPORTED, MINE]
    assert result.edits == (Edit(field="impact.customers_affected.1", before=COUNT, after=MINE),)
    assert result.changes.nothing
    assert result.document.review["edits"][0]["after"] == MINE


def test_an_added_and_a_removed_statement_survive() -> None:
    """What a person took out does not come back."""
    added = edited("impact.customers_affected", "", "the Berlin office too")
    removed = edited("impact.customers_affected", COUNT, "")

    assert texts(updated(added, CHASER).document, "impact.customers_affected")[-1] == "the Berlin office too"
    assert texts(updated(removed, CHASER).document, "impact.customers_affected") == [REPORTED]


def test_an_edit_follows_its_message_to_another_id() -> None:
    """A message inserted before it shifts ids; its line is found again."""
    text = pasted((ANA, "Apr 13, 2026, 08:00", "Are you there?"), *FIRST)
    result = updated(edited("impact.customers_affected", COUNT, MINE), text)
    mine = slots_of(result.document.brief)["impact.customers_affected"][1]

    assert isinstance(mine, Fact)
    assert (mine.text, mine.lines) == (MINE, ("m2.2",))
    assert mine.by == "customer"


def test_an_edit_that_the_thread_has_overtaken_is_a_conflict() -> None:
    """The thread's new statement stands; the person's words are kept beside it."""
    earlier = edited("impact.customers_affected", COUNT, MINE)
    result = updated(earlier, grown("Sorry, correction: it is 11 users, not 14."))

    assert texts(result.document, "impact.customers_affected") == [REPORTED, "It is 11 users"]
    (conflict,) = result.conflicts
    assert (conflict.edit.after, conflict.now, conflict.lines) == (MINE, "It is 11 users", ("m3.1",))
    assert result.document.review["conflicts"][0]["edit"]["after"] == MINE
    assert not result.edits


def test_a_conflict_waits_for_its_decision() -> None:
    """It is carried on; the person's words in the brief decide it."""
    text = grown("Sorry, correction: it is 11 users, not 14.")
    first = updated(edited("impact.customers_affected", COUNT, MINE), text).document
    assert updated(first, text).conflicts == tuple(updated(first, text).conflicts)
    assert [one.edit.after for one in updated(first, text).conflicts] == [MINE]

    decided = edited("impact.customers_affected", "It is 11 users", MINE, first)
    result = updated(decided, text)
    assert not result.conflicts
    assert MINE in texts(result.document, "impact.customers_affected")


def test_what_the_thread_does_not_bear_stays_with_a_finding() -> None:
    """A person may know more than the thread; the rules say so."""
    mine = "1,900 users of the Berlin office"
    result = updated(edited("impact.customers_affected", COUNT, mine), CHASER)

    assert mine in texts(result.document, "impact.customers_affected")
    assert ("GRD001", "impact.customers_affected.1") in [
        (finding.rule, finding.field) for finding in result.document.findings
    ]


def test_a_result_that_the_thread_gives_now_is_a_conflict_with_the_persons() -> None:
    """A tried action is edited as a whole, `action → result`."""
    first = pasted(FIRST[0], (YUSRA, "Apr 13, 2026, 11:40", "I cleared the cache."))
    earlier = drafted(first)
    (tried,) = earlier.brief.tried
    mine = tried.model_copy(update={"result": Fact(text="no change", lines=("m2.1",))})
    earlier = earlier.model_copy(update={"brief": earlier.brief.model_copy(update={"tried": (mine,)})})
    same = updated(earlier, first)
    assert same.document.brief.tried[0].result.text == "no change"
    assert same.edits[0].after.endswith("→ no change")


@pytest.mark.parametrize(
    "entry",
    [
        {"field": "impact.customers_affected.1", "before": COUNT, "after": MINE, "who": "Mateo", "at": None},
        {"field": "impact.customers_affected.1", "before": COUNT, "after": MINE},
    ],
)
def test_with_a_model_only_told_edits_count(entry: dict[str, Any]) -> None:
    """What a model wrote is not known again from a redraft, but an entry of `review.edits` is."""
    earlier = edited("impact.customers_affected", COUNT, MINE, drafted(engine="llm"))
    untold = updated(earlier, CHASER)
    told = updated(earlier.model_copy(update={"review": {"edits": [entry]}}), CHASER)

    assert not untold.edits
    assert [edit.model_dump() for edit in told.edits] == [Edit(**entry).model_dump()]
    assert texts(told.document, "impact.customers_affected") == [REPORTED, MINE]


def test_a_told_edit_is_not_counted_twice() -> None:
    """Where comparison finds it too, who and when stay with it."""
    entry = {"field": "impact.customers_affected.1", "before": COUNT, "after": MINE, "who": "Mateo"}
    earlier = edited("impact.customers_affected", COUNT, MINE).model_copy(
        update={"review": {"edits": [entry]}}
    )
    assert [edit.who for edit in updated(earlier, CHASER).edits] == ["Mateo"]


def test_a_told_edit_of_a_result_is_found_in_its_action() -> None:
    """`tried.0.result` names one part of a unit."""
    entry = {"field": "tried.0.result", "before": "Still fails.", "after": "It failed again."}
    earlier = drafted(engine="llm").model_copy(update={"review": {"edits": [entry]}})
    (tried,) = updated(earlier, CHASER).document.brief.tried
    assert tried.result.text == "It failed again."


@pytest.mark.parametrize("broken", [["x"], [{"field": 3}], [{"after": "x"}], "none", 7])
def test_malformed_edits_are_one_line_of_error(broken: Any) -> None:
    """With what an entry looks like."""
    with pytest.raises(UserError, match=r"review.edits .* \{field, before, after, who, at\}"):
        updated(drafted().model_copy(update={"review": {"edits": broken}}), CHASER)


def test_severity_and_target_set_by_hand_stay_until_the_thread_moves_them() -> None:
    """The rules' reasons do not bear the person's level, so they leave with it."""
    document = drafted()
    brief = document.brief.model_copy(update={"severity": "medium", "target": "leadership"})
    earlier = document.model_copy(update={"brief": brief})
    stays = updated(earlier, CHASER)
    moved = updated(earlier, grown("Production is down now, nobody can work at all."))

    assert (stays.document.brief.severity, stays.document.brief.target) == ("medium", "leadership")
    assert stays.document.brief.severity_because == ()
    assert {path.partition(".")[0] for path in stays.document.brief.for_target} == {"for_target"}
    assert {edit.field for edit in stays.edits} == {"severity", "target"}
    assert moved.document.brief.severity == "critical"
    assert [(one.edit.after, one.now) for one in moved.conflicts] == [("medium", "critical")]


def test_a_word_that_is_no_severity_is_an_error() -> None:
    """The choices are named."""
    entry = {"field": "severity", "before": "high", "after": "urgent"}
    with pytest.raises(UserError, match="'urgent' is none of critical, high, medium"):
        updated(drafted().model_copy(update={"review": {"edits": [entry]}}), CHASER)


def test_what_a_person_typed_survives() -> None:
    """A text brief as it was printed, with one line written anew."""
    text = render_text(drafted()).replace(COUNT, MINE, 1)
    result = updated(typed(text), CHASER)

    assert texts(result.document, "impact.customers_affected") == [REPORTED, MINE]
    assert [edit.after for edit in result.edits] == [MINE]


def test_what_a_person_typed_and_the_thread_has_overtaken_is_a_conflict() -> None:
    """As in a JSON brief."""
    text = render_text(drafted()).replace(COUNT, MINE, 1)
    result = updated(typed(text), grown("Sorry, correction: it is 11 users, not 14."))

    assert "It is 11 users" in texts(result.document, "impact.customers_affected")
    assert [one.edit.after for one in result.conflicts] == [MINE]


def test_a_typed_severity_that_nothing_explains_is_for_the_person() -> None:
    """The rules decide, and say that somebody decided otherwise."""
    text = render_text(drafted()).replace("Severity: High", "Severity: Medium")
    result = updated(typed(text), CHASER)

    assert result.document.brief.severity == "high"
    assert [(one.edit.field, one.edit.after, one.now) for one in result.conflicts] == [
        ("severity", "medium", "high")
    ]


def test_another_policy_makes_no_hand_edit() -> None:
    """What the rules decided under another policy was not decided by a person."""
    document = drafted()
    run = document.run.model_copy(update={"policy_digest": "0" * 16})
    brief = document.brief.model_copy(update={"severity": "medium"})
    result = updated(document.model_copy(update={"run": run, "brief": brief}), CHASER)

    assert not result.edits
    assert result.document.brief.severity == "high"


WAIVED = {"reason": "known", "who": "Mateo", "date": "2026-04-13"}


@pytest.mark.parametrize(
    ("field", "text", "now"),
    [
        ("impact.revenue_at_risk", CHASER, "impact.revenue_at_risk"),
        (None, CHASER, None),
        ("needed.deadline", CHASER, "needed.deadline"),
        ("needed.deadline", grown("We need this fixed by 17 April at the latest."), "dropped"),
        ("severity", grown("Production is down now, nobody can work at all."), "dropped"),
        ("impact.customers_affected.1", CHASER, "impact.customers_affected.1"),
        ("impact.customers_affected.1", grown("Sorry, correction: it is 11 users, not 14."), "dropped"),
        ("reproduction", CHASER, "reproduction"),
        ("decision", CHASER, "decision"),
    ],
)
def test_a_waiver_lives_as_long_as_its_statement(field: str | None, text: str, now: str | None) -> None:
    """Carried where what it was written about is unchanged; else dropped, and said."""
    waiver = Waiver.model_validate({"rule": "IMP003", "field": field, **WAIVED})
    result = updated(drafted().model_copy(update={"waivers": (waiver,)}), text)

    if now == "dropped":
        assert not result.document.waivers
        assert [one.waiver for one in result.dropped_waivers] == [waiver]
        assert result.document.review["dropped_waivers"][0]["waiver"]["who"] == "Mateo"
    else:
        assert [one.field for one in result.document.waivers] == [now]
        assert not result.dropped_waivers


def test_a_waiver_moves_with_its_statement() -> None:
    """What stood alone in its slot has company now."""
    waiver = Waiver.model_validate({"rule": "IMP007", "field": "impact.workflow_impact", **WAIVED})
    earlier = drafted().model_copy(update={"waivers": (waiver,)})
    result = updated(earlier, grown("Production is down now, nobody can work at all."))

    assert [one.field for one in result.document.waivers] == ["impact.workflow_impact.0"]


def test_a_waived_finding_stays_waived() -> None:
    """The rule does not come back with the redraft."""
    waiver = Waiver.model_validate({"rule": "IMP003", **WAIVED})
    rules = {finding.rule for finding in updated(drafted(), CHASER).document.findings}
    waived = updated(drafted().model_copy(update={"waivers": (waiver,)}), CHASER)

    assert "IMP003" in rules
    assert "IMP003" not in {finding.rule for finding in waived.document.findings}


def test_an_edited_brief_goes_through_json() -> None:
    """Nothing of it depends on objects that a file does not hold."""
    earlier = edited("impact.customers_affected", COUNT, MINE)
    again = Document.model_validate_json(render_json(earlier))
    assert updated(again, CHASER) == updated(earlier, CHASER)
    assert updated(again, BEFORE).changes.nothing


def test_an_edit_of_what_fell_silent_is_a_conflict() -> None:
    """The thread gives nothing in its place any more; a proposal is not the person's word either."""
    document = drafted()
    mine = document.brief.needed.deadline.model_copy(update={"text": "2026-04-22 17:00"})
    needed = document.brief.needed.model_copy(update={"deadline": mine})
    earlier = document.model_copy(update={"brief": document.brief.model_copy(update={"needed": needed})})
    result = updated(earlier, grown("No hurry."), without=("impact.started", "for_target.customer_timeline"))
    assert result.document.brief.needed.deadline.text == "2026-04-22 17:00"

    impact = edited("impact.workflow_impact", "The CSV export fails since Monday.", "no export at all")
    silent = updated(impact, grown("No hurry."), without=("impact.workflow_impact",))
    assert [(one.edit.after, one.now) for one in silent.conflicts] == [("no export at all", "")]
    assert texts(silent.document, "impact.workflow_impact") == []


def test_an_edit_beside_what_a_model_only_words_otherwise_stands() -> None:
    """A slot that speaks on without a new line behind it was not changed by the thread."""
    entry = {"field": "impact.customers_affected.0", "before": "fourteen users", "after": MINE}
    earlier = drafted(engine="llm").model_copy(update={"review": {"edits": [entry]}})
    result = updated(earlier, CHASER)

    assert not result.conflicts
    assert MINE in texts(result.document, "impact.customers_affected")
