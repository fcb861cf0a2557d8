"""The questions of a brief's findings, and the message to the customer."""

from builders import Said, thread_of
from draft_escalation.brief.document import Finding
from draft_escalation.render.questions import customer_message, questions


def _finding(question: str | None, whom: str | None) -> Finding:
    return Finding(
        rule="IMP006",
        slug="duration-missing",
        level="warning",
        field="impact.started",
        message="neither start nor length",
        question=question,
        ask_whom=whom,
    )


FINDINGS = (
    _finding("Since when?", "customer"),
    _finding("What is at risk?", "account owner"),
    _finding("Since when?", "customer"),
    _finding("Which\u200b version?", "customer"),
    _finding(None, "customer"),
)


def test_questions_are_grouped_and_asked_once() -> None:
    """By whom to ask, in order, without hidden characters."""
    assert questions(FINDINGS) == {
        "customer": ("Since when?", "Which version?"),
        "account owner": ("What is at risk?",),
    }


def test_the_message_names_the_customer_and_asks_only_them() -> None:
    """The first customer of the thread; nobody else's questions."""
    thread = thread_of(Said("Yusra", "agent", "Hello."), Said("Ana Ruiz", "customer", "It fails."))
    message = customer_message(FINDINGS, thread) or ""

    assert message.startswith("Hello Ana Ruiz,\n")
    assert "\n1. Since when?\n2. Which version?\n" in message
    assert "at risk" not in message


def test_without_a_thread_the_greeting_names_nobody() -> None:
    """A plain greeting."""
    assert (customer_message(FINDINGS, None) or "").startswith("Hello,\n")


def test_nothing_to_ask_makes_no_message() -> None:
    """None, not an empty letter."""
    assert customer_message(FINDINGS[1:2], None) is None
