"""People and companies that the prose names."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.customers_affected import find
from draft_escalation.extract.offline.named import companies, own_company, person
from draft_escalation.extract.offline.organisations import beside, labelled, only_names, row
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("who: Aurelio, foreman, Baltic Crane Hire (silver plan)", ["Aurelio, foreman, Baltic Crane Hire"]),
        ("Company: De Witte & Zoon", ["De Witte & Zoon"]),
        ("They pay Gold, customer = Harbour Observer.", ["Harbour Observer"]),
        ("kunde: Hofgut Lange - ruft morgen an", ["Hofgut Lange"]),
        ("The customer: nobody knows", []),
        ("Who: the one with the dog", []),
    ],
)
def test_a_label_names_the_customer(text: str, names: list[str]) -> None:
    """Only a name behind it, without what follows."""
    assert list(labelled(text)) == names


@pytest.mark.parametrize("text", ["Orrery Apps and Pennyfarthing", "Brim, Orchard and Lumen Books."])
def test_a_line_of_nothing_but_names(text: str) -> None:
    """They are told together."""
    assert list(only_names(text)) == [text.rstrip(".")]


@pytest.mark.parametrize("text", ["Thanks and regards", "Orrery and some others", "Hello and thanks, Ana"])
def test_other_lines_name_nobody(text: str) -> None:
    """A small word is no name."""
    assert list(only_names(text)) == []


def test_rows_of_a_table_give_each_customer_s_figure() -> None:
    """Blanks are folded; a row without a figure is none."""
    assert row("  Lumen Yoga        2,310 subscribers\n") == "Lumen Yoga 2,310 subscribers"
    assert row("Brim Weekly | 5,870\n") == "Brim Weekly | 5,870"
    assert row("Lumen Yoga has 2,310 subscribers\n") is None


@pytest.mark.parametrize(
    "words",
    [
        "Bellwright just opened one, same thing",
        "Tolliver Pets is calling too",
        "Ulver Valley wants this too",
        "Brisco left a voicemail from the dock, screens dead",
        "a third one now, Lorne Clinic",
        "Timo hat einen zweiten Kunden reinbekommen, Elektro Wimm",
    ],
)
def test_others_that_have_it_are_told(words: str) -> None:
    """In whatever words somebody adds a further customer."""
    view = View(thread_of(Said("Ana", "customer", "It is down."), Said("Yusra", "agent", words)))
    assert words.rstrip(".").lower() in " | ".join(fact.text for fact in find(view)).lower()
