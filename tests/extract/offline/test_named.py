"""People and companies that the prose names."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.named import companies, own_company, person
from draft_escalation.extract.offline.organisations import beside
from draft_escalation.extract.offline.view import Spoken, View


def spoken(words: str) -> Spoken:
    return View(thread_of(Said("CALLER", "customer", words))).spoken[0]


@pytest.mark.parametrize(
    ("words", "name", "company"),
    [
        ("This is Ines Falk, head of logistics at Orchard Freight.", "Ines Falk", "Orchard Freight"),
        ("My name is Mateo Ruiz and I call from Puerto Salud.", "Mateo Ruiz", "Puerto Salud"),
        ("I am the archivist at Lumen Archive.", None, "Lumen Archive"),
        ("At Tessera we print every Friday.", None, "Tessera"),
        ("I am having trouble with Orchard.", None, None),
        ("This is unacceptable.", None, None),
        ("At Christmas we close.", None, None),
    ],
)
def test_who_speaks_and_for_whom(words: str, name: str | None, company: str | None) -> None:
    """An introduction gives name and company, nothing else does."""
    assert (person(spoken(words)), own_company(spoken(words))) == (name, company)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Clinic Bergtal just called me: the screens are dark.", ["Clinic Bergtal"]),
        ("Our customer Orchard Freight sees it too.", ["Orchard Freight"]),
        ("got a call from Hofgut Lange, tills are down", ["Hofgut Lange"]),
        ("The customer is angry.", []),
        ("A call from the Support Team came.", []),
    ],
)
def test_customers_that_somebody_speaks_of(words: str, named: list[str]) -> None:
    """A name counts where the words make it a customer's or a site's."""
    assert list(companies(spoken(words))) == named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Requester: Ana Sol (Lumen Books)   Priority: High", "Lumen Books"),
        ("Ana Sol (Lumen Books, IT) - Mon 4 May, 09:22", "Lumen Books"),
        ("Conversation with Ana Sol (Baker of Cakes)", "Baker of Cakes"),
        ("Ana Sol (agent) Mon 4 May", None),
        ("Ana Sol (Staff)", None),
        ("Ana Sol (she/her)", None),
        ("Ana Sol wrote (in the evening)", None),
    ],
)
def test_brackets_behind_a_name_hold_an_organisation(text: str, name: str | None) -> None:
    """Badges, pronouns and what is said later are none."""
    assert beside("Ana Sol", text) == name
