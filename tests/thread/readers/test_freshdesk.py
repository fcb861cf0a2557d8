# ruff: noqa: E501
"""Freshdesk tickets become threads, in every form in which they are exported."""

from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline."),
    ("Yusra Haddad", "agent", "public", "We look into it. [attachment: trace.log]"),
    ("Yusra Haddad", "agent", "internal", "Vendor says 2.1 is broken."),
    ("unknown author #999", "customer", "public", "Same here. [deleted in Freshdesk]"),
]
V1: dict[str, Any] = {
    "display_id": 77, "id": 5000000077, "subject": "Tills offline", "description": "All tills are offline.", "description_html": "<div>All tills are offline.</div>",
    "status": 2, "status_name": "Open", "priority": 4, "source": 1, "requester_id": 901, "responder_id": 902, "requester_name": "Ana Ruiz", "responder_name": "Yusra Haddad",
    "created_at": "2026-04-13T19:00:00+10:00", "updated_at": "2026-04-13T23:00:00+10:00", "due_by": "2026-04-14T19:00:00+10:00", "frDueBy": "2026-04-13T20:00:00+10:00",
    "fr_escalated": True, "isescalated": False, "deleted": False, "spam": False, "tags": [{"name": "till"}, {"name": "pos"}], "custom_field": {"plan_1234567": "Enterprise", "empty_1234567": None},
    "notes": [
        {"note": {"id": 3, "body": "Vendor says 2.1 is broken.", "body_html": "<p>x</p>", "incoming": False, "private": True, "user_id": 902, "created_at": "2026-04-13T21:00:00+10:00"}},
        {"note": {"id": 2, "body": "We look into it.", "body_html": "<p>x</p>", "incoming": False, "private": False, "user_id": 902, "created_at": "2026-04-13T20:00:00+10:00", "attachments": [{"name": "trace.log"}]}},
        {"note": {"id": 4, "body": "", "body_html": "<p>Same here.</p>", "incoming": True, "private": False, "deleted": True, "user_id": 999, "created_at": "2026-04-13T22:00:00+10:00"}},
    ],
}  # fmt: skip
V2: dict[str, Any] = {
    "id": 77, "subject": "Tills offline", "description": "<div>All tills are offline.</div>", "description_text": "", "status": 2, "priority": 4, "source": 1,
    "requester_id": 901, "responder_id": 902, "company_id": 7, "type": "Incident", "created_at": "2026-04-13T09:00:00Z", "updated_at": "2026-04-13T13:00:00Z",
    "due_by": "2026-04-14T09:00:00Z", "fr_due_by": "2026-04-13T10:00:00Z", "is_escalated": True, "spam": False, "tags": ["till", "pos"],
    "custom_fields": {"cf_plan": "Enterprise"}, "stats": {"first_responded_at": "2026-04-13T10:00:00Z"}, "requester": {"id": 901, "name": "Ana Ruiz", "email": "ana@pine.example"},
}  # fmt: skip
NOTES: list[dict[str, Any]] = [
    {"id": 2, "ticket_id": 77, "body": "<p>We look into it.</p>", "body_text": "We look into it.", "incoming": False, "private": False, "user_id": 902, "from_email": "Yusra Haddad <help@tills.example>", "created_at": "2026-04-13T10:00:00Z", "attachments": [{"name": "trace.log"}]},
    {"id": 3, "ticket_id": 77, "body": "<p>Vendor says <b>2.1</b> is broken.</p>", "body_text": "", "incoming": False, "private": True, "user_id": 902, "from_email": None, "created_at": "2026-04-13T11:00:00Z"},
    {"id": 4, "ticket_id": 77, "body": "Same here.", "body_text": "Same here.", "incoming": True, "private": False, "deleted": True, "user_id": 999, "created_at": "2026-04-13T12:00:00Z"},
]  # fmt: skip
AGENT = {"id": 902, "occasional": False, "contact": {"name": "Yusra Haddad", "email": "yusra@tills.example"}}
COMPANY = {"id": 7, "name": "Pine Ltd", "domains": ["pine.example"], "account_tier": "Premium"}
FORMS: dict[str, dict[str, Any]] = {
    "the account's export": {"Tickets0.json": [{"helpdesk_ticket": V1}], "Users0.json": [{"user": {"id": 901, "name": "Ana Ruiz", "email": "ana@pine.example"}}]},
    "version 1": {"t.json": {"helpdesk_ticket": V1}},
    "version 2, notes beside": {"t.json": [V2], "conversations.json": NOTES, "agents.json": [AGENT], "companies.json": [COMPANY]},
    "version 2, notes inside": {"t.json": V2 | {"conversations": NOTES}, "agents.json": [AGENT]},
}  # fmt: skip
XML = """<?xml version="1.0" encoding="UTF-8"?><helpdesk-tickets type="array"><helpdesk-ticket>
<display-id type="integer">77</display-id><id type="integer">5000000077</id><subject>Tills offline</subject>
<description>All tills are offline.</description><description-html>&lt;p&gt;x&lt;/p&gt;</description-html>
<priority type="integer">4</priority><requester-id type="integer">901</requester-id><requester-name>Ana Ruiz</requester-name>
<created-at type="datetime">2026-04-13T09:00:00Z</created-at><deleted type="boolean">true</deleted>
<notes type="array"><helpdesk-note><id>1</id><body>Vendor &amp; 2.1.</body><body-html>x</body-html>
<private type="boolean">true</private><user-id type="integer">902</user-id></helpdesk-note></notes>
</helpdesk-ticket></helpdesk-tickets>"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_ticket_gives_the_same_thread(tmp_path: Path, form: str) -> None:
    """`body` is plain in version 1 and HTML in version 2; newest first is sorted, unknown people are kept."""
    thread = thread_in(tmp_path, FORMS[form])

    assert shape(thread) == THREAD
    top = fields(thread)
    assert (top["Ticket"], top["Plan"], top["Tags"]) == ("#77", "Enterprise", "till, pos")
    assert (top["Status"], top["Priority"], top["Channel"]) == ("Open", "Urgent", "Email")
    assert top["First response due"] in {"2026-04-13T20:00:00+10:00", "2026-04-13T10:00:00Z"}


def test_due_times_that_are_over_and_the_company(tmp_path: Path) -> None:
    """Both spellings of the flags."""
    one = fields(thread_in(tmp_path / "1", FORMS["version 1"]))
    two = fields(thread_in(tmp_path / "2", FORMS["version 2, notes beside"]))

    assert (one["First response overdue"], "Resolution overdue" in one) == ("yes", False)
    assert (two["Resolution overdue"], two["Company account tier"]) == ("yes", "Premium")


def test_the_export_in_xml(tmp_path: Path) -> None:
    """A deleted ticket is read, and told."""
    (found,) = read(tmp_path, {"Tickets.xml": XML})

    assert isinstance(found, Found)
    assert shape(found.thread) == [
        ("Ana Ruiz", "customer", "public", "All tills are offline."),
        ("unknown author #902", "agent", "internal", "Vendor & 2.1."),
    ]
    assert found.unread == ("deleted: Freshdesk holds the ticket as deleted",)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "conversations: none in the export; export tickets/ID/conversations beside the tickets"),
        ({"conversations": [NOTES[0] | {"id": n, "body_text": f"Reply {n}."} for n in range(10)]}, "conversations: only the first 10 are embedded; export tickets/ID/conversations beside them"),
        ({"conversations": NOTES, "spam": True}, "spam: Freshdesk holds the ticket as spam"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(tmp_path: Path, more: dict[str, Any], told: str) -> None:
    """Conversations that were not exported, or only ten of them."""
    (found,) = read(tmp_path, {"t.json": [V2 | more]})

    assert isinstance(found, Found)
    assert found.unread == (told,)


NOTED = {
    "display_id": 7, "id": 70, "subject": "Sync", "requester_id": 1, "responder_id": 2, "requester_name": "Ana Ruiz",
    "responder_name": "Yusra", "description": "The sync fails.", "description_html": "<p>The sync fails.</p>",
    "helpdesk_notes": [
        {"id": 1, "user_id": 2, "body": "We are checking.", "body_html": "<p>We are checking.</p>", "incoming": False, "private": False},
        {"helpdesk_note": {"id": 2, "user_id": 2, "body": "A regression.", "body_html": "<p>A regression.</p>", "incoming": False, "private": True}},
    ],
}  # fmt: skip
NOTED_XML = """<?xml version="1.0" encoding="UTF-8"?>
<helpdesk-tickets type="array"><helpdesk-ticket><display-id type="integer">7</display-id><id type="integer">70</id>
<subject>Sync</subject><requester-id type="integer">1</requester-id><responder-id type="integer">2</responder-id>
<requester-name>Ana Ruiz</requester-name><responder-name>Yusra</responder-name>
<description>The sync fails.</description><description-html>&lt;p&gt;The sync fails.&lt;/p&gt;</description-html>
<helpdesk-notes type="array">
<helpdesk-note><id type="integer">1</id><user-id type="integer">2</user-id><body>We are checking.</body>
<body-html nil="true"/><incoming type="boolean">false</incoming><private type="boolean">false</private></helpdesk-note>
<helpdesk-note><id type="integer">2</id><user-id type="integer">2</user-id><body>A regression.</body>
<body-html nil="true"/><incoming type="boolean">false</incoming><private type="boolean">true</private></helpdesk-note>
</helpdesk-notes></helpdesk-ticket></helpdesk-tickets>
"""


@pytest.mark.parametrize(
    "files", [{"t.json": [{"helpdesk_ticket": NOTED}]}, {"t.xml": NOTED_XML}], ids=["json", "xml"]
)
def test_notes_by_their_long_name(files: dict[str, Any], tmp_path: Path) -> None:
    """Some accounts' exports write `helpdesk_notes`, in either format."""
    (found,) = read(tmp_path, files)

    assert isinstance(found, Found)
    assert shape(found.thread) == [
        ("Ana Ruiz", "customer", "public", "The sync fails."),
        ("Yusra", "agent", "public", "We are checking."),
        ("Yusra", "agent", "internal", "A regression."),
    ]
    assert found.unread == ()
