"""What else there is to read: links, tickets, logs, attachments, internal threads."""

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Reference
from draft_escalation.extract.offline import context
from draft_escalation.extract.offline.view import View

NAMED = [
    ("See https://status.acme.example/i/77 for the outage.", "link", "https://status.acme.example/i/77"),
    ("This looks like bug 88213.", "ticket", "88213"),
    ("Tracked in Jira issue PAY-1204.", "ticket", "PAY-1204"),
    ("Duplicate of ticket #4471, please merge.", "ticket", "4471"),
    ("Ticket ist 77120.", "ticket", "77120"),
    ("El caso de febrero es el 27740.", "ticket", "27740"),
    ("Demande n° 71904 est ouverte.", "ticket", "71904"),
    ("Westmark (#75518) wants it too.", "ticket", "75518"),
    ("Thornaby = SUPPORT-1877.", "ticket", "SUPPORT-1877"),
    ("It came in as ref WEB-61183.", "ticket", "WEB-61183"),
    ("It is KB 5102, second section.", "ticket", "KB 5102"),
    ("It broke with commit 9f3c2ab71.", "ticket", "9f3c2ab71"),
    ("Screenshot attached.", "attachment", "Screenshot attached"),
    ("[image]", "attachment", "[image]"),
    ("I attach till-totals.xlsx from both days.", "attachment", "till-totals.xlsx"),
    ("worker-7.log has the lines around noon.", "log", "worker-7.log"),
    ("The log says the queue is full.", "log", "log says"),
    ("Anbei ein Bildschirmfoto.", "attachment", "Anbei"),
]
SILENT = [
    "Could you send a screenshot?",
    "Please attach the log file.",
    "Is there a log somewhere?",
    "We print on a TX-300 with UTF-8 labels.",
    "I log in with my own user.",
    "The report has 12 pages.",
    "It fails for order #4402.",
    "I am number #12 in the queue.",
    "Room #1204 has no wifi.",
    "The case of March was full.",
    "## Attachments",
    "docker-compose.yml names three services.",
    "Our Slack channel gets every alert twice.",
]


def _named(*said: Said, fields: str = "") -> tuple[Reference, ...]:
    return context.find(View(thread_of(*said, fields=fields)))


@pytest.mark.parametrize(("text", "kind", "words"), NAMED)
def test_what_a_line_names(text: str, kind: str, words: str) -> None:
    """Each line names one thing, in its own words."""
    (found,) = _named(Said("Ana", "customer", text))
    assert (found.kind, found.fact.lines) == (kind, ("m1.1",))
    assert words in found.fact.text


@pytest.mark.parametrize("text", SILENT)
def test_what_names_nothing(text: str) -> None:
    """Requests, models, formats and bare headings are no references."""
    assert _named(Said("Ana", "customer", text)) == ()


def test_a_link_once() -> None:
    """The same link is told once, without the full stop behind it."""
    text = "Details: https://wiki.acme.example/a_(b). Again https://wiki.acme.example/a_(b)"
    (found,) = _named(Said("Ana", "customer", text))
    assert found.url == "https://wiki.acme.example/a_(b)"


def test_the_tickets_own_fields() -> None:
    """The topic's link and the ticket's number come from the fields above the messages."""
    found = _named(
        Said("Ana", "customer", "It is down."), fields="Ticket #48213\nhttps://desk.acme.example/t/48213"
    )
    assert [(one.kind, one.fact.lines) for one in found] == [("ticket", ("m0.1",)), ("link", ("m0.2",))]


def test_internal_threads_are_staffs() -> None:
    """An internal thread is one where staff names it."""
    (found,) = _named(
        Said("Yusra", "agent", "More in the incident channel of Tuesday.", visibility="internal")
    )
    assert found.kind == "internal"


def test_at_most_twelve() -> None:
    """A thread full of links tells the first twelve."""
    text = "\n".join(f"https://acme.example/{number}" for number in range(30))
    assert len(_named(Said("Ana", "customer", text))) == 12


@pytest.mark.parametrize("bait", ["https://", "a.", "A-", "ticket ", "#", "(", ")"])
def test_a_huge_line_is_read(bait: str) -> None:
    """A line without end costs nothing but its reading."""
    assert len(_named(Said("Ana", "customer", bait * (200_000 // len(bait))))) <= 12


@pytest.mark.parametrize(
    "head", ["cache restore is empty #3817", "[#6638] Reports: resits", "#512 bake drops a column"]
)
def test_the_ticket_s_own_number_stands_anywhere_in_its_head(head: str) -> None:
    """In brackets, in front or behind its title."""
    number = "".join(filter(str.isdigit, head))
    assert number in _named(Said("Ana", "customer", "It is empty."), fields=head)[0].fact.text
