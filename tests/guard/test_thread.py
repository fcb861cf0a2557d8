"""A thread without its secrets is still a thread: same lines, same ids, tiled."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import Said, thread_of
from draft_escalation.guard.thread import masked, printable

PASSWORD = "Tr0ub4dor" + "&3x9"
BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nAgEAAoIBAQC7"
KEY = "-----BEGIN PRIVATE" + f" KEY-----\n{BODY}\n-----END PRIVATE" + " KEY-----"
PARTS = ["hello. ", "\n", f"password: {PASSWORD} ", KEY, "a b", "x: y\n"]


def test_a_secret_becomes_a_placeholder_in_its_line() -> None:
    """The words around it stay, the value is gone, the same value has the same number."""
    thread = thread_of(
        Said("Ana", "customer", f"My password: {PASSWORD}\nIt does not work."),
        Said("Yusra", "agent", f"I tried password: {PASSWORD} too."),
    )
    clean, places = masked(thread)

    assert places == 2
    assert PASSWORD not in clean.text
    assert clean.by_id["m1.1"].text == "My password: [password hidden 1]\n"
    assert "[password hidden 1]" in clean.text[clean.messages[1].lines[0].start :]
    assert list(clean.by_id) == list(thread.by_id)


def test_a_secret_over_several_lines_is_gone_from_all_of_them() -> None:
    """The placeholder stands in the first line, the others keep their place."""
    thread = thread_of(Said("Ana", "customer", f"Here is the key:\n{KEY}\nDoes it help?"))
    clean, _ = masked(thread)

    assert "MIIEvQ" not in clean.text
    assert "AgEAAoIB" not in clean.text
    assert "Does it help?" in clean.text


def test_a_thread_without_secrets_stays_as_it_is() -> None:
    """Nothing found, nothing touched."""
    thread = thread_of(Said("Ana", "customer", "Order 4711-0815 is late."))

    assert masked(thread) == (thread, 0)


def test_a_masked_thread_says_so_and_is_not_masked_again() -> None:
    """With or without secrets; what was given is not touched."""
    for words in ("Order 4711-0815 is late.", f"My password: {PASSWORD}"):
        thread = thread_of(Said("Ana", "customer", words))
        clean, _ = masked(thread)

        assert clean.is_masked
        assert not thread.is_masked
        assert masked(clean)[0] is clean


def test_what_is_made_of_a_masked_thread_is_masked_anew() -> None:
    """Other words may hold secrets, so the mark does not pass to them."""
    clean, _ = masked(thread_of(Said("Ana", "customer", "It fails.")))
    grown = replace(clean, subject=f"My password: {PASSWORD}")

    assert not grown.is_masked
    assert masked(grown)[0].subject == "My password: [password hidden 1]"


def test_printable_takes_invisible_characters_out_of_lines_and_names() -> None:
    """What is printed has no zero-width, bidi or control characters."""
    clean = printable(thread_of(Said("A\u202ena", "customer", "It\u200b \x1b[31mfails.")))

    assert clean.messages[0].author == "Ana"
    assert "\u200b" not in clean.text
    assert "\x1b" not in clean.text


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_lines_tile_the_text_before_and_after(parts: list[str]) -> None:
    """Starts and ends of neighbouring lines meet."""
    clean, _ = masked(thread_of(Said("Ana", "customer", "Hi. " + "".join(parts))))

    assert PASSWORD not in clean.text
    assert all(one.end == two.start for one, two in zip(clean.lines, clean.lines[1:], strict=False))


def test_secrets_beside_the_lines_are_masked_under_the_same_numbers() -> None:
    """Subject and authors are printed, sent and make file names."""
    thread = thread_of(
        Said(f"Ana {PASSWORD}", "customer", f"My password: {PASSWORD}"), subject=f"{PASSWORD} refused"
    )
    clean, _ = masked(thread)

    assert clean.subject == "[password hidden 1] refused"
    assert clean.messages[0].author == "Ana [password hidden 1]"


def test_hidden_characters_hide_no_secret() -> None:
    """Whoever takes them out has the secret; they stay for the rule that counts them."""
    split = "\u200b".join(PASSWORD)
    clean, places = masked(thread_of(Said("Ana", "customer", f"It\u200b is password: {split} now.")))

    assert places == 1
    assert clean.by_id["m1.1"].text.strip() == "It\u200b is password: [password hidden 1] now."
