"""Extractions against their thread: what stands, what falls out, and under which name."""

from builders import Said, thread_of
from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Ask, Fact, Reference, Signal, Tried
from draft_escalation.ground.ground import describe_failure, ground

THREAD = thread_of(
    Said(
        "Ana",
        "customer",
        "41 users cannot log in.\nSee https://acme.example/a for the trace.",
        "2026-04-02T15:22",
    ),
    Said("Yusra", "agent", "I cleared the cache, which changed nothing.", "2026-04-03T09:00"),
)
TRUE = Fact(text="41 users cannot log in", lines=("m1.1",))
FALSE = Fact(text="400 users cannot log in", lines=("m1.1",))


def test_borne_facts_are_signed() -> None:
    """A kept fact has the role and time of its first line's message."""
    grounded = ground(Extraction(facts={"summary": (TRUE,)}), THREAD)
    (fact,) = grounded.extraction.facts["summary"]
    assert (fact.by, fact.at) == ("customer", THREAD.messages[0].sent_at)
    assert not grounded.failed


def test_failures_are_named_by_their_place() -> None:
    """A repeated slot carries an index, a single one does not, and an emptied slot is silent."""
    extraction = Extraction(
        facts={"summary": (FALSE,), "reproduction.steps": (TRUE, TRUE, FALSE)},
        tried=(Tried(action=TRUE), Tried(action=TRUE, result=FALSE)),
        asks=(Ask(kind="fix", fact=FALSE),),
        context=(Reference(kind="link", fact=TRUE), Reference(kind="link", fact=FALSE)),
    )
    grounded = ground(extraction, THREAD)
    fields = {failed.field for failed in grounded.failed}
    assert fields == {"summary", "reproduction.steps.2", "tried.1.result", "needed.asks.0", "context.1"}
    assert "summary" not in grounded.extraction.facts
    assert not grounded.extraction.asks


def test_a_failed_result_keeps_its_action() -> None:
    """The action stays with a silent result."""
    grounded = ground(Extraction(tried=(Tried(action=TRUE, result=FALSE),)), THREAD)
    (tried,) = grounded.extraction.tried
    assert (tried.action.text, tried.result.state) == (TRUE.text, "silent")


def test_signals_keep_only_lines_that_exist() -> None:
    """A signal without any line left falls out."""
    signals = (Signal(id="a", lines=("m1.1", "m9.9")), Signal(id="b", lines=("m9.9",)))
    kept = ground(Extraction(signals=signals), THREAD).extraction.signals
    assert [(one.id, one.lines) for one in kept] == [("a", ("m1.1",))]


def test_a_link_that_the_thread_does_not_hold_is_left_out() -> None:
    """The reference stays with its words, without its address."""
    links = ("https://acme.example/a", "https://acme.example/b")
    context = tuple(Reference(kind="link", fact=TRUE, url=url) for url in links)
    kept = ground(Extraction(context=context), THREAD).extraction.context
    assert [one.url for one in kept] == ["https://acme.example/a", None]


def test_a_failure_is_described_in_one_line() -> None:
    """Field, statement, value and reason."""
    (failed,) = ground(Extraction(facts={"summary": (FALSE,)}), THREAD).failed
    assert describe_failure(failed) == (
        'summary: "400 users cannot log in" left out: number "400" is another in the cited lines'
    )


def test_grounding_twice_changes_nothing() -> None:
    """What stands still stands when it is grounded again."""
    once = ground(Extraction(facts={"summary": (TRUE,)}), THREAD)
    assert ground(once.extraction, THREAD) == once


def test_of_several_sentences_those_stand_that_the_thread_bears() -> None:
    """Also of what a semicolon sets apart; only the others are named as failed."""
    text = "41 users cannot log in. 400 users are angry. Yusra cleared the cache"
    said = Fact(text=text, lines=("m1.1", "m2.1"))
    short = Fact(text="400 users are angry; 41 users cannot log in", lines=("m1.1",))
    grounded = ground(Extraction(facts={"issue_description": (said,), "impact.depth": (short,)}), THREAD)
    (told,) = grounded.extraction.facts["issue_description"]
    (depth,) = grounded.extraction.facts["impact.depth"]
    assert told.text == "41 users cannot log in. Yusra cleared the cache"
    assert depth.text == "41 users cannot log in"
    assert [(one.field, one.fact.text) for one in grounded.failed] == [
        ("issue_description", "400 users are angry."),
        ("impact.depth", "400 users are angry;"),
    ]


def test_a_statement_of_which_nothing_stands_fails_as_a_whole() -> None:
    said = Fact(text="400 users are angry; 500 users left", lines=("m1.1",))
    grounded = ground(Extraction(facts={"impact.depth": (said,)}), THREAD)
    assert [one.fact for one in grounded.failed] == [said]
    assert not grounded.extraction.facts


def test_what_is_done_or_only_named_may_be_denied() -> None:
    """What the thread denies of a deed is its result; a symptom that the thread denies does not stand."""
    thread = thread_of(
        Said("Ana", "customer", "It was not the flight of 15 April."),
        Said("Yusra", "agent", "I found nothing on the card provider's side."),
    )
    deed = Fact(text="Looked at the card provider's side", lines=("m2.1",))
    flight = Fact(text="Flight of 15 April", lines=("m1.1",))
    extraction = Extraction(
        tried=(Tried(action=deed),),
        facts={"reproduction.start_state": (flight,), "impact.depth": (flight,), "summary": (deed,)},
    )
    grounded = ground(extraction, thread)
    assert [one.action.text for one in grounded.extraction.tried] == [deed.text]
    assert set(grounded.extraction.facts) == {"reproduction.start_state"}
    assert [one.field for one in grounded.failed] == ["impact.depth", "summary"]
