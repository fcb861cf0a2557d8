"""Personal data leaves as numbered placeholders and is put back in the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Said, thread_of
from cli.cases import Command
from draft_escalation.guard.personal import Veil
from endpoint import FakeEndpoint, says
from extract.llm.cases import EXPORT, GOOD, drafted

THREAD = thread_of(
    Said("Ana Torres", "customer", "Hi Yusra, the export fails. Write to ana@acme.example or +49 30 901820."),
    Said("Yusra Haddad", "agent", "Hello Ana, I asked Dr. Keller. ANA TORRES may call (202) 555-0143 too."),
    Said("Mark Will", "customer", "Will you mark it as done? I told Ana. Mark"),
    fields="Requester: Ana Torres <ana@acme.example>\nAccount manager: Oskar Lind\nPlan: Enterprise",
)
NUMBERED = [
    ("Ana Torres", "[person 1]"),
    ("Ana", "[person 1b]"),
    ("ana@acme.example", "[e-mail 1]"),
    ("Oskar Lind", "[person 2]"),
]
KEPT = [
    "Plan: Enterprise",
    "Will you mark it as done?",
    "order 4711-0815",
    "version 8.2.1",
    "2026-04-13 15:22",
    "Ananas",
]
NAMES = [
    "Ana",
    "Torres",
    "Yusra",
    "Haddad",
    "Keller",
    "Oskar",
    "Lind",
    "TORRES",
    "901820",
    "555-0143",
    "acme.example",
]


@pytest.mark.parametrize(("value", "placeholder"), NUMBERED)
def test_placeholders_are_numbered_in_order_of_appearance(value: str, placeholder: str) -> None:
    """A person's parts share the number."""
    assert Veil(THREAD).hide(value) == placeholder


def test_nothing_personal_is_left_in_the_thread() -> None:
    """Authors, fields, greetings, titles, mentions in capitals, addresses and numbers."""
    hidden = Veil(THREAD).hide(THREAD.text)
    assert [name for name in NAMES if name in hidden] == []


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_personal_data_stays(text: str) -> None:
    """Words that are names elsewhere, numbers, times."""
    assert Veil(THREAD).hide(text) == text


@given(
    st.lists(st.sampled_from(["Ana", "Ana Torres", "YUSRA", "ana@acme.example", " ", ".", "x"])).map("".join)
)
def test_what_was_hidden_comes_back(text: str) -> None:
    """To the letter, in texts and in answers."""
    veil = Veil(THREAD)
    answer = {"facts": [{"text": veil.hide(text)}], "lines": ("m1.1", None)}
    assert veil.put_back(answer) == {"facts": [{"text": text}], "lines": ("m1.1", None)}


@pytest.mark.parametrize(
    "bait", ["a", "A", "1", " ", ".", "-", ":", "@", "+", "\n", "Ab ", "1 ", "9-", "a@b."]
)
def test_a_megabyte_of_one_sign_ends(bait: str) -> None:
    """Every pattern is bounded."""
    begins = "Hi Yusra, from: a@b.example +49 30 901820"
    Veil(thread_of(Said("Ana Torres", "customer", f"{begins} {bait * (1_000_000 // len(bait))}")))


def test_without_a_thread_nothing_is_hidden() -> None:
    """What is asked for nobody is done to nobody."""
    assert Veil().hide("Ana Torres, ana@acme.example") == "Ana Torres, ana@acme.example"


def test_the_model_sees_placeholders_and_the_brief_has_the_names() -> None:
    """The answer is put back before it is held against the thread."""
    fact = {"slot": "owner", "text": "[person 2]", "lines": "m2.0"}
    with FakeEndpoint(says(GOOD | {"facts": [*GOOD["facts"], fact]})) as endpoint:
        report = drafted(endpoint.base_url, EXPORT, redact="personal")
        (asked,) = endpoint.requests

    assert "Ana" not in asked.text
    assert "Yusra" not in asked.text
    assert "m1.0 [customer" in asked.text
    assert [one.text for one in report.extraction.facts["communication.owner"]] == ["Yusra"]


def test_a_repair_shows_placeholders_too() -> None:
    """What goes back to the model is hidden like what went there first."""
    wrong = {"slot": "issue_description", "text": "[person 1] saw 99 errors", "lines": "m1.2"}
    mended = {"statements": [{"n": 1, "text": "[person 1] saw error E-503", "lines": "m1.2"}]}
    with FakeEndpoint(says(GOOD | {"facts": [*GOOD["facts"], wrong]}), says(mended)) as endpoint:
        report = drafted(endpoint.base_url, EXPORT, redact="personal")
        second = endpoint.requests[1].text

    assert "Ana" not in second
    assert "[person 1] saw 99 errors" in second
    assert [one.text for one in report.extraction.facts["issue_description"]] == [
        "Ana Torres saw error E-503"
    ]


def test_personal_data_is_hidden_where_that_is_asked_for(command: Command) -> None:
    """By an option, or by a settings key."""
    text = (
        "Ana Torres\nApr 13, 2026, 15:22\n\nThe export fails. Ana\n\n"
        "Yusra Haddad\nApr 13, 2026, 16:05\n\nHello Ana.\n"
    )
    shown = command("--show-prompt", "--base-url", "http://127.0.0.1:9/v1", stdin=text).out
    hidden = command(
        "--show-prompt", "--base-url", "http://127.0.0.1:9/v1", "--redact", "personal", stdin=text
    ).out

    assert "Yusra" in shown
    assert "Yusra" not in hidden
    assert "Ana" not in hidden
    assert "[person 1]" in hidden


def test_a_placeholder_that_stands_for_nobody_stays() -> None:
    """A model may make one up."""
    assert Veil(THREAD).put_back("[person 77] and [phone 9]") == "[person 77] and [phone 9]"
