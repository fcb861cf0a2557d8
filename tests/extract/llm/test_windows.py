"""Long threads: cut on message boundaries, nothing lost, what is later wins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Said, thread_of
from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Fact, Signal, Tried
from draft_escalation.extract.llm.shown import Block
from draft_escalation.extract.llm.windows import corrected, merged, windows
from endpoint import FakeEndpoint, Script, says
from extract.llm.cases import EXPORT, GOOD, drafted

FIELDS = Block("m0", ("m0.1 Plan: Gold",))


def _block(number: int, *sizes: int) -> Block:
    lines = (f"m{number}.{at} " + ",".join(map(str, range(size)))[:size] for at, size in enumerate(sizes))
    return Block(f"m{number}", tuple(lines))


def test_what_fits_is_one_window() -> None:
    """The ordinary case."""
    assert windows([FIELDS, _block(1, 10, 20)], 1000) == [(*FIELDS.lines, *_block(1, 10, 20).lines)]


def test_windows_break_between_messages_and_overlap() -> None:
    """The ticket's fields are in each, and the last message before the break stands in both."""
    blocks = [_block(number, 60) for number in range(1, 9)]
    made = windows([FIELDS, *blocks], 100)
    assert len(made) > 1
    for before, after in pairwise(made):
        assert after[0] == "m0.1 Plan: Gold"
        assert after[1] == before[-1]


@given(st.lists(st.lists(st.integers(0, 400), min_size=1, max_size=6), max_size=8), st.integers(20, 200))
def test_no_line_is_lost_and_no_window_too_large(sizes: list[list[int]], tokens: int) -> None:
    """Every character is in a window, behind its line's id, however long messages and lines are."""
    blocks = [FIELDS, *(_block(number, *row) for number, row in enumerate(sizes, 1))]
    made = windows(blocks, tokens)
    assert all(sum(map(len, window)) <= tokens * 3.5 for window in made)
    for id_, _, text in (line.partition(" ") for block in blocks for line in block.lines):
        pieces = (line for window in made for line in window if line.startswith(f"{id_} "))
        assert "".join(piece.removeprefix(f"{id_} ") for piece in dict.fromkeys(pieces)) == text


def _said(**facts: str) -> Extraction:
    return Extraction(facts={path: (Fact(text=text),) for path, text in facts.items()})


def test_later_windows_win_where_a_slot_has_one_value() -> None:
    """The summary is that of the end; other slots gather, each statement once."""
    early = _said(summary="all down", issue_description="It began Monday.")
    late = _said(summary="one export fails", issue_description="it began  monday.")
    facts = merged([early, late]).facts
    assert [fact.text for fact in facts["summary"]] == ["one export fails"]
    assert [fact.text for fact in facts["issue_description"]] == ["it began  monday."]


CORRECTED = thread_of(
    Said("Ana", "customer", "All 14 users see error E-503.", "2026-04-13T09:00"),
    Said("Ana", "customer", "Correction: it is 40 users, not 14.", "2026-04-15T09:00"),
)
EARLY, LATE = Fact(text="14 users", lines=("m1.1",)), Fact(text="40 users", lines=("m2.1",))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ((EARLY, LATE), (LATE,)),
        ((EARLY,), (EARLY,)),
        (
            (EARLY, Fact(text="error E-503", lines=("m1.1",))),
            (EARLY, Fact(text="error E-503", lines=("m1.1",))),
        ),
        (
            (Fact(text="40 users, not 14", lines=("m2.1",)),),
            (Fact(text="40 users, not 14", lines=("m2.1",)),),
        ),
    ],
)
def test_what_the_thread_corrects_later_goes(said: tuple[Fact, ...], kept: tuple[Fact, ...]) -> None:
    """Only where the slot has the correction too: else a rule reports it, and nothing is lost."""
    path = "impact.customers_affected"

    assert corrected(Extraction(facts={path: said}), CORRECTED).facts[path] == kept


def test_a_correction_in_the_last_part_takes_back_what_the_first_said() -> None:
    """Neither answer alone could know."""

    def said(fact: Fact) -> Script:
        row = {"slot": "customers_affected", "text": fact.text, "lines": fact.lines[0]}
        return says({**GOOD, "facts": [row], "tried": [], "signals": []})

    with FakeEndpoint(said(EARLY), *[said(LATE)] * 9) as endpoint:
        report = drafted(endpoint.base_url, CORRECTED, window_tokens=30)
    assert report.requests > 1
    assert report.extraction.facts["impact.customers_affected"] == (LATE,)


def test_a_silent_later_window_takes_nothing_back() -> None:
    """Silence is no correction."""
    both = merged([_said(summary="one export fails").model_copy(update={"kind": "bug"}), Extraction()])
    assert both.facts["summary"][0].text == "one export fails"
    assert both.kind == "bug"


def test_a_long_description_keeps_beginning_and_end() -> None:
    """Five sentences at most: how it began, and how it stands."""

    def sentences(*words: str) -> Extraction:
        return Extraction(facts={"issue_description": tuple(Fact(text=word) for word in words)})

    both = merged([sentences("a", "b", "c", "d"), sentences("e", "f", "g", "h")])
    assert [fact.text for fact in both.facts["issue_description"]] == ["a", "b", "f", "g", "h"]


def test_signals_are_one_row_each() -> None:
    """Lines add up; taken back later is taken back, a later claim does not weaken what was shown."""
    early = (Signal(id="production_down", lines=("m1.1",)), Signal(id="bug_confirmed", lines=("m2.1",)))
    late = (
        Signal(id="production_down", state="retracted", lines=("m9.1",)),
        Signal(id="bug_confirmed", state="claimed", lines=("m8.1",)),
    )
    down, bug = merged([Extraction(signals=early), Extraction(signals=late)]).signals
    assert (down.state, down.lines) == ("retracted", ("m1.1", "m9.1"))
    assert (bug.state, bug.lines) == ("holds", ("m2.1", "m8.1"))


def test_an_action_is_listed_once_with_its_later_result() -> None:
    """Overlapping windows tell it twice."""
    before = Tried(action=Fact(text="Cleared the cache"), kind="planned")
    after = Tried(action=Fact(text="cleared the cache"), result=Fact(text="no change"))
    assert merged([Extraction(tried=(before,)), Extraction(tried=(after,))]).tried == (after,)


def test_a_long_thread_is_drafted_in_parts() -> None:
    """One request a part, each told which part it is."""
    with FakeEndpoint(*[says(GOOD)] * 9) as endpoint:
        report = drafted(endpoint.base_url, EXPORT, window_tokens=60)
    assert report.requests == len(endpoint.requests) > 1
    assert f"part 1 of {report.requests}" in endpoint.requests[0].text
    assert report.extraction.facts["summary"][0].text == "CSV export fails with E-503"


def test_a_message_that_fits_no_window_fills_them_well() -> None:
    """Each part is paid for with the instructions anew; nothing of the message is sent twice."""
    log = ",".join(f"job{number}=ok" for number in range(120))
    made = windows([_block(1, 60), Block("m2", (f"m2.1 {log}",)), _block(3, 60)], 100)
    pieces = [line.removeprefix("m2.1 ") for window in made for line in window if line.startswith("m2.1 ")]

    assert "".join(pieces) == log
    assert all(sum(map(len, window)) > 100 * 3.5 * 0.6 for window in made[:-1])
