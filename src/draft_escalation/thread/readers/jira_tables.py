"""Jira's CSV export (a column a comment) and its RSS export (HTML in comments)."""

import re
from collections.abc import Iterator, Mapping

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import (
    files,
    first,
    html,
    listed,
    moment,
    record,
    records,
    said,
    unknown,
)
from draft_escalation.thread.readers.reader import Fields, Side, TicketFormat
from draft_escalation.thread.readers.wiki import wiki_text
from draft_escalation.thread.ticket import Entry, Ticket

_STAMP = re.compile(r"[\w/.,: -]{6,40}")
_ACCOUNT = re.compile(r"(?:\d{1,12}:)?[0-9a-f-]{24,40}|JIRAUSER\d{1,12}")
_SHOWN = (
    "Issue Type", "Status", "Priority", "Resolution", "Assignee", "Due Date", "Environment", "Component/s",
    "Labels", "Satisfaction rating",
)  # fmt: skip


def _is_row(one: Fields) -> bool:
    return "Issue key" in one and "Summary" in one


def _row(one: Fields, _side: Side) -> Ticket:
    people = _people(one)
    reporter = first(one, "Reporter", "Creator")
    sent_at, sent_words = moment(_cell(one, "Created"))
    attached = files([_file(cell) for cell in _cells(one, "Attachment")])
    opening = Entry(
        reporter or "unknown author",
        "customer",
        wiki_text(_cell(one, "Description")),
        sent_at=sent_at,
        sent_words=sent_words,
        files=attached,
    )
    comments = [_comment(cell, people, reporter) for cell in _cells(one, "Comment")]
    return Ticket(
        id=_cell(one, "Issue key"),
        subject=_cell(one, "Summary") or None,
        fields=tuple(_row_fields(one)),
        entries=(opening, *comments),
        unread=tuple(
            f"Comment {number}: without time and author"
            for number, one in enumerate(comments, 1)
            if not one.author
        ),
    )


def _file(cell: str) -> str:
    """The name in an attachment's cell: `time;author;name;address`; of another cell its end."""
    found = cell.split(";")
    return ";".join(found[2:-1]) or found[-1]


def _row_fields(one: Fields) -> Iterator[tuple[str, str]]:
    yield "Ticket", _cell(one, "Issue key")
    yield "Requester", _cell(one, "Reporter")
    for name in _SHOWN:
        yield name, ", ".join(_cells(one, name))
    for name in one:
        if name.startswith("Custom field ("):
            yield name.removeprefix("Custom field (").removesuffix(")"), ", ".join(_cells(one, name))


def _cells(one: Fields, name: str) -> list[str]:
    value = one.get(name)
    return [words for cell in (value if isinstance(value, list) else [value]) if (words := said(cell))]


def _cell(one: Fields, name: str) -> str:
    return next(iter(_cells(one, name)), "")


def _people(one: Fields) -> dict[str, str]:
    """Names by account, as far as the row tells."""
    pairs = ((_cell(one, f"{role} Id"), _cell(one, role)) for role in ("Reporter", "Assignee", "Creator"))
    return {account: name for account, name in pairs if account and name}


def _comment(cell: str, people: Mapping[str, str], reporter: str) -> Entry:
    """A comment's cell: `time;author;text`; another cell is a text without author."""
    stamp, _, rest = cell.partition(";")
    account, mark, text = rest.partition(";")
    sent_at, sent_words = moment(stamp) if _STAMP.fullmatch(stamp) else (None, None)
    if not mark or sent_words is None:
        return Entry(None, "unknown", wiki_text(cell), "unknown", guessed=True)
    author = _name(account.strip(), people)
    role: Role = "customer" if author == reporter else "agent"
    return Entry(author, role, wiki_text(text), "unknown", sent_at, sent_words, guessed=role == "agent")


def _name(account: str, people: Mapping[str, str]) -> str:
    return people.get(account) or (
        unknown(account) if _ACCOUNT.fullmatch(account) or not account else account
    )


def _is_item(one: Fields) -> bool:
    return one.get("@key") == "item" and "key" in one and "summary" in one


def _item(one: Fields, _side: Side) -> Ticket:
    people = dict(_item_people(one))
    reporter = record(one.get("reporter"))
    reported_by = _text(one.get("reporter")) or "unknown author"
    sent_at, sent_words = moment(_text(one.get("created")))
    attached = files(record(one.get("attachments")).get("attachment"), "@name")
    opening = Entry(
        reported_by,
        "customer",
        html(_text(one.get("description"))),
        sent_at=sent_at,
        sent_words=sent_words,
        files=attached,
    )
    comments = records(record(one.get("comments")).get("comment"))
    return Ticket(
        id=_text(one.get("key")),
        subject=_text(one.get("summary")) or None,
        fields=tuple(_item_fields(one)),
        entries=(opening, *(_item_comment(comment, people, reporter) for comment in comments)),
    )


def _text(value: object) -> str:
    return first(value, "#text") if isinstance(value, dict) else listed(value, "#text")


def _item_people(one: Fields) -> Iterator[tuple[str, str]]:
    for person in (record(one.get("reporter")), record(one.get("assignee"))):
        for account in ("@username", "@accountid"):
            if person.get(account) and person.get("#text"):
                yield said(person[account]), said(person["#text"])


def _item_comment(comment: Fields, people: Mapping[str, str], reporter: Fields) -> Entry:
    account = first(comment, "@author")
    sent_at, sent_words = moment(comment.get("@created"))
    role: Role = (
        "customer"
        if account and account in {first(reporter, "@username"), first(reporter, "@accountid")}
        else "agent"
    )
    return Entry(
        _name(account, people),
        role,
        html(comment.get("#text")),
        "internal" if first(comment, "@grouplevel", "@rolelevel") else "public",
        sent_at,
        sent_words,
        guessed=role == "agent",
    )


def _item_fields(one: Fields) -> Iterator[tuple[str, str]]:
    shown = ("type", "status", "priority", "resolution", "assignee", "due", "environment", "component")
    yield "Ticket", _text(one.get("key"))
    yield "Link", _text(one.get("link"))
    yield "Requester", _text(one.get("reporter"))
    yield from ((name.capitalize(), html(_text(one.get(name)))) for name in shown)
    yield "Labels", listed(record(one.get("labels")).get("label"), "#text")
    for field in records(record(one.get("customfields")).get("customfield")):
        values = record(field.get("customfieldvalues")).get("customfieldvalue")
        yield first(field, "customfieldname"), html(listed(values, "#text"))


ROWS = (
    TicketFormat("Jira CSV export", _is_row, _row),
    TicketFormat("Jira RSS export", _is_item, _item),
)
