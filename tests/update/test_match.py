"""Messages found again by who said what."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Said, thread_of
from draft_escalation.thread.model import Thread
from draft_escalation.update.match import match, plain

ANA = Said("Ana", "customer", "The export fails. All 14 users see it.", "2026-04-13T09:12")
YUSRA = Said("Yusra", "agent", "I cleared the cache.", "2026-04-13T11:40")
NEWS = Said("Ana", "customer", "Any news?", "2026-04-14T09:00")
WORDS = st.lists(st.sampled_from(["Any news?", "It fails.", "Thanks!", "Still broken. Help."]), max_size=6)


def posts(texts: list[str]) -> Thread:
    return thread_of(*(Said("Ana", "customer", text) for text in texts))


def test_a_thread_is_itself() -> None:
    """Every message and every line."""
    thread = thread_of(ANA, YUSRA, NEWS, fields="Status: open")
    found = match(thread, thread)

    assert found.messages == {one.id: one.id for one in thread.messages}
    assert found.lines == {line.id: line.id for line in thread.lines}
    assert found.new_messages == ()
    assert (found.found, found.total) == (3, 3)


def test_what_was_inserted_is_new_and_the_rest_moves() -> None:
    """Pointers follow; those of lines that are gone fall out."""
    found = match(thread_of(ANA, YUSRA), thread_of(NEWS, ANA, YUSRA))

    assert found.new_messages == ("m1",)
    assert found.moved(("m1.2", "m2", "m9.9")) == ("m2.2", "m3")
    assert found.is_new(("m2.1", "m1.1"))
    assert not found.is_new(("m2.1",))


def test_ticket_fields_are_themselves_and_a_changed_field_is_new() -> None:
    """m0 is m0; its lines are compared one by one."""
    found = match(
        thread_of(ANA, fields="Status: open\nPlan: Pro"), thread_of(ANA, fields="Status: solved\nPlan: Pro")
    )
    assert found.messages["m0"] == "m0"
    assert found.new_messages == ()
    assert found.is_new(("m0.1",))
    assert not found.is_new(("m0.2",))


def test_author_and_time_may_be_written_otherwise() -> None:
    """What was said decides where the rest does not match."""
    again = Said("Ana Torres", "customer", "the  export fails.\nAll 14 users see it.", "2026-04-13T10:12")
    assert match(thread_of(ANA, YUSRA), thread_of(again, YUSRA)).messages == {"m1": "m1", "m2": "m2"}


def test_an_edited_message_is_found_by_most_of_its_lines() -> None:
    """The line that was added to it is new."""
    before = Said("Ana", "customer", "The export fails. All 14 users see it. Please help.")
    after = Said("Ana", "customer", "The export fails. All 14 users see it. Solved, thanks.")
    found = match(thread_of(before, YUSRA), thread_of(after, YUSRA))

    assert found.messages["m1"] == "m1"
    assert found.is_new(("m1.3",))
    assert not found.is_new(("m1.2",))


def test_one_message_that_is_read_as_several_now_counts_as_found() -> None:
    """The same words, cut otherwise."""
    whole = Said("Ana", "customer", "The export fails. All 14 users see it. I cleared the cache.")
    found = match(thread_of(whole), thread_of(ANA, YUSRA))

    assert found.same_ticket
    assert found.lines["m1.3"] == "m2.1"


def test_the_same_words_twice_are_two_messages() -> None:
    """In their order; one more of them is new."""
    found = match(posts(["Any news?", "It fails."]), posts(["Any news?", "It fails.", "Any news?"]))
    assert found.new_messages == ("m3",)


def test_numbers_of_masked_secrets_do_not_tell_messages_apart() -> None:
    """An inserted secret shifts them."""
    assert plain("Use [password hidden 1]  now") == plain("use [password hidden 2] now")


@given(WORDS.filter(bool), WORDS)
@settings(max_examples=60, deadline=None)
def test_a_grown_thread_holds_all_of_the_earlier_one(earlier: list[str], more: list[str]) -> None:
    """Nothing is matched twice, and as many messages are new as were added."""
    found = match(posts(earlier), posts(earlier + more))

    assert found.found == found.total == len(earlier)
    assert len(found.new_messages or ()) == len(more)
    assert len(set(found.messages.values())) == len(found.messages)
    assert len(set(found.lines.values())) == len(found.lines)
