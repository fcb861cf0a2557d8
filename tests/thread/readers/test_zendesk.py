# ruff: noqa: E501
"""Zendesk tickets become threads, in every form in which they are exported."""

import json
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

ANA = {"id": 901, "name": "Ana Ruiz", "email": "ana@pine.example", "role": "end-user", "organization_id": 7, "locale": "en"}  # fmt: skip
YUSRA = {"id": 902, "name": "Yusra Haddad", "email": "yusra@tills.example", "role": "agent", "organization_id": None, "locale": "en"}  # fmt: skip
PINE = {
    "id": 7,
    "name": "Pine Ltd",
    "domain_names": ["pine.example"],
    "organization_fields": {"plan": "enterprise"},
}
TICKET: dict[str, Any] = {
    "id": 41000000000077, "subject": "Tills offline", "raw_subject": "Tills offline", "description": "All tills are offline.",
    "status": "open", "priority": "urgent", "type": "incident", "via": {"channel": "email"}, "requester_id": 901,
    "submitter_id": 901, "assignee_id": 902, "organization_id": 7, "tags": ["till", "closed_by_merge"],
    "custom_fields": [{"id": 55, "value": "gold"}, {"id": 56, "value": None}],
    "created_at": "2026-04-13T09:00:00Z", "updated_at": "2026-04-13T12:00:00Z",
}  # fmt: skip
COMMENTS: list[dict[str, Any]] = [
    {"id": 3, "type": "Comment", "author_id": 902, "body": "Vendor says 2.1 is broken.", "html_body": "", "plain_body": "", "public": False, "attachments": [{"file_name": "trace.log"}], "created_at": "2026-04-13T11:00:00Z"},
    {"id": 1, "type": "Comment", "author_id": 901, "body": "x", "html_body": "<p>All tills are <b>offline</b>.</p>", "plain_body": "", "public": True, "attachments": [], "created_at": "2026-04-13T09:00:00Z"},
    {"id": 2, "type": "Comment", "author_id": 902, "body": "We look into it.", "plain_body": "We look into it.", "public": True, "created_at": "2026-04-13T10:00:00Z"},
    {"id": 4, "type": "Comment", "author_id": -1, "body": 'This request was closed and merged into request #90 "Outage".', "public": True, "created_at": "2026-04-13T12:00:00Z"},
    {"id": 5, "type": "Comment", "author_id": 999, "body": "Same here.", "public": True, "created_at": "2026-04-13T12:30:00Z"},
]  # fmt: skip
THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline."),
    ("Yusra Haddad", "agent", "public", "We look into it."),
    ("Yusra Haddad", "agent", "internal", "Vendor says 2.1 is broken. [attachment: trace.log]"),
    ("Zendesk", "system", "public", 'This request was closed and merged into request #90 "Outage".'),
    ("unknown author #999", "unknown", "public", "Same here."),
]
FIELD = {"id": 55, "title": "Support tier", "title_in_portal": "Support tier", "type": "text"}
FORMS: dict[str, dict[str, Any]] = {
    "one a line": {"tickets.json": json.dumps(TICKET | {"comments": COMMENTS}) + "\n\n", "users.json": f"{json.dumps(ANA)}\n{json.dumps(YUSRA)}\n", "organizations.json": json.dumps(PINE), "ticket_fields.json": [FIELD]},
    "files of the API": {"tickets.json": {"tickets": [TICKET], "users": [ANA, YUSRA], "organizations": [PINE], "next_page": None, "count": 1}, "ticket_fields.json": {"ticket_fields": [FIELD]}, "tickets/41000000000077/comments.json": {"comments": COMMENTS, "meta": {"has_more": False}}},
    "ticket and comments in one file": {"till.json": {"ticket": TICKET, "comments": COMMENTS, "users": [ANA, YUSRA], "organizations": [PINE], "ticket_fields": [FIELD]}},
    "comments that name the ticket": {"a.json": {"tickets": [TICKET], "users": [ANA, YUSRA], "organizations": [PINE], "ticket_fields": [FIELD]}, "b.json": [c | {"ticket_id": TICKET["id"]} for c in COMMENTS]},
    "audits": {"a.json": {"tickets": [TICKET], "users": [ANA, YUSRA], "organizations": [PINE], "ticket_fields": [FIELD]}, "audits.json": {"audits": [{"id": n, "ticket_id": TICKET["id"], "author_id": c["author_id"], "created_at": c["created_at"], "metadata": {"system": {"ip_address": "192.0.2.9"}}, "events": [{k: v for k, v in c.items() if k not in {"author_id", "created_at"}}]} for n, c in enumerate(COMMENTS)]}},
}  # fmt: skip
XML = """<?xml version="1.0" encoding="UTF-8"?>
<tickets type="array"><ticket><nice-id type="integer">77</nice-id><subject>Tills offline</subject>
<description>All tills are offline.</description><requester-id type="integer">901</requester-id>
<submitter-id type="integer">901</submitter-id><assignee-id nil="true"></assignee-id><status-id>1</status-id>
<priority-id>4</priority-id><created-at type="datetime">2026-04-13T09:00:00Z</created-at><comments type="array">
<comment><author-id type="integer">901</author-id><created-at type="datetime">2026-04-13T09:00:00Z</created-at>
<is-public type="boolean">true</is-public><value>All tills are offline.</value></comment>
<comment><author-id type="integer">902</author-id><created-at type="datetime">2026-04-13T10:00:00Z</created-at>
<is-public type="boolean">false</is-public><value>Vendor &amp; 2.1.</value></comment></comments></ticket></tickets>"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_ticket_gives_the_same_thread(tmp_path: Path, form: str) -> None:
    """People joined by number, the description once, newest first sorted, unknown people kept."""
    thread = thread_in(tmp_path, FORMS[form])

    assert shape(thread) == THREAD
    top = fields(thread)
    assert top["Requester"] == "Ana Ruiz <ana@pine.example>"
    assert top["Organization"] == "Pine Ltd"
    assert top["Organization plan"] == "enterprise"
    assert top["Support tier"] == "gold"
    assert top["Tags"] == "till, closed_by_merge"
    assert top["Merged into"] == "#90"


def test_the_export_in_xml(tmp_path: Path) -> None:
    """Whoever writes for the team only is of the team, also where nobody names the people."""
    thread = thread_in(tmp_path, {"tickets.xml": XML})

    assert shape(thread) == [
        ("unknown author #901", "customer", "public", "All tills are offline."),
        ("unknown author #902", "agent", "internal", "Vendor & 2.1."),
    ]
    assert (fields(thread)["Status"], fields(thread)["Priority"]) == ("open", "urgent")


def test_of_a_ticket_on_two_pages_the_later_edition_is_read(tmp_path: Path) -> None:
    """Time-based increments repeat tickets."""
    newer = TICKET | {"status": "solved", "updated_at": "2026-04-14T09:00:00Z"}
    pages = {
        "1.json": {"tickets": [TICKET, newer], "end_time": 1},
        "2.json": {"tickets": [TICKET], "end_time": 2},
    }

    assert fields(thread_in(tmp_path, pages))["Status"] == "solved"


def test_of_equally_late_editions_the_one_that_says_more_is_read(tmp_path: Path) -> None:
    """A list of tickets says less than each ticket by itself."""
    short = {name: value for name, value in TICKET.items() if name != "description"}
    files = {"1.json": [short], "2.json": [TICKET], "3.json": [short]}

    assert shape(thread_in(tmp_path, files))[0][3] == "All tills are offline."


def test_the_same_number_in_another_account_is_another_ticket(tmp_path: Path) -> None:
    """Opened at another time."""
    other = TICKET | {"created_at": "2025-01-01T09:00:00Z"}

    assert len(read(tmp_path, {"1.json": [TICKET], "2.json": [other]})) == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "comments: none in the export; export tickets/ID/comments.json beside the tickets"),
        ({"comment_count": 8}, "comments: 0 of 8 are in the export"),
        ({"status": "deleted"}, "status: the ticket was deleted in Zendesk"),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, more: dict[str, Any], told: str) -> None:
    """Comments that were not exported, tickets that were deleted."""
    (found,) = read(tmp_path, {"t.json": {"tickets": [TICKET | more]}})

    assert isinstance(found, Found)
    assert found.unread == (told,)
    assert shape(found.thread)[0][3] == "All tills are offline."


def test_sla_targets_and_breaches_stand_in_the_fields(tmp_path: Path) -> None:
    """From the side-loaded targets, and from metric events."""
    slas = {
        "policy_metrics": [
            {"metric": "first_reply_time", "stage": "active", "breach_at": "2026-04-13T10:00:00Z"}
        ]
    }
    event = {"id": 1, "ticket_id": TICKET["id"], "metric": "requester_wait_time", "instance_id": 1, "type": "breach", "time": "2026-04-13T11:00:00Z", "deleted": False}  # fmt: skip
    thread = thread_in(tmp_path, {"t.json": {"tickets": [TICKET | {"slas": slas}], "metric_events": [event]}})

    assert fields(thread)["SLA first_reply_time"] == "active, due 2026-04-13T10:00:00Z"
    assert fields(thread)["SLA requester_wait_time"] == "breached 2026-04-13T11:00:00Z"


def test_a_suspended_mail_is_told_with_its_cause(tmp_path: Path) -> None:
    """It never became a ticket: it has an author and a content instead."""
    mail = {"id": 9, "author": {"name": "Ana Ruiz", "email": "ana@pine.example"}, "subject": "Sync", "content": "The sync fails.", "cause": "Detected as spam", "recipient": "help@desk.example", "created_at": "2026-04-13T08:01:00Z"}  # fmt: skip
    thread = thread_in(tmp_path, {"s.json": {"suspended_tickets": [mail], "count": 1}})

    assert shape(thread) == [("Ana Ruiz", "customer", "public", "The sync fails.")]
    assert fields(thread)["Suspended"] == "Detected as spam"
