# ruff: noqa: E501
"""Jira issues and service requests become threads."""

import html
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in


def adf(words: str) -> dict[str, Any]:
    return {
        "type": "doc",
        "version": 1,
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}],
    }


ANA = {"accountId": "a1", "displayName": "Ana Ruiz", "accountType": "customer"}
YUSRA = {"accountId": "y1", "displayName": "Yusra Haddad", "accountType": "atlassian"}
ISSUE: dict[str, Any] = {
    "id": "10077", "key": "DESK-77",
    "fields": {
        "summary": "Tills offline", "description": adf("All tills are offline."), "status": {"name": "Open"}, "priority": {"name": "Highest"},
        "issuetype": {"name": "Incident"}, "reporter": ANA, "assignee": YUSRA, "created": "2026-03-28T09:00:00.000+0100", "updated": "2026-03-29T12:00:00.000+0200",
        "labels": ["till"], "attachment": [{"filename": "till.png"}], "issuelinks": [{"type": {"outward": "blocks"}, "outwardIssue": {"key": "ENG-4"}}],
        "customfield_100": {"value": "Enterprise"}, "customfield_101": {"name": "Time to resolution", "completedCycles": [], "ongoingCycle": {"breached": False, "remainingTime": {"friendly": "2h"}}},
        "customfield_102": None, "customfield_103": "0|hzzz:",
    },
    "names": {"customfield_100": "Plan"},
}  # fmt: skip
COMMENTS: list[dict[str, Any]] = [
    {"id": "2", "self": "https://desk.example/rest/api/3/issue/10077/comment/2", "author": YUSRA, "body": adf("Vendor says 2.1 is broken."), "jsdPublic": False, "created": "2026-03-29T10:30:00.000+0200"},
    {"id": "1", "self": "https://desk.example/rest/api/3/issue/10077/comment/1", "author": YUSRA, "body": adf("We look into it."), "jsdPublic": True, "created": "2026-03-28T10:00:00.000+0100"},
    {"id": "3", "self": "https://desk.example/rest/api/3/issue/10077/comment/3", "author": {"accountId": "x9"}, "body": "h1. *Bot*", "visibility": {"type": "role", "value": "Team"}, "created": "2026-03-29T11:00:00.000+0200"},
]  # fmt: skip
THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline. [attachment: till.png]"),
    ("Yusra Haddad", "agent", "public", "We look into it."),
    ("Yusra Haddad", "agent", "internal", "Vendor says 2.1 is broken."),
    ("unknown author #x9", "agent", "internal", "Bot"),
]


def inside(comments: list[dict[str, Any]], total: int) -> dict[str, Any]:
    return ISSUE | {"fields": ISSUE["fields"] | {"comment": {"comments": comments, "total": total}}}


@pytest.mark.parametrize(
    "files",
    [
        {"x.json": inside(COMMENTS, 3)},
        {
            "x.json": {"issues": [ISSUE], "isLast": True, "expand": "names"},
            "c.json": {"comments": COMMENTS, "total": 3, "startAt": 0},
        },
    ],
)
def test_comments_inside_or_beside(tmp_path: Path, files: dict[str, Any]) -> None:
    """Sorted over a change of the clock; notes by `jsdPublic` or by who may see them."""
    thread = thread_in(tmp_path, files)

    assert shape(thread) == THREAD
    top = fields(thread)
    assert (top["Plan"], top["SLA Time to resolution"], top["Linked"]) == (
        "Enterprise",
        "running, 2h left",
        "blocks ENG-4",
    )


def test_names_of_fields_beside_a_search_and_a_cut_list_of_comments(tmp_path: Path) -> None:
    """The search embeds only some comments and says how many there are."""
    issue = {**inside(COMMENTS[:1], 9), "names": None}
    (found,) = read(
        tmp_path, {"s.json": {"issues": [issue], "names": {"summary": "Summary", "customfield_100": "Plan"}}}
    )

    assert isinstance(found, Found)
    assert fields(found.thread)["Plan"] == "Enterprise"
    assert found.unread == ("fields.comment: 1 of 9 comments are in the export",)


def test_comments_of_the_service_desk_and_changes(tmp_path: Path) -> None:
    """`public`, times in a record, the issue in the address; a change of state is the system's."""
    comment = {"id": "5", "body": "Any news?", "public": True, "author": ANA, "created": {"iso8601": "2026-03-28T11:00:00+0100", "epochMillis": 1}, "_links": {"self": "https://desk.example/rest/servicedeskapi/request/DESK-77/comment/5"}}  # fmt: skip
    log = {
        "histories": [
            {
                "author": YUSRA,
                "created": "2026-03-28T12:00:00.000+0100",
                "items": [{"field": "status", "fromString": "Open", "toString": "Done"}, {"field": "rank"}],
            }
        ]
    }
    thread = thread_in(tmp_path, {"i.json": ISSUE | {"changelog": log}, "c.json": {"values": [comment]}})

    assert shape(thread)[1:] == [
        ("Ana Ruiz", "customer", "public", "Any news?"),
        ("Yusra Haddad", "system", "public", "status: Open → Done"),
    ]


CSV = (
    "\ufeffSummary,Issue key,Issue id,Status,Priority,Assignee,Assignee Id,Reporter,Reporter Id,Created,Labels,Labels,Description,Attachment,Custom field (Time to resolution),Comment,Comment\r\n"
    "Tills offline,DESK-77,10077,Open,Highest,Yusra Haddad,y1,Ana Ruiz,a1,28/Mar/26 9:00 AM,till,pos,All *tills* are offline.,28/Mar/26 9:00 AM;a1;till.png;https://desk.example/till.png,2h 10m,"
    '"28/Mar/26 10:30 AM;y1;Vendor; says\r\n\r\n{quote}2.1{quote}",28/Mar/26 10:00 AM;712020:1b4e28ba-2fa1-11d2-883f-0016d3cca427;Same here.,29/Mar/26 8:00 AM;a1;Any news?\r\n'
)


def test_the_csv_with_a_column_a_comment(tmp_path: Path) -> None:
    """Rows wider than the header, cells with semicolons and empty lines; nobody tells who may read."""
    thread = thread_in(tmp_path, {"x.csv": CSV})

    assert shape(thread) == [
        (
            "Ana Ruiz",
            "customer",
            "public",
            "All tills are offline. [attachment: till.png]",
        ),
        ("unknown author #712020:1b4e28ba-2fa1-11d2-883f-0016d3cca427", "agent", "unknown", "Same here."),
        ("Yusra Haddad", "agent", "unknown", "Vendor; says > 2.1"),
        ("Ana Ruiz", "customer", "unknown", "Any news?"),
    ]
    assert thread.messages[1].sent_words == "28/Mar/26 9:00 AM"
    assert thread.messages[1].sent_at == datetime(2026, 3, 28, 9)
    assert fields(thread)["Labels"] == "till, pos"
    assert fields(thread)["Time to resolution"] == "2h 10m"


RSS = f"""<!-- RSS generated by JIRA (9.12.0) -->
<rss version="0.92"><channel><title>Desk</title><issue start="0" end="1" total="1"/><item>
<title>[DESK-77] Tills offline</title><link>https://desk.example/browse/DESK-77</link><key id="10077">DESK-77</key>
<summary>Tills offline</summary><type id="1">Incident</type><priority id="1">Highest</priority><status id="1">Open</status>
<reporter username="JIRAUSER1">Ana Ruiz</reporter><assignee username="JIRAUSER2">Yusra Haddad</assignee>
<created>Sat, 28 Mar 2026 09:00:00 +0100</created><labels><label>till</label><label>pos</label></labels>
<description>{html.escape("<p>All <b>tills</b> are offline.</p>")}</description>
<comments><comment id="1" author="JIRAUSER2" created="Sat, 28 Mar 2026 10:00:00 +0100">{html.escape("<p>We look &amp; see.</p>")}</comment>
<comment id="2" author="JIRAUSER9" created="Sat, 28 Mar 2026 11:00:00 +0100" grouplevel="team">Broken</comment></comments>
<attachments><attachment id="1" name="till.png"/></attachments><customfields><customfield id="customfield_1">
<customfieldname>Plan</customfieldname><customfieldvalues><customfieldvalue>Enterprise</customfieldvalue></customfieldvalues>
</customfield></customfields></item></channel></rss>"""


def test_the_rss_with_escaped_html(tmp_path: Path) -> None:
    """Authors by account, a group that alone may see a comment."""
    thread = thread_in(tmp_path, {"x.xml": RSS})

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "All tills are offline. [attachment: till.png]"),
        ("Yusra Haddad", "agent", "public", "We look & see."),
        ("unknown author #JIRAUSER9", "agent", "internal", "Broken"),
    ]
    assert (fields(thread)["Plan"], fields(thread)["Labels"]) == ("Enterprise", "till, pos")


def test_a_request_of_the_portal(tmp_path: Path) -> None:
    """What was asked are its fields; comments tell who may read them; an SLA says where it stands."""
    at = {"iso8601": "2026-04-13T10:01:00+0200", "epochMillis": 1776067260000}
    ana = {"accountId": "a1", "displayName": "Ana Ruiz", "emailAddress": "ana@pine.example"}
    yusra = {"accountId": "y1", "displayName": "Yusra"}
    request = {
        "_expands": [], "issueId": "10001", "issueKey": "DESK-7", "createdDate": at, "reporter": ana,
        "requestFieldValues": [
            {"fieldId": "summary", "label": "In short", "value": "Sync fails"},
            {"fieldId": "description", "label": "Describe", "value": "The sync *fails*."},
            {"fieldId": "customfield_1", "label": "Plan", "value": {"value": "Enterprise"}},
        ],
        "currentStatus": {"status": "Waiting for support"},
        "sla": {"values": [{"name": "Time to resolution", "ongoingCycle": {"breached": True}}]},
        "attachments": {"values": [{"filename": "log.txt"}]},
        "comments": {"size": 2, "values": [
            {"id": "1", "body": "We are checking.", "public": True, "author": yusra, "created": at},
            {"id": "2", "body": "A regression.", "public": False, "author": yusra, "created": at},
        ]},
    }  # fmt: skip
    thread = thread_in(tmp_path, {"r.json": request})

    assert shape(thread) == [
        ("Ana Ruiz", "customer", "public", "The sync fails. [attachment: log.txt]"),
        ("Yusra", "agent", "public", "We are checking."),
        ("Yusra", "agent", "internal", "A regression."),
    ]
    told = fields(thread)
    assert (thread.subject, told["Status"], told["Plan"]) == (
        "Sync fails",
        "Waiting for support",
        "Enterprise",
    )
    assert told["SLA Time to resolution"] == "breached"
