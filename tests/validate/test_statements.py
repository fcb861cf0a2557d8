"""The statements of a brief one by one."""

from draft_escalation.brief.model import Fact
from draft_escalation.validate.statements import is_proposed, quoted, slot_statements, statements
from validate.cases import patched


def test_fields_are_slot_paths_with_an_index_where_a_slot_repeats() -> None:
    """The names are those that findings carry."""
    case = patched({"reproduction.steps": ["one", "two"], "tried": ["did → done"], "impact.depth": "blocked"})
    texts = {field: fact.text for field, fact in statements(case.brief)}

    assert texts["reproduction.steps.1"] == "two"
    assert texts["tried.0.action"] == "did"
    assert texts["tried.0.result"] == "done"
    assert texts["impact.depth"] == "blocked"
    assert "needed.asks.0" in texts
    assert "needed.deadline" in texts
    assert "for_target.customer_timeline" in texts


def test_silent_statements_are_left_out_and_keep_their_place() -> None:
    """A gap in a list does not move what follows."""
    case = patched({"reproduction.steps": ["one", "", "three"], "impact.depth": ""})
    fields = {field for field, _ in statements(case.brief)}

    assert {"reproduction.steps.0", "reproduction.steps.2"} <= fields
    assert fields.isdisjoint({"reproduction.steps.1", "impact.depth"})


def test_a_slot_gives_what_it_says() -> None:
    """By path, single or several, of any room."""
    brief = patched({"impact.depth": ["", "blocked"], "for_target.use_case": "reports"}).brief

    assert [fact.text for fact in slot_statements(brief, "impact.depth")] == ["blocked"]
    assert [fact.text for fact in slot_statements(brief, "for_target.use_case")] == ["reports"]
    assert len(slot_statements(brief, "summary")) == 1
    assert slot_statements(brief, "for_target.nobody") == ()


def test_what_the_rules_propose_is_told_from_what_was_worked_out() -> None:
    """By the basis that assembly writes."""
    proposed = Fact(state="inferred", text="17:00", basis="proposed: attention time of High")

    assert is_proposed(proposed)
    assert not is_proposed(proposed.model_copy(update={"basis": 'from "by Friday"'}))
    assert not is_proposed(Fact(text="proposed by Ana"))


def test_a_long_statement_is_shortened_in_a_message() -> None:
    """A message stays about a line."""
    assert quoted("blocked") == '"blocked"'
    assert len(quoted("very " * 80)) < 110
