"""GitHub issues become threads."""

from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread.readers.export import Found
from thread.readers.reading import fields, read, shape, thread_in

GH: dict[str, Any] = {
    "number": 57,
    "title": "Export stops",
    "body": "It stops at 50 %.\r\n\r\n```\nE-12\n```",
    "state": "OPEN",
    "author": {"login": "ana-ruiz", "is_bot": False},
    "labels": [{"name": "bug"}, {"name": "export"}],
    "assignees": [],
    "createdAt": "2026-04-13T09:00:00Z",
    "url": "https://github.example/acme/tool/issues/57",
    "comments": [
        {
            "author": {"login": "yusra"},
            "authorAssociation": "MEMBER",
            "body": "Reproduced on main.",
            "createdAt": "2026-04-13T10:00:00Z",
            "isMinimized": False,
        },
        {
            "author": None,
            "authorAssociation": "NONE",
            "body": "buy now",
            "createdAt": "2026-04-13T11:00:00Z",
            "isMinimized": True,
            "minimizedReason": "spam",
        },
    ],
}
REST: dict[str, Any] = {
    "number": 57,
    "title": "Export stops",
    "body": "It stops.",
    "state": "open",
    "user": {"login": "ana-ruiz", "type": "User"},
    "author_association": "NONE",
    "comments": 3,
    "created_at": "2026-04-13T09:00:00Z",
    "html_url": "https://github.example/acme/tool/issues/57",
    "url": "https://api.github.example/repos/acme/tool/issues/57",
    "labels": [],
    "assignees": [{"login": "yusra"}],
}
COMMENT: dict[str, Any] = {
    "issue_url": REST["url"],
    "user": {"login": "stale[bot]", "type": "Bot"},
    "author_association": "NONE",
    "body": "No activity.",
    "created_at": "2026-05-13T10:00:00Z",
}


def test_an_issue_of_the_command_line_client(tmp_path: Path) -> None:
    """Members speak for the repository, whoever opened it is the customer, spam is marked and kept."""
    thread = thread_in(tmp_path, {"57.json": GH})

    assert shape(thread) == [
        ("ana-ruiz", "customer", "public", "It stops at 50 %. ``` E-12 ```"),
        ("yusra", "agent", "public", "Reproduced on main."),
        ("ghost", "customer", "public", "buy now [hidden by the repository: spam]"),
    ]
    assert fields(thread)["Labels"] == "bug, export"
    assert fields(thread)["Link"] == GH["url"]


def test_rest_comments_are_joined_and_missing_ones_told(tmp_path: Path) -> None:
    """By their issue's address; a bot is the system."""
    (found,) = read(tmp_path, {"issue.json": REST, "comments.json": [COMMENT]})

    assert isinstance(found, Found)
    assert shape(found.thread)[1] == ("stale[bot]", "system", "public", "No activity.")
    assert found.unread == ("comments: 1 of 3 are in the export",)


@pytest.mark.parametrize("held", [{"data": {"repository": {"hasIssuesEnabled": True, "issue": GH}}}, [GH]])
def test_an_issue_is_found_in_its_envelope(tmp_path: Path, held: object) -> None:
    """GraphQL's, or a list's."""
    assert len(shape(thread_in(tmp_path, {"x.json": held}))) == 3


@pytest.mark.parametrize(
    ("login", "role"),
    [
        ("github-actions", "system"),
        ("dependabot[bot]", "system"),
        ("app/renovate", "system"),
        ("acme-release-bot", "system"),
        ("abbot", "customer"),
    ],
)
def test_bots_are_known_by_their_names(login: str, role: str, tmp_path: Path) -> None:
    """`gh` marks the author of an issue as a bot, but no author of a comment."""
    comment = {"author": {"login": login}, "authorAssociation": "NONE", "body": "Stale."}
    issue = {
        "number": 1,
        "title": "x",
        "author": {"login": "ana"},
        "body": "It fails.",
        "comments": [comment],
    }
    thread = thread_in(tmp_path, {"i.json": issue})

    assert shape(thread)[1] == (login, role, "public", "Stale.")
