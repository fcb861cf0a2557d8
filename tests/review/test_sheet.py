"""What the page shows of a brief: all of it, what is doubtful first."""

from pathlib import Path

import pytest

from draft_escalation.brief.document import Document
from draft_escalation.review.changes import edited
from draft_escalation.review.sheet import Sheet, label_of, seen_of, sheet, words_at
from draft_escalation.update.places import slots_of, split_place
from draft_escalation.validate.statements import statements
from review.cases import BUG, BY, SETUP, drafted

EXAMPLES = [
    p for p in sorted((Path(__file__).parents[2] / "examples").glob("*.txt")) if ".brief" not in p.name
]
TEXTS = [BUG, SETUP, *(path.read_text("utf-8") for path in EXAMPLES)]


def fields_of(shown: Sheet) -> set[str]:
    return {row.field for part in shown.parts for block in part.blocks for row in block.rows}


@pytest.mark.parametrize("text", TEXTS)
def test_every_statement_of_the_brief_is_shown(text: str) -> None:
    """A claimed severity stands in its finding; a room that does not apply stays as it is."""
    document = drafted(text)
    shown = fields_of(sheet(document))

    assert {
        field for field, _ in statements(document.brief) if not field.startswith("severity_claimed")
    } <= shown


@pytest.mark.parametrize("text", TEXTS)
def test_every_finding_is_on_one_card(text: str) -> None:
    document = drafted(text)
    found = [finding for card in sheet(document).cards for finding in card.findings]

    assert sorted(found, key=repr) == sorted(document.findings, key=repr)


@pytest.mark.parametrize("text", TEXTS)
def test_errors_come_before_warnings_before_the_rest(text: str) -> None:
    levels = [card.level for card in sheet(drafted(text)).cards]
    order = ["error", "warning", "note", None]

    assert [order.index(level) for level in levels if level] == sorted(
        order.index(level) for level in levels if level
    )


def test_what_is_silent_or_borne_by_no_line_is_on_a_card() -> None:
    """Where no rule speaks of it too."""
    document = drafted()
    loose = edited(document, "impact.growing.0", "more every day", (), "", BY)
    loose = loose.model_copy(update={"findings": ()})
    paths = {card.path for card in sheet(loose).cards}

    assert {"impact.growing", "impact.revenue_at_risk"} <= paths
    assert "impact.depth" not in paths
    assert "summary" not in paths


@pytest.mark.parametrize("text", TEXTS)
def test_each_place_knows_what_stands_there(text: str) -> None:
    """So that a form made for it is accepted, and one made for other words is not."""
    document = drafted(text)
    for part in sheet(document).parts:
        for block in part.blocks:
            for row in (*block.rows, *((block.new,) if block.new else ())):
                assert seen_of(document.brief, row.field) == row.seen
                if row.said and row.field not in {"severity", "target"}:
                    path = split_place(row.field)[0]
                    assert path in slots_of(document.brief)
                    assert row.fact.text in words_at(document.brief, row.field)


def test_the_print_follows_words_lines_and_choice() -> None:
    document = drafted()
    field = "impact.customers_affected.1"
    fact = document.brief.impact.customers_affected[1]
    prints = {
        seen_of(one.brief, field)
        for one in (
            document,
            edited(document, field, "other", fact.lines, "", BY),
            edited(document, field, fact.text, ("m1.1",), "", BY),
        )
    }

    assert len(prints) == 3
    with pytest.raises(KeyError):
        seen_of(document.brief, "impact.nothing")


def test_a_new_statement_has_a_place_behind_the_others() -> None:
    document = drafted()
    news = {block.path: block.new for part in sheet(document).parts for block in part.blocks}
    count = len(document.brief.impact.customers_affected)

    assert news["impact.customers_affected"].field == f"impact.customers_affected.{count}"  # type: ignore[union-attr]
    assert news["summary"] is None
    added: Document = edited(document, news["reproduction.steps"].field, "Press Export", (), "", BY)  # type: ignore[union-attr]
    assert added.brief.reproduction.steps[-1].text == "Press Export"


def test_every_place_has_a_name() -> None:
    for part in sheet(drafted()).parts:
        for block in part.blocks:
            assert "." not in block.label
    assert label_of("thread") == "How the thread was read"
