"""A brief and its grown thread: what changed, what is to be done, and that nothing else moves."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft_escalation.brief.document import Document
from draft_escalation.errors import UserError
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from update.cases import ANA, FIRST, YUSRA, change, drafted, grown, pasted, typed, updated

CASES = tomllib.loads(Path(__file__).with_name("changes.toml").read_text(encoding="utf-8"))["case"]
EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "examples").glob("*.txt")
    if not path.name.endswith(".brief.txt")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("form", ["json", "text"])
def test_what_changed_is_said_with_its_lines(case: dict[str, Any], form: str) -> None:
    """From our JSON and from the same brief as text."""
    earlier = drafted()
    if form == "text":
        earlier = typed(render_text(earlier))
    result = updated(earlier, grown(case["text"], case.get("author", ANA)))
    changes = result.changes

    assert changes.new_messages == ("m3",)
    for kind, field in case.get("changes", ()):
        one = change(result, field)
        assert one.kind == kind
        assert set(case["lines"]) <= set(one.lines) or kind == "changed"
    if "values" in case:
        one = change(result, case["changes"][0][1])
        assert [one.old, one.new] == case["values"]
    moved = changes.severity
    assert ([moved.before, moved.after] if moved else None) == case.get("severity")
    if moved:
        assert case["because"] in [one.signal for one in moved.because]
        assert all(line.startswith("m3.") for one in moved.because for line in one.lines)
    assert (changes.deescalation.advice if changes.deescalation else None) == case.get("advice")
    assert not result.edits
    assert not result.conflicts
    rules = [finding.rule for finding in result.document.findings]
    assert ("FUP001" in rules) is case.get("asks_for_the_cause", False)


def test_a_deadline_that_nobody_sets_any_more_fell_silent() -> None:
    """What stands in its place is only a proposal."""
    result = updated(drafted(), grown("There is no hurry any more."), without=("needed.deadline",))

    one = change(result, "needed.deadline")
    assert (one.kind, one.before) == ("silent", "2026-04-24 17:00")
    assert one.after
    assert result.document.brief.needed.deadline.state == "inferred"


def test_the_four_closing_actions_are_this_briefs_own() -> None:
    """Team, ticket, customer and cause by name."""
    result = updated(drafted(), grown("It works again without us doing anything."))
    assert result.changes.deescalation is not None
    team, ticket, customer, learned = result.changes.deescalation.actions

    assert team.startswith("Notify Engineering: ")
    assert "[m3.1]" in team
    assert ticket.startswith("Update Ticket #700 with the resolution: ")
    assert customer.startswith("Inform Ana Torres of ")
    assert "We need this fixed by 24 April." in customer
    assert "What was the root cause?" in learned


def test_the_cause_counts_where_the_thread_gives_it() -> None:
    """Its line is named; nobody is asked again."""
    result = updated(
        drafted(), grown("The cause was an expired card on the account, which I have updated.", YUSRA)
    )
    assert result.changes.deescalation is not None

    assert "[m3.1" in result.changes.deescalation.actions[-1]
    assert "ask the assignee" not in result.changes.deescalation.actions[-1]


def test_back_in_support_the_cause_is_still_asked_for() -> None:
    """The rules of an escalation do not run there, but for this one."""
    first = pasted(
        (ANA, "Apr 13, 2026, 09:12", "The CSV export fails since Monday. Nobody in the office can work.")
    )
    then = first + f"\n{ANA}\nApr 14, 2026, 09:00\n\nIt works again without us doing anything.\n"
    result = updated(drafted(first), then)

    assert result.changes.verdict is not None
    assert result.changes.verdict.after == "handle_in_support"
    assert result.changes.deescalation is not None
    assert result.changes.deescalation.advice == "close"
    assert "FUP001" in [finding.rule for finding in result.document.findings]


def test_what_must_not_stay_in_support_is_weighed_against_it() -> None:
    """A workaround does not undo lost data: no closing actions."""
    first = pasted(
        *FIRST,
        (YUSRA, "Apr 13, 2026, 12:00", "I confirm that the worker deletes records: 120 invoices are lost."),
    )
    then = first + f"\n{ANA}\nApr 14, 2026, 09:00\n\nThe workaround works for us until the fix is out.\n"
    one = updated(drafted(first), then).changes.deescalation

    assert one is not None
    assert one.advice == "stands"
    assert one.against
    assert not one.actions


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["json", "text", "no pointers"])
def test_a_thread_with_itself_changes_nothing(path: Path, form: str) -> None:
    """Brief and findings are the same, and nothing counts as a person's."""
    thread = path.read_text(encoding="utf-8")
    alone = drafted(thread)
    earlier = alone if form == "json" else typed(render_text(alone, cite=form == "text"))
    result = updated(earlier, thread)

    assert result.document.brief == alone.brief
    assert result.document.findings == alone.findings
    assert not result.edits
    assert not result.conflicts
    assert form == "no pointers" or result.changes.nothing
    assert form != "json" or result.changes.new_messages == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_updating_twice_is_updating_once(path: Path) -> None:
    """The second time there is nothing left to say."""
    thread = path.read_text(encoding="utf-8")
    cut = thread[: thread.rindex("\n")] + " One thing more."
    once = updated(drafted(cut), thread).document
    again = updated(Document.model_validate_json(render_json(once)), thread)

    assert again.document.brief == once.brief
    assert again.changes.nothing


def test_the_order_of_the_paste_does_not_matter() -> None:
    """Newest first is the same thread."""
    new = (ANA, "Apr 14, 2026, 09:00", "Sorry, correction: it is 11 users, not 14.")
    result = updated(drafted(), pasted(new, *reversed(FIRST)))

    assert result.changes.new_messages == ("m3",)
    assert change(result, "impact.customers_affected.1").kind == "corrected"


@given(place=st.integers(0, 2), text=st.sampled_from(["Any news?", "Thank you.", "We wait for an answer."]))
@settings(max_examples=12, deadline=None)
def test_an_inserted_message_shifts_ids_and_nothing_else(place: int, text: str) -> None:
    """Messages are known again by what they say; exactly the new one is new."""
    times = ("Apr 13, 2026, 08:00", "Apr 13, 2026, 10:00", "Apr 13, 2026, 12:00")
    posts = [*FIRST[:place], (ANA, times[place], text), *FIRST[place:]]
    changes = updated(drafted(), pasted(*posts)).changes

    assert changes.new_messages == (f"m{place + 1}",)
    assert changes.severity is None
    assert changes.target is None
    assert all(one.kind != "corrected" for one in changes.statements)


def test_the_thread_of_another_ticket_is_an_error() -> None:
    """So is one that holds the new messages only."""
    foreign = (
        "Mateo\nApr 2, 2026, 10:00\n\nNo labels.\n\nYusra Haddad\nApr 3, 2026, 10:00\n\nWhich printer?\n"
    )
    only_new = pasted((ANA, "Apr 14, 2026, 09:00", "Any news?"))
    for earlier in (drafted(), typed(render_text(drafted()))):
        for text in (foreign, only_new):
            with pytest.raises(UserError, match=r"0 of the 2 messages .*; the thread must be whole"):
                updated(earlier, text)


def test_half_of_the_earlier_thread_is_enough() -> None:
    """A message may have been deleted."""
    result = updated(drafted(), pasted(FIRST[0], (ANA, "Apr 14, 2026, 09:00", "Any news?")))
    assert result.changes.new_messages == ("m2",)


def test_the_json_holds_all_of_it_under_review() -> None:
    """And a document with it reads back as it was; what else stood under review stays."""
    earlier = drafted().model_copy(update={"review": {"assigned_to": "Mateo"}})
    result = updated(earlier, grown("Sorry, correction: it is 11 users, not 14."))
    again = Document.model_validate_json(render_json(result.document))

    assert again == result.document
    assert again.review["assigned_to"] == "Mateo"
    assert again.review["changes"]["new_messages"] == ["m3"]
    assert {"kind", "field", "before", "after", "old", "new", "lines"} == set(
        again.review["changes"]["statements"][0]
    )


def test_the_same_input_gives_the_same_update() -> None:
    """Byte for byte."""
    one, other = (updated(drafted(), grown("Production is down.")) for _ in range(2))
    assert render_json(one.document) == render_json(other.document)


def test_a_value_that_the_redraft_still_carries_is_said_to_be_corrected() -> None:
    """Whatever an engine leaves standing."""
    result = updated(drafted(), grown("Sorry, correction: it is 11 users, not 14."))
    one = change(result, "reproduction.evidence")

    assert (one.kind, one.old, one.new) == ("corrected", "14", "11")
    assert one.before == one.after
