"""Jira issues and service requests: REST with comments inside or beside, CSV, RSS.

Text is Atlassian's document format, wiki markup or HTML. On a service desk `jsdPublic` tells notes from
replies; elsewhere a comment that only a role or group sees is internal. CSV tells neither, so there the
visibility is unknown. Whoever reported the issue is the customer; who answers is taken for an agent.
"""

import re
from collections.abc import Iterator
from typing import Any

from draft_escalation.thread.model import Role, Visibility
from draft_escalation.thread.readers.adf import adf_text, is_adf
from draft_escalation.thread.readers.foreign import (
    files,
    first,
    html,
    moment,
    no,
    record,
    records,
    said,
    unknown,
)
from draft_escalation.thread.readers.jira_fields import fields_of
from draft_escalation.thread.readers.jira_tables import ROWS
from draft_escalation.thread.readers.jsm import as_issue, is_request
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.readers.wiki import wiki_text
from draft_escalation.thread.ticket import Entry, Ticket

_COMMENT, _NAMES = "jira.comment", "jira.names"
_ISSUE = re.compile(r"/(?:issue|request)/([\w-]{1,60})/comment\b")
_TOLD_CHANGES = {"status", "priority", "resolution"}


def _is_issue(one: Fields) -> bool:
    return "key" in one and isinstance(one.get("fields"), dict) and "iid" not in one


def _ticket(one: Fields, side: Side) -> Ticket:
    fields = record(one["fields"])
    reporter = record(fields.get("reporter"))
    inside = record(fields.get("comment"))
    comments: list[Fields] = [*records(inside.get("comments") or [])]
    comments += [*side.all(_COMMENT, one["key"]), *side.all(_COMMENT, one.get("id"))]
    distinct = {said(comment.get("id")) or str(n): comment for n, comment in enumerate(comments)}.values()
    return Ticket(
        id=said(one["key"]),
        subject=first(fields, "summary") or None,
        fields=fields_of(one, record(one.get("names")) or side.one(_NAMES, one.get("@part")) or {}),
        entries=(
            _opening(fields, reporter),
            *(_entry(comment, reporter) for comment in distinct),
            *_changes(one),
        ),
        unread=tuple(_cut(inside, len(distinct))),
    )


def _request(one: Fields, side: Side) -> Ticket:
    return _ticket(as_issue(one), side)


def _cut(inside: Fields, there: int) -> Iterator[str]:
    total = inside.get("total")
    if isinstance(total, int) and total > there:
        yield f"fields.comment: {there} of {total} comments are in the export"


def _opening(fields: Fields, reporter: Fields) -> Entry:
    sent_at, sent_words = moment(_created(fields))
    attached = files(fields.get("attachment") or [], "filename")
    person = reporter or record(fields.get("creator"))
    return Entry(
        author=_who(person),
        role="customer",
        text=_words(fields, "description"),
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(person, "emailAddress") or None,
        files=attached,
    )


def _entry(comment: Fields, reporter: Fields) -> Entry:
    author = record(comment.get("author"))
    sent_at, sent_words = moment(_created(comment))
    visibility = _visibility(comment)
    role, guessed = _role(author, reporter, visibility)
    return Entry(
        author=_who(author),
        role=role,
        text=_words(comment, "body"),
        visibility=visibility,
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(author, "emailAddress") or None,
        guessed=guessed,
    )


def _created(one: Fields) -> object:
    created = one.get("created")
    return created.get("iso8601") or created.get("epochMillis") if isinstance(created, dict) else created


def _who(person: Fields) -> str:
    return first(person, "displayName", "name") or unknown(first(person, "accountId", "key"))


def _visibility(comment: Fields) -> Visibility:
    restricted = isinstance(comment.get("visibility"), dict) and comment["visibility"]
    return "internal" if restricted or no(comment.get("jsdPublic", comment.get("public"))) else "public"


def _role(author: Fields, reporter: Fields, visibility: Visibility) -> tuple[Role, bool]:
    """Who wrote it, and whether that is a guess."""
    kind = first(author, "accountType")
    if kind == "app":
        return "system", False
    if kind == "customer":
        return "customer", False
    known = any(
        first(author, key) and first(author, key) == first(reporter, key) for key in ("accountId", "key")
    )
    named = not first(author, "accountId", "key") and _who(author) == _who(reporter)
    if known or named:
        return "customer", False
    return "agent", visibility != "internal"


def _words(one: Fields, name: str) -> str:
    body = one.get(name)
    if is_adf(body):
        return adf_text(record(body))
    if rendered := first(one, "renderedBody") if name == "body" else "":
        return html(rendered)
    return wiki_text(said(body))


def _changes(one: Fields) -> Iterator[Entry]:
    for history in records(record(one.get("changelog")).get("histories") or []):
        at, words = moment(history.get("created"))
        for item in records(history.get("items") or []):
            if item.get("field") in _TOLD_CHANGES:
                change = f"{item['field']}: {first(item, 'fromString')} → {first(item, 'toString')}"
                yield Entry(
                    _who(record(history.get("author"))), "system", change, sent_at=at, sent_words=words
                )


def _is_comment(one: Fields) -> bool:
    return "body" in one and "author" in one and "created" in one and _issue_of(one) is not None


def _issue_of(one: Fields) -> str | None:
    address = first(one, "self") or first(record(one.get("_links")), "self")
    found = _ISSUE.search(address)
    return found[1] if found else None


def _names_fields(one: Fields) -> bool:
    return one.get("@key") == "names" and "summary" in one


def _edition(one: Fields) -> tuple[str, str]:
    fields: dict[str, Any] = record(one.get("fields"))
    return f"{first(one, 'self', 'id')} {said(one['key'])} {first(fields, 'created')}", first(
        fields, "updated"
    )


SYSTEM = System(
    tickets=(
        TicketFormat("Jira issue", _is_issue, _ticket, _edition),
        TicketFormat("Jira Service Management request", is_request, _request),
        *ROWS,
    ),
    beside=(
        SideFormat(_COMMENT, _is_comment, _issue_of, stand_in=lambda key: {"key": key, "fields": {}}),
        SideFormat(_NAMES, _names_fields, lambda one: first(one, "@part") or None, says=False),
    ),
)
