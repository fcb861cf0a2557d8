"""Tickets of an export become threads: in time, tiled, with quotes and signatures marked, nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.model import Thread
from draft_escalation.thread.ticket import Entry, Ticket, thread_of

NINE = datetime(2026, 4, 13, 9, tzinfo=UTC)


def made(*entries: Entry, **ticket: object) -> Thread:
    given_ = {"id": "77", "subject": "Export stops", "fields": (), **ticket}
    return thread_of(Ticket(entries=entries, **given_), source="x.json", style="Test export")  # type: ignore[arg-type]


def texts(thread: Thread, flag: str | None = None) -> list[str]:
    return [line.text.strip() for line in thread.lines if (flag in line.flags if flag else line.flags == ())]


def test_fields_stand_in_m0_and_can_be_cited() -> None:
    """One line each; a field without a value is none."""
    thread = made(Entry("Ana", "customer", "It stops."), fields=(("Plan", "Enterprise"), ("Tags", " ")))
    assert [line.text for line in thread.messages[0].lines] == [
        "Subject: Export stops\n",
        "Plan: Enterprise\n",
    ]
    assert thread.messages[0].lines[0].id == "m0.1"


def test_entries_are_sorted_by_time_and_keep_what_the_export_says() -> None:
    """Newest first in the export, oldest first in the thread; a naive time counts as it stands."""
    thread = made(
        Entry("Yusra", "agent", "Reproduced.", "internal", NINE + timedelta(hours=2), "11:00Z"),
        Entry("Ana", "customer", "It stops.", "public", NINE.replace(tzinfo=None), "09:00"),
        subject=None,
    )
    ana, yusra = thread.messages
    assert (ana.id, ana.role, ana.sent_words) == ("m1", "customer", "09:00")
    assert (yusra.role, yusra.visibility, yusra.sent_at) == ("agent", "internal", NINE + timedelta(hours=2))
    assert yusra.lines[0].text == "Yusra, 11:00Z (internal note)\n"


def test_an_entry_without_a_time_stays_behind_the_one_before() -> None:
    """What the export puts together stays together."""
    thread = made(
        Entry("Ana", "customer", "second", sent_at=NINE + timedelta(hours=1)),
        Entry("Ana", "customer", "and this"),
        Entry("Ana", "customer", "first", sent_at=NINE),
    )
    assert texts(thread)[1:] == ["first", "second", "and this"]


def test_a_description_repeated_as_first_comment_stands_once() -> None:
    """The same words by the same author, whatever the white space; another author's agreement stays."""
    thread = made(
        Entry("Ana", "customer", "It stops. Please help."),
        Entry("Ana", "customer", "It stops.\n Please help."),
        Entry("Mateo", "customer", "It stops. Please help."),
    )
    assert [message.author for message in thread.messages[1:]] == ["Ana", "Mateo"]


def test_quotes_and_signatures_are_marked_never_dropped() -> None:
    """A reply carries the mail before it; what is not said there first is the author's own."""
    first = "The export of the stock list stops at 40 percent.\n\nBest regards,\nAna Lind\nAcme"
    reply = (
        "Thanks Ana.\n\nOn Mon, Apr 13, 2026 at 9:10 AM Ana <ana@acme.example> wrote:\n"
        "> The export of the stock list stops at 40 percent.\n"
    )
    thread = made(
        Entry("Ana", "customer", first, sent_at=NINE),
        Entry("Yusra", "agent", reply, sent_at=NINE + timedelta(hours=1)),
    )
    assert texts(thread, "signature") == ["Best regards,\nAna Lind\nAcme"]
    assert [line.text.strip() for line in thread.messages[2].body] == ["Thanks Ana."]
    assert "> The export of the stock list" in "".join(texts(thread, "quoted"))


def test_files_are_lines_of_their_own() -> None:
    """An entry of nothing but a file is an entry; one of nothing at all is none."""
    thread = made(Entry("Ana", "customer", "", files=("till.png",)), Entry("Ana", "customer", " "))
    assert texts(thread)[1:] == ["[attachment: till.png]"]


@pytest.mark.parametrize(
    ("staff", "customer", "role"),
    [
        (["support.example"], [], "agent"),
        (["yusra"], [], "agent"),
        (["yusra@support.example"], [], "agent"),
        ([], ["support.example"], "customer"),
        (["port.example"], [], "unknown"),
    ],
)
def test_names_and_domains_overrule_the_exports_roles(
    staff: list[str], customer: list[str], role: str
) -> None:
    """A whole domain, a whole name or a whole address."""
    entry = Entry("Yusra", "unknown", "Hello", address="yusra@support.example", guessed=True)
    ticket = Ticket("1", None, (), (entry,))
    thread = thread_of(ticket, source="x", style="Test export", staff=staff, customer=customer)
    assert thread.messages[0].role == role
    assert thread.reading.roles_guessed == (("Yusra",) if role == "unknown" else ())


def test_what_the_system_wrote_stays_the_systems() -> None:
    """Also where its address is ours."""
    entry = Entry("Bot", "system", "Ticket merged", address="bot@support.example")
    ticket = Ticket("1", None, (), (entry,))
    assert thread_of(ticket, source="x", style="T", staff=["support.example"]).messages[0].role == "system"


@given(st.lists(st.text(max_size=300), min_size=1, max_size=5), st.text(max_size=40))
def test_lines_tile_the_thread_and_ids_are_distinct(bodies: list[str], subject: str) -> None:
    """Any text at all: no character lost between the lines, none twice."""
    thread = made(*(Entry(f"P{n}", "customer", body) for n, body in enumerate(bodies)), subject=subject)
    assert all(one.end == two.start for one, two in zip(thread.lines, thread.lines[1:], strict=False))
    assert len(thread.by_id) == len(thread.lines)
    for body in bodies:
        assert "".join(body.split()) in "".join(thread.text.split())


def test_the_same_words_later_are_said_again() -> None:
    """A second "Any news?" counts; a description repeated as the first comment does not."""
    thread = made(
        Entry("Ana", "customer", "It stops.", sent_at=NINE),
        Entry("Ana", "customer", "It stops.", sent_at=NINE + timedelta(seconds=2)),
        Entry("Ana", "customer", "Any news?", sent_at=NINE + timedelta(hours=4)),
        Entry("Ana", "customer", "Any news?", sent_at=NINE + timedelta(hours=28)),
    )
    assert texts(thread) == ["Subject: Export stops", "It stops.", "Any news?", "Any news?"]
