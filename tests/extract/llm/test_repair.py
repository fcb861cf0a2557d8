"""Statements that the thread does not bear go back once, and nothing else does."""

from typing import Any

from builders import Said, thread_of
from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Ask, Fact, Reference, Tried
from draft_escalation.extract.llm.repair import replaced
from endpoint import FakeEndpoint, Script, failure, says
from extract.llm.cases import EXPORT, GOOD, drafted

WRONG = {"slot": "customers_affected", "text": "14 users", "lines": "m8.3"}
UNSOUND: dict[str, Any] = {**GOOD, "facts": [GOOD["facts"][0], WRONG]}
PATH = "impact.customers_affected"


def _mended(*rows: tuple[int, str | None, str]) -> Script:
    return says({"statements": [{"n": n, "text": text, "lines": lines} for n, text, lines in rows]})


def test_a_sound_answer_is_not_sent_back() -> None:
    """What is missing is a finding, never a reason to ask again."""
    with FakeEndpoint(says({**GOOD, "facts": []})) as endpoint:
        assert drafted(endpoint.base_url).requests == 1


def test_what_the_brief_does_not_lack_is_not_asked_about() -> None:
    """Another statement stands in the slot, or it is shown only where something is stated, or to one team.

    A description stands in for a summary.
    """
    frequency = {"slot": "request_frequency", "text": "15 users", "lines": "m1.2"}
    described = [
        {"slot": "summary", "text": "Export fails for 15 users", "lines": "m1.2"},
        {"slot": "issue_description", "text": "The CSV export fails.", "lines": "m1.1"},
    ]
    depth = {"slot": "depth", "text": "15 users", "lines": "m1.2"}
    more = {"action": "Cleared 15 caches", "result": None, "kind": "done", "lines": "m2.1"}
    for answer in (
        {**GOOD, "facts": [*GOOD["facts"], WRONG]},
        {**GOOD, "facts": [*GOOD["facts"], depth]},
        {**GOOD, "facts": [*GOOD["facts"], frequency]},
        {**GOOD, "facts": [*GOOD["facts"][1:], *described]},
        {**GOOD, "tried": [*GOOD["tried"], more]},
    ):
        with FakeEndpoint(says(answer)) as endpoint:
            assert drafted(endpoint.base_url).requests == 1


def test_only_the_failed_statement_goes_back_and_is_said_anew() -> None:
    """With its field and why it failed, between the same markers, without the instructions."""
    with FakeEndpoint(says(UNSOUND), _mended((1, "all 14 users", "m1.2"))) as endpoint:
        report = drafted(endpoint.base_url)
    assert [(fact.text, fact.lines) for fact in report.extraction.facts[PATH]] == [
        ("all 14 users", ("m1.2",))
    ]
    assert report.extraction.facts["summary"][0].text == "CSV export fails with E-503"
    assert (report.requests, report.tokens_in) == (2, 200)
    (message,) = endpoint.requests[1].body["messages"]
    assert f"1. {PATH}: 14 users" in message["content"]
    assert "CSV export fails" not in message["content"].split("<<<")[1].splitlines()[1]
    marker = endpoint.requests[0].text.split("<<<")[1][:12]
    assert f"<<<{marker}" in message["content"]


def test_the_lines_that_matter_go_along() -> None:
    """The cited line and its neighbours, not the whole thread."""
    long = thread_of(
        Said("Ana", "customer", "It fails for 14 users."),
        Said("Yusra", "agent", " ".join(f"Sentence number {n} here." for n in range(20, 60))),
    )
    wrong = {**GOOD, "facts": [{**WRONG, "lines": "m2.10 m8.3"}], "tried": [], "signals": []}
    with FakeEndpoint(says(wrong), _mended((1, None, ""))) as endpoint:
        drafted(endpoint.base_url, long)
    text = endpoint.requests[1].text
    assert "m2.10 Sentence" in text
    assert "m2.8 Sentence" in text
    assert "m2.20 " not in text


def test_a_statement_may_be_taken_back() -> None:
    """Null makes the slot silent."""
    with FakeEndpoint(says(UNSOUND), _mended((1, None, ""))) as endpoint:
        assert PATH not in drafted(endpoint.base_url).extraction.facts


def test_numbers_that_were_not_asked_about_change_nothing() -> None:
    """A model's slip cannot touch another statement."""
    with FakeEndpoint(says(UNSOUND), _mended((0, "x", ""), (2, "y", ""), (-1, "z", ""))) as endpoint:
        report = drafted(endpoint.base_url)
    assert report.extraction.facts[PATH][0].text == "14 users"


def test_a_repair_that_fails_does_not_cost_the_draft() -> None:
    """Grounding leaves out what stays unsound."""
    for script in ((says("{"), says("{")), (failure(400),)):
        with FakeEndpoint(says(UNSOUND), *script) as endpoint:
            assert drafted(endpoint.base_url).extraction.kind == "bug"


def test_a_repair_beyond_the_budget_is_not_sent() -> None:
    """The budget bounds it all."""
    with FakeEndpoint(says(UNSOUND, usage=(5000, 600))) as endpoint:
        assert drafted(endpoint.base_url, EXPORT, budget_tokens=6000).requests == 1


def test_statements_are_replaced_wherever_they_stand() -> None:
    """Slots, tried actions, results, asks and references."""
    bad, good = Fact(text="bad"), Fact(text="good")
    extraction = Extraction(
        facts={"summary": (bad,), "impact.depth": (bad, good)},
        tried=(Tried(action=good, result=bad), Tried(action=bad, result=good)),
        asks=(Ask(kind="fix", fact=bad),),
        context=(Reference(kind="log", fact=bad), Reference(kind="log", fact=good)),
    )
    gone = replaced(extraction, {bad: None})
    assert gone.facts == {"impact.depth": (good,)}
    assert gone.tried == (Tried(action=good, result=Fact(state="silent")),)
    assert gone.asks == ()
    assert gone.context == (Reference(kind="log", fact=good),)
    assert replaced(extraction, {bad: good}).facts["summary"] == (good,)
