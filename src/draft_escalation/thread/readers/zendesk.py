"""Zendesk tickets: the account's export (one a line, or XML) and the API's, with what lies beside them.

Comments stand inside the ticket, or in files of their own, or in audits; people and organisations beside
them, inside them, or nowhere. The API's comments name no ticket: their file's name does. A comment is for
the team where `public` is false. The description is the first comment once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import (
    files,
    first,
    html,
    moment,
    named,
    no,
    number_in_name,
    record,
    records,
    repeated,
    said,
    unknown,
)
from draft_escalation.thread.readers.rails import from_rails
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.readers.zendesk_fields import fields_of
from draft_escalation.thread.ticket import Entry, Ticket

_COMMENT, _AUDIT, _USER = "zendesk.comment", "zendesk.audit", "zendesk.user"
_SYSTEM_ID = "-1"
_STAFF = {"agent", "admin", "4", "2"}
_TOLD_CHANGES = {"status", "priority"}


def _is_ticket(one: Fields) -> bool:
    return (
        "subject" in one
        and ("requester_id" in one or "requester" in one)
        and any(name in one for name in ("submitter_id", "raw_subject", "via", "custom_status_id"))
        and "responder_id" not in one
    )


def _is_xml_ticket(one: Fields) -> bool:
    return "requester-id" in one and ("nice-id" in one or "submitter-id" in one) and "display-id" not in one


@dataclass(frozen=True, slots=True)
class _Desk:
    """One ticket with the people around it."""

    one: Fields
    side: Side

    def author(self, number: str) -> dict[str, Any]:
        inside = [record(self.one.get(name)) for name in ("requester", "submitter", "assignee")]
        inside += list(records(self.one.get("collaborators") or []))
        held = next((person for person in inside if said(person.get("id")) == number), None)
        return {**(self.side.one(_USER, number) or {}), **(held or {})}

    def id_of(self, name: str) -> str:
        return first(self.one, f"{name}_id") or first(record(self.one.get(name)), "id")

    def role(self, number: str, person: Fields, *, internal: bool) -> tuple[Role, bool]:
        """Who somebody is here, and whether that is a guess."""
        if number == _SYSTEM_ID:
            return "system", False
        if number and number == self.id_of("requester"):
            return "customer", False
        if role := first(person, "role", "roles"):
            return ("agent" if role in _STAFF else "customer"), False
        if internal or (number and number == self.id_of("assignee")):
            return "agent", False
        return "unknown", True


def _ticket(one: Fields, side: Side) -> Ticket:
    desk = _Desk(one, side)
    number = first(one, "id", "nice_id")
    comments = _comments(one, side)
    entries = [_entry(comment, desk) for comment in comments]
    known = {said(comment.get("id")) for comment in comments}
    entries += [entry for audit in side.all(_AUDIT, number) for entry in _audited(audit, desk, known)]
    cut = tuple(_cut(one, sum(entry.role != "system" for entry in entries)))
    if not repeated(said(one.get("description")), (entry.text for entry in entries)):
        entries.insert(0, _description(one, desk))
    people = {name: named(desk.author(desk.id_of(name))) for name in ("requester", "assignee")}
    return Ticket(
        id=number,
        subject=first(one, "subject", "raw_subject") or None,
        fields=fields_of(one, side, people, [entry.text for entry in entries]),
        entries=tuple(entries),
        unread=cut,
    )


def _xml_ticket(one: Fields, side: Side) -> Ticket:
    return _ticket(from_rails(one), side)


def _is_suspended(one: Fields) -> bool:
    return {"cause", "content", "author", "recipient"} <= set(one)


def _suspended(one: Fields, side: Side) -> Ticket:
    """A mail that Zendesk keeps apart, with its cause: it never became a ticket."""
    writer = {**record(one.get("author")), "role": "end-user"}
    mail = {"author": writer, "created_at": one.get("created_at"), "body": one.get("content"), "public": True}
    fields = (("Suspended", first(one, "cause")), ("Recipient", first(one, "recipient")))
    return Ticket(
        id=first(one, "id"),
        subject=first(one, "subject") or None,
        fields=tuple(pair for pair in fields if pair[1]),
        entries=(_entry(mail | {"attachments": one.get("attachments")}, _Desk(one, side)),),
    )


def _comments(one: Fields, side: Side) -> list[Fields]:
    """Inside the ticket, under its number, or in the one file that holds ticket and comments."""
    inside = one.get("comments")
    found: list[Fields] = [*records(inside if isinstance(inside, list) else [])]
    found += side.all(_COMMENT, first(one, "id", "nice_id"))
    if one.get("@key") == "ticket" and (place := number_in_name(one)) != first(one, "id"):
        found += side.all(_COMMENT, place)
    return list({said(comment.get("id")) or str(n): comment for n, comment in enumerate(found)}.values())


def _cut(one: Fields, there: int) -> Iterator[str]:
    total = first(one, "comment_count")
    if total.isdigit() and int(total) > there:
        yield f"comments: {there} of {total} are in the export"
    elif not there and first(one, "status") != "deleted":
        yield "comments: none in the export; export tickets/ID/comments.json beside the tickets"
    if first(one, "status") == "deleted":
        yield "status: the ticket was deleted in Zendesk"


def _entry(comment: Fields, desk: _Desk) -> Entry:
    number = first(comment, "author_id") or first(record(comment.get("author")), "id")
    person = {**desk.author(number), **record(comment.get("author"))}
    internal = no(comment.get("public", comment.get("is_public")))
    role, guessed = desk.role(number, person, internal=internal)
    sent_at, sent_words = moment(comment.get("created_at"))
    fallback = "Zendesk" if number == _SYSTEM_ID else unknown(number)
    return Entry(
        author=first(person, "name", "email", "phone") or fallback,
        role=role,
        text=_words(comment),
        visibility="internal" if internal else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(person, "email") or None,
        files=files(comment.get("attachments"), "file_name", "filename", "content_url", "url"),
        guessed=guessed,
    )


def _words(comment: Fields) -> str:
    spoken = first(record(comment.get("data")), "transcription_text")
    body = first(comment, "plain_body") or html(comment.get("html_body")) or first(comment, "body", "value")
    return "\n".join(filter(None, (body, spoken and f"[spoken: {spoken}]")))


def _audited(audit: Fields, desk: _Desk, known: set[str]) -> Iterator[Entry]:
    """What an audit says and what it changes; its comments where they are not known otherwise."""
    for event in records(audit.get("events") or []):
        inherited = {"author_id": audit.get("author_id"), "created_at": audit.get("created_at")}
        given = {name: value for name, value in event.items() if value is not None}
        if event.get("type") in {"Comment", "VoiceComment"} and said(event.get("id")) not in known:
            yield _entry(inherited | given, desk)
        elif event.get("field_name") in _TOLD_CHANGES and event.get("type") == "Change":
            at, words = moment(audit.get("created_at"))
            change = (
                f"{event['field_name']}: {said(event.get('previous_value'))} → {said(event.get('value'))}"
            )
            yield Entry("Zendesk", "system", change, sent_at=at, sent_words=words)


def _description(one: Fields, desk: _Desk) -> Entry:
    writer = desk.id_of("submitter") or desk.id_of("requester")
    opening = {"author_id": writer, "created_at": one.get("created_at"), "body": one.get("description")}
    return _entry(opening | {"public": one.get("is_public")}, desk)


def _is_comment(one: Fields) -> bool:
    body = "body" in one or "plain_body" in one or "html_body" in one
    return "author_id" in one and body and "public" in one and "sender" not in one


def _ticket_of(one: Fields) -> str | None:
    return first(one, "ticket_id") or number_in_name(one)


def _stand_in(number: str) -> Fields:
    return {"id": number, "subject": None, "requester_id": None, "via": None}


def _is_audit(one: Fields) -> bool:
    return isinstance(one.get("events"), list) and "ticket_id" in one and "author_id" in one


def _is_user(one: Fields) -> bool:
    return (
        "role" in one and "email" in one and ("name" in one) and ("organization_id" in one or "locale" in one)
    )


def _is_xml_user(one: Fields) -> bool:
    return one.get("@key") == "user" and "roles" in one and "email" in one


def _id(one: Fields) -> str | None:
    return first(one, "id") or first(record(one.get("id")), "#text") or None


def _identity(one: Fields) -> tuple[str, str]:
    return f"{first(one, 'id')} {first(one, 'created_at')}", first(one, "updated_at")


SYSTEM = System(
    tickets=(
        TicketFormat("Zendesk export", _is_ticket, _ticket, _identity),
        TicketFormat("Zendesk XML export", _is_xml_ticket, _xml_ticket),
        TicketFormat("Zendesk suspended ticket", _is_suspended, _suspended),
    ),
    beside=(
        SideFormat(_COMMENT, _is_comment, _ticket_of, stand_in=_stand_in),
        SideFormat(_AUDIT, _is_audit, lambda one: first(one, "ticket_id") or None, stand_in=_stand_in),
        SideFormat(_USER, _is_user, _id, says=False),
        SideFormat(_USER, _is_xml_user, _id, says=False),
        SideFormat("zendesk.organization", lambda one: "domain_names" in one, _id, says=False),
        SideFormat("zendesk.field", lambda one: "title_in_portal" in one, _id, says=False),
        SideFormat(
            "zendesk.group", lambda one: one.get("@key") == "groups" and "name" in one, _id, says=False
        ),
        SideFormat(
            "zendesk.metric",
            lambda one: "metric" in one and "instance_id" in one,
            lambda one: first(one, "ticket_id") or None,
            says=False,
        ),
    ),
)
