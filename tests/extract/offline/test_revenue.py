"""What is at stake in money, with its total."""

from builders import Said, thread_of
from draft_escalation.extract.offline import revenue
from draft_escalation.extract.offline.view import View


def test_an_amount_and_its_total_are_one_fact() -> None:
    """The fact rests on both sentences and tells the sum once."""
    words = "Every late parcel costs us 4 EUR. That's 1,600 EUR today, lost revenue."
    (fact,) = revenue.find(View(thread_of(Said("Ana", "customer", words))))
    assert fact.text == words
    assert fact.lines == ("m1.1", "m1.2")


def test_another_sentence_behind_an_amount_is_no_total() -> None:
    """Only a sum that is said to be one is joined, and only within a message."""
    thread = thread_of(
        Said("Ana", "customer", "Every late parcel costs us 4 EUR. I paid 1,600 EUR for the plan."),
        Said("Ana", "customer", "We lose 90 EUR an hour."),
        Said("Bo", "agent", "That's 720 EUR a day."),
    )
    assert all(len(fact.lines) == 1 for fact in revenue.find(View(thread)))
