"""What sort of matter a thread is."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline import kind
from draft_escalation.extract.offline.view import View
from draft_escalation.skill.find import find_signals
from draft_escalation.thread.model import Thread

SPOKEN = [
    ("The app crashes when I save an invoice.", "bug"),
    ("Since the update to 7.4 the report shows wrong totals.", "bug"),
    ("I get the error message E-17 every time I print.", "bug"),
    ("Die App stürzt beim Speichern ab.", "bug"),
    ("L'application affiche un message d'erreur à chaque impression.", "bug"),
    ("The certificate of your site expired this morning, nobody gets in.", "infrastructure"),
    ("Your API is down, we only get 503 errors.", "infrastructure"),
    ("How do I export the contacts of one group?", "how_to"),
    ("Wie kann ich die Sprache der Oberfläche ändern?", "how_to"),
    ("Could you please add dark mode? It would be nice to have.", "feature_request"),
    ("Our invoices look lovely.", "other"),
]


def _kind(thread: Thread) -> str:
    return kind.find(View(thread), find_signals(thread))


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_what_a_customer_opens_with(text: str, expected: str) -> None:
    """Where support has said nothing yet, the first account decides."""
    assert _kind(thread_of(Said("Ana", "customer", text))) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("I reproduced this on our test system, it is a bug in 7.4.", "bug"),
        ("The wrong printer profile was set; I corrected the setting and labels print.", "configuration"),
    ],
)
def test_what_support_finds(answer: str, expected: str) -> None:
    """Support's finding beats how the customer put it."""
    said = Said("Ana", "customer", "The labels come out blank."), Said("Yusra", "agent", answer)
    assert _kind(thread_of(*said)) == expected


def test_security_comes_first() -> None:
    """An exposure is a security matter, however it looks."""
    said = Said(
        "Ana", "customer", "After login I can see the patient records of another clinic, a bug I guess."
    )
    assert _kind(thread_of(said)) == "security"


def test_a_subject_counts() -> None:
    """The thread's subject speaks too."""
    assert (
        _kind(thread_of(Said("Ana", "customer", "See above."), subject="Feature request: dark mode"))
        == "feature_request"
    )
