"""GitHub issues: `gh issue view --json`, REST issues with their comments beside them, GraphQL nodes.

Whoever belongs to the repository (owner, member, collaborator) speaks for it; a bot is the system. Bodies are
Markdown and stay as they are. A deleted account is `ghost` in REST and null in GraphQL.
"""

from collections.abc import Iterator
from typing import Any

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, listed, moment, record, records, said
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_STAFF = {"OWNER", "MEMBER", "COLLABORATOR"}
_COMMENT = "github.comment"
_BOTS = {"codecov", "dependabot", "github-actions", "linear", "mergify", "renovate", "sentry-io", "stale"}


def _is_issue(one: Fields) -> bool:
    return (
        "number" in one
        and "title" in one
        and ("author" in one or "user" in one)
        and any(
            name in one for name in ("author_association", "stateReason", "html_url", "assignees", "comments")
        )
        and "iid" not in one
    )


def _holds_issue(one: Fields) -> bool:
    """A repository of GraphQL that holds the issue."""
    return isinstance(one.get("issue"), dict) and "title" in one["issue"] and "number" in one["issue"]


def _held(one: Fields, side: Side) -> Ticket:
    return _ticket(one["issue"], side)


def _ticket(one: Fields, side: Side) -> Ticket:
    comments = [*_inside(one), *side.all(_COMMENT, one.get("url")), *side.all(_COMMENT, one.get("number"))]
    said_first = _entry(one, opens=True)
    return Ticket(
        id=said(one["number"]),
        subject=said(one["title"]),
        fields=(
            ("Ticket", f"#{said(one['number'])}"),
            ("Link", first(one, "html_url", "url")),
            ("State", first(one, "state")),
            ("Labels", listed(one.get("labels"), "name")),
            ("Assignee", listed(one.get("assignees"), "login", "name")),
            ("Milestone", first(record(one.get("milestone")), "title")),
        ),
        entries=(said_first, *(_entry(comment) for comment in comments)),
        unread=tuple(_cut(one, len(comments))),
    )


def _inside(one: Fields) -> Iterator[dict[str, Any]]:
    comments = one.get("comments")
    yield from records(record(comments).get("nodes") if isinstance(comments, dict) else comments or [])


def _cut(one: Fields, there: int) -> Iterator[str]:
    comments = one.get("comments")
    total = comments if isinstance(comments, int) else record(comments).get("totalCount")
    if isinstance(total, int) and total > there:
        yield f"comments: {there} of {total} are in the export"


def _entry(one: Fields, *, opens: bool = False) -> Entry:
    author = record(one.get("author") or one.get("user"))
    sent_at, sent_words = moment(one.get("createdAt") or one.get("created_at"))
    standing = first(one, "author_association", "authorAssociation")
    hidden = first(one, "minimizedReason") if one.get("isMinimized") else ""
    return Entry(
        author=first(author, "login", "name") or "ghost",
        role=_role(author, standing, opens=opens),
        text=said(one.get("body")) + (f"\n[hidden by the repository: {hidden}]" if hidden else ""),
        sent_at=sent_at,
        sent_words=sent_words,
        guessed=not standing,
    )


def _role(author: Fields, standing: str, *, opens: bool) -> Role:
    if first(author, "type") == "Bot" or author.get("is_bot") or _is_bot(first(author, "login")):
        return "system"
    if standing in _STAFF:
        return "agent"
    return "customer" if standing or opens else "unknown"


def _is_bot(login: str) -> bool:
    """By its name: `gh` leaves the mark of a comment's author out."""
    return login.endswith(("[bot]", "-bot")) or login.startswith("app/") or login in _BOTS


def _is_comment(one: Fields) -> bool:
    return "issue_url" in one and "body" in one


def _issue_of(one: Fields) -> str | None:
    return said(one.get("issue_url")) or None


def _stand_in(address: str) -> Fields:
    return {"url": address, "number": address.rpartition("/")[2], "title": "", "user": None, "assignees": []}


SYSTEM = System(
    tickets=(
        TicketFormat("GitHub issue", _is_issue, _ticket),
        TicketFormat("GitHub issue", _holds_issue, _held),
    ),
    beside=(SideFormat(_COMMENT, _is_comment, _issue_of, stand_in=_stand_in),),
)
