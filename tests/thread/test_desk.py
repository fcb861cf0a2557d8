"""What titles, companies and mail domains tell about who helps."""

import pytest

from builders import Said, thread_of
from draft_escalation.thread.desk import at_the_desk, is_desk_address, of_company, staff_domains
from draft_escalation.thread.model import Message
from draft_escalation.thread.read import read_thread


def _signed(*rows: str) -> Message:
    text = "Ana - 2026-04-13 15:22\nThe export fails.\n\nBest regards\nAna\n" + "\n".join(rows) + "\n"
    return read_thread(text, source="test").messages[0]


@pytest.mark.parametrize(
    ("row", "helps"),
    [
        ("2nd line, AcmePay", True),
        ("Acme Support", True),
        ("Customer Care, Acme", True),
        ("Helpdesk", True),
        ("VP Operations, Freight Residential", False),
        ("IT Support, Freight Residential", False),
        ("The Freight Team", False),
    ],
)
def test_titles_of_those_who_help(row: str, helps: bool) -> None:
    """A title in a signature; a customer's own desk and a team's sign-off are none."""
    assert at_the_desk(_signed(row)) is helps


@pytest.mark.parametrize(
    ("titles", "address", "found"),
    [
        ("VP Operations, Freight Foods", "", True),
        ("", "ana@freightfoods.example", True),
        ("Acme Support", "yusra@acme.example", False),
        ("", "ana@gmail.com", False),
    ],
)
def test_the_company_of_the_fields(titles: str, address: str, found: bool) -> None:
    """By title or by domain, without what stands in brackets and the legal form."""
    assert of_company(titles, address, ["Freight Foods Ltd (3 sites)"]) is found


def test_desk_addresses() -> None:
    """The first part of the address tells."""
    assert is_desk_address("support@acme.example")
    assert is_desk_address("help-eu@acme.example")
    assert not is_desk_address("ana@acme.example")


def test_domains_that_mails_ask_for_help() -> None:
    """By the address or by the display name of a receiver."""

    def mail(to: str) -> list[Message]:
        text = f"From: Ana <ana@freight.example>\nTo: {to}\nDate: 13 Apr 2026 15:22\n\nIt fails.\n"
        return list(read_thread(text, source="test").messages)

    known = ["acme.example", "freight.example"]
    assert staff_domains(mail("support@acme.example"), []) == {"acme.example"}
    assert staff_domains(mail("Acme Support"), known) == {"acme.example"}
    assert staff_domains(mail("Mateo <mateo@acme.example>"), known) == set()


def test_a_message_without_header_or_signature_tells_nothing() -> None:
    """Prose is no title."""
    assert not any(map(at_the_desk, thread_of(Said("Ana", "customer", "Support called me.")).messages))
