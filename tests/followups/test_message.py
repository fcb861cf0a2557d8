"""The customer's update: nothing that only support knows, nothing inferred, no promise."""

from dataclasses import replace
from datetime import datetime

import pytest

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact, Signal, Tried
from draft_escalation.followups.message import Update, customer_update, friendly
from draft_escalation.followups.plan import plan
from draft_escalation.skill.policy import policy
from followups.cases import THREAD, drafted, typed

NOW = datetime.fromisoformat("2026-06-01T12:00+00:00")


def _update(document: Document) -> Update:
    return customer_update(document, plan(document, NOW, policy()), policy())


def _with(document: Document, **slots: object) -> Document:
    return document.model_copy(update={"brief": document.brief.model_copy(update=slots)})


def _all_public() -> Document:
    """The same brief where support said everything to the customer."""
    document = drafted()
    messages = tuple(replace(message, visibility="public") for message in THREAD.messages)
    return document.model_copy(update={"thread": replace(THREAD, messages=messages)})


def test_a_whole_update() -> None:
    """What they said, what was done, what comes next, by when they hear again; and what they alone know."""
    text = _update(drafted()).text

    assert text.startswith("Hello Ana Torres,\n\nhere is where we stand with your report: The label printer")
    assert "What we know so far from you:\n- The label printer prints blank labels.\n" in text
    assert "What we have done:\n- We restarted the spooler.\n" in text
    assert "- Our engineering team has been asked to find the cause and to fix it." in text
    assert "- You will hear from us by Tuesday, 2 June 2026, 12:00 UTC, also if there is nothing new" in text
    assert "- How many of your users are affected, and which?" in text
    assert text.endswith("\n\nYusra Haddad\n")


@pytest.mark.parametrize(
    "inside",
    [
        "driver",
        "leak",
        "three other shops",
        "Mateo",
        "password",
        "Since Monday",
        "Everybody waits",
        "Replace the cable",
    ],
)
def test_what_is_internal_inferred_or_only_planned_stays_inside(inside: str) -> None:
    """Internal notes, also as part of a statement or as a result; ticket fields; what was worked out."""
    assert inside not in _update(drafted()).text


def test_no_date_is_promised() -> None:
    """The deadline of the team is none of the customer's."""
    text = _update(drafted()).text

    assert "2026-06-03" not in text
    assert "3 June" not in text


def test_news_in_internal_notes_is_left_to_a_person() -> None:
    """The message does not say that nothing is new where something is."""
    update = _update(drafted())

    assert "nothing new to report" not in update.text
    assert any("internal notes (m3)" in note for note in update.notes)


def test_nothing_new_is_said_as_such() -> None:
    """With the time of the last message."""
    update = _update(_all_public())

    assert (
        "Since our last message of Monday, 1 June 2026, 10:00 UTC there is nothing new to report."
        in update.text
    )
    assert any("as drafted" in note for note in update.notes)


def test_who_was_never_written_to_has_no_last_message() -> None:
    """So the update does not speak of one."""
    silent = drafted().brief.communication.model_copy(update={"last_update": ()})

    assert "our last message" not in _update(_with(_all_public(), communication=silent)).text


def test_what_support_told_the_customer_may_be_told_again() -> None:
    """In a list of its own."""
    assert (
        "What we told you:\n- The driver leaks memory, three other shops have it.\n"
        in _update(_all_public()).text
    )


def test_without_the_thread_nothing_of_the_brief_is_told() -> None:
    """Nobody can tell what is internal in it."""
    update = _update(_with(typed(), issue_description=(Fact(text="The driver leaks memory."),)))

    assert "driver" not in update.text
    assert "Label printer" not in update.text
    assert "You will hear from us by" in update.text
    assert any("does not hold its thread" in note for note in update.notes)


def test_talk_among_colleagues_alone_is_internal() -> None:
    """A thread in which no customer speaks was never read by one."""
    messages = tuple(message for message in THREAD.messages if message.role == "agent")
    document = drafted().model_copy(update={"thread": replace(THREAD, messages=messages)})

    assert "spooler" not in _update(document).text


def test_what_the_customer_tried_is_told_apart() -> None:
    """Support does not take it for its own."""
    theirs = Tried(action=Fact(text="I restarted it.", lines=("m4.1",), by="customer"))
    text = _update(_with(drafted(), tried=(*drafted().brief.tried, theirs))).text

    assert (
        "What we have done:\n- We restarted the spooler.\n\nWhat you have tried:\n- I restarted it.\n" in text
    )


@pytest.mark.parametrize("named", ["Also reported by Ana Torres.", "Ana Torres sees it too."])
def test_who_else_is_hit_is_not_told(named: str) -> None:
    """A statement that names who speaks for a customer is about them, not for them."""
    document = _with(drafted(), issue_description=(Fact(text=named, lines=("m1.1",)),))

    assert named not in _update(document).text


def test_a_short_name_is_not_found_within_a_word() -> None:
    """Al is not in also."""
    messages = (replace(THREAD.messages[0], author="Al"), *THREAD.messages[1:])
    document = _with(drafted(), issue_description=(Fact(text="Also the printer Alma.", lines=("m1.1",)),))

    assert (
        "printer Alma"
        in _update(document.model_copy(update={"thread": replace(THREAD, messages=messages)})).text
    )


def test_a_secret_is_masked() -> None:
    """Even one that the customer wrote."""
    secret = "AKIA" + "Q3EGRT7XHJ4ZLM2P"
    document = _with(drafted(), issue_description=(Fact(text=f"The key is {secret}.", lines=("m1.1",)),))

    assert "The key is" in _update(document).text
    assert secret not in _update(document).text


def test_a_settled_matter_asks_whether_it_is() -> None:
    """No next step of a team, no next update."""
    text = _update(drafted(Signal(id="resolved_itself", lines=("m4.1",)))).text

    assert "Please tell us whether it is settled for you" in text
    assert "engineering" not in text
    assert "You will hear from us by" not in text


def test_questions_address_the_customer() -> None:
    """They do not speak about them; each is asked once."""
    for document in (drafted(), typed(), _with(typed(), target="product")):
        lines = [line for line in _update(document).text.splitlines() if line.endswith("?")]

        assert lines
        assert len(lines) == len(set(lines)) <= 5
        assert not any("the customer" in line or "they" in line for line in lines)


def test_what_they_expect_is_repeated_not_promised() -> None:
    """In their own words."""
    said = Fact(text="I need it by Friday.", lines=("m1.1",))
    communication = drafted().brief.communication.model_copy(update={"customer_expectation": (said,)})
    text = _update(_with(drafted(), communication=communication)).text

    assert 'You told us what you expect: "I need it by Friday." We have passed that on.' in text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-06-05T09:05", "Friday, 5 June 2026, 09:05"),
        ("2026-06-05T09:05+00:00", "Friday, 5 June 2026, 09:05 UTC"),
        ("2026-06-05T09:05-03:30", "Friday, 5 June 2026, 09:05 UTC-03:30"),
    ],
)
def test_a_time_as_a_customer_reads_it(when: str, words: str) -> None:
    """With the zone where one is known."""
    assert friendly(datetime.fromisoformat(when)) == words
