# ruff: noqa: E501
"""One page of an API, without the ticket that it belongs to, is a thread too."""

from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from draft_escalation.thread.readers.reader import Broken
from thread.readers.reading import Shape, read, shape

CUSTOMER, AGENT, NOTE = "The sync fails.", "We are checking.", "A regression of 4.2.1."
AT = "2026-04-13T08:0%d:00Z"


def _zendesk(number: int, author: int, body: str, public: bool) -> dict[str, Any]:
    return {"id": number, "author_id": author, "body": body, "public": public, "created_at": AT % number}


def _user(number: int, name: str, role: str) -> dict[str, Any]:
    return {"id": number, "name": name, "email": f"{number}@desk.example", "role": role, "locale": "en"}


def _jira(number: int, who: str, kind: str, body: str, public: bool) -> dict[str, Any]:
    return {
        "id": str(number),
        "body": body,
        "public": public,
        "author": {"accountId": who, "displayName": who, "accountType": kind},
        "created": {"iso8601": f"2026-04-13T10:0{number}:00+0200"},
        "_links": {"self": f"https://desk.example/rest/servicedeskapi/request/100/comment/{number}"},
    }


USERS = [_user(1, "Ana Ruiz", "end-user"), _user(2, "Yusra", "agent")]
COMMENTS = [_zendesk(1, 1, CUSTOMER, True), _zendesk(2, 2, AGENT, True), _zendesk(3, 2, NOTE, False)]
ALL: Shape = [
    ("Ana Ruiz", "customer", "public", CUSTOMER),
    ("Yusra", "agent", "public", AGENT),
    ("Yusra", "agent", "internal", NOTE),
]
PAGES: dict[str, tuple[Any, Shape]] = {
    "zendesk-comments": ({"comments": COMMENTS, "users": USERS, "next_page": None, "count": 3}, ALL),
    "zendesk-audits": (
        {
            "audits": [
                {"id": 9, "ticket_id": 12, "author_id": one["author_id"], "created_at": one["created_at"], "events": [{"type": "Comment", **one}]}
                for one in COMMENTS
            ],
            "users": USERS,
        },
        ALL,
    ),
    "freshdesk": (
        [
            {"id": 1, "ticket_id": 12, "user_id": 1, "from_email": "Ana Ruiz <ana@pine.example>", "body_text": CUSTOMER, "incoming": True, "private": False, "created_at": AT % 1},
            {"id": 2, "ticket_id": 12, "user_id": 2, "from_email": "Yusra <help@desk.example>", "body_text": AGENT, "incoming": False, "private": False, "created_at": AT % 2},
            {"id": 3, "ticket_id": 12, "user_id": 2, "body_text": NOTE, "incoming": False, "private": True, "created_at": AT % 3},
        ],
        [*ALL[:2], ("unknown author #2", *ALL[2][1:])],
    ),
    "jsm": (
        {
            "_expands": [], "size": 3, "start": 0, "limit": 50, "isLastPage": True, "_links": {"base": "https://desk.example"},
            "values": [_jira(1, "Ana Ruiz", "customer", CUSTOMER, True), _jira(2, "Yusra", "atlassian", AGENT, True), _jira(3, "Yusra", "atlassian", NOTE, False)],
        },
        ALL,
    ),
    "helpscout": (
        {
            "_embedded": {
                "threads": [
                    {"id": 3, "type": "note", "state": "published", "body": NOTE, "createdBy": {"first": "Yusra"}, "createdAt": AT % 3},
                    {"id": 2, "type": "message", "state": "published", "body": AGENT, "createdBy": {"first": "Yusra"}, "createdAt": AT % 2},
                    {"id": 1, "type": "customer", "state": "published", "body": CUSTOMER, "createdBy": {"first": "Ana", "last": "Ruiz"}, "createdAt": AT % 1},
                ]
            },
            "page": {"size": 25, "totalElements": 3},
        },
        ALL,
    ),
    "hubspot": (
        {
            "results": [
                {"id": "1", "type": "MESSAGE", "conversationsThreadId": "12", "direction": "INCOMING", "senders": [{"name": "Ana Ruiz"}], "text": CUSTOMER, "createdAt": AT % 1},
                {"id": "2", "type": "MESSAGE", "conversationsThreadId": "12", "direction": "OUTGOING", "senders": [{"name": "Yusra"}], "text": AGENT, "createdAt": AT % 2},
                {"id": "3", "type": "COMMENT", "conversationsThreadId": "12", "senders": [{"name": "Yusra"}], "text": NOTE, "createdAt": AT % 3},
            ]
        },
        ALL,
    ),
    "zammad": (
        [
            {"id": 1, "ticket_id": 12, "sender": "Customer", "from": "Ana Ruiz", "body": CUSTOMER, "content_type": "text/plain", "internal": False, "created_at": AT % 1},
            {"id": 2, "ticket_id": 12, "sender": "Agent", "from": "Yusra", "body": AGENT, "content_type": "text/plain", "internal": False, "created_at": AT % 2},
            {"id": 3, "ticket_id": 12, "sender": "Agent", "from": "Yusra", "body": NOTE, "content_type": "text/plain", "internal": True, "created_at": AT % 3},
        ],
        ALL,
    ),
    "chatwoot": (
        {
            "meta": {"labels": ["vip"], "contact": {"name": "Ana Ruiz"}},
            "payload": [
                {"id": 1, "conversation_id": 12, "message_type": 0, "content": CUSTOMER, "private": False, "sender": {"name": "Ana Ruiz"}, "created_at": 1776067260},
                {"id": 2, "conversation_id": 12, "message_type": 1, "content": AGENT, "private": False, "sender": {"name": "Yusra"}, "created_at": 1776067320},
                {"id": 3, "conversation_id": 12, "message_type": 1, "content": NOTE, "private": True, "sender": {"name": "Yusra"}, "created_at": 1776067380},
            ],
        },
        ALL,
    ),
    "github": (
        [
            {"id": 1, "issue_url": "https://api.github.com/repos/acme/app/issues/12", "user": {"login": "ana"}, "author_association": "NONE", "body": CUSTOMER, "created_at": AT % 1},
            {"id": 2, "issue_url": "https://api.github.com/repos/acme/app/issues/12", "user": {"login": "yusra"}, "author_association": "MEMBER", "body": AGENT, "created_at": AT % 2},
        ],
        [("ana", "customer", "public", CUSTOMER), ("yusra", "agent", "public", AGENT)],
    ),
    "gitlab": (
        [
            {"id": 3, "noteable_type": "Issue", "noteable_iid": 12, "author": {"name": "Yusra"}, "body": NOTE, "internal": True, "created_at": AT % 3},
            {"id": 2, "noteable_type": "Issue", "noteable_iid": 12, "author": {"name": "Yusra"}, "body": AGENT, "internal": False, "created_at": AT % 2},
        ],
        ALL[1:],
    ),
    "servicenow": (
        {
            "result": [
                {"element": "comments", "element_id": "a1", "value": AGENT, "sys_created_by": "Yusra", "sys_created_on": "2026-04-13 08:02:00"},
                {"element": "work_notes", "element_id": "a1", "value": NOTE, "sys_created_by": "Yusra", "sys_created_on": "2026-04-13 08:03:00"},
            ]
        },
        ALL[1:],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_messages_without_their_ticket_are_a_thread(name: str, tmp_path: Path) -> None:
    """Who is who is told by them; that the ticket is missing is said."""
    page, expected = PAGES[name]
    (found,) = read(tmp_path, {f"{name}.json": page})

    assert isinstance(found, Found), found
    assert shape(found.thread) == expected
    assert found.unread[-1].startswith("the ticket itself: not in the export; export it")


def test_beside_tickets_messages_of_missing_ones_are_told(tmp_path: Path) -> None:
    """There the ticket was forgotten: none is made up."""
    ticket = {"id": 4, "subject": "Sync", "requester_id": 1, "via": {}, "comments": COMMENTS}
    found = read(tmp_path, {"tickets.json": [ticket], "12/comments.json": {"comments": COMMENTS}})
    (broken,) = (one for one in found if isinstance(one, Broken))

    assert len(found) == 2
    assert broken.why == "zendesk.comment: 3 without their ticket (first: of 12); export the tickets beside them"  # fmt: skip


def test_a_source_without_anything_said_is_told(tmp_path: Path) -> None:
    """People alone are no thread."""
    (broken,) = read(tmp_path, {"users.json": {"users": USERS}})

    assert isinstance(broken, Broken)
    assert broken.why == "no ticket in it, only what belongs to tickets; export the tickets too"
