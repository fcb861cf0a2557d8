"""Freshdesk tickets: the account's export (JSON or XML), the API's versions 1 and 2.

Notes stand inside the ticket or, in version 2, beside it. `body` is plain where `body_html` stands beside it
(version 1), HTML otherwise. `incoming` is the customer's, `private` the team's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import (
    files,
    first,
    html,
    moment,
    record,
    records,
    repeated,
    said,
    unknown,
    yes,
)
from draft_escalation.thread.readers.freshdesk_fields import fields_of
from draft_escalation.thread.readers.rails import from_rails
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_NOTE, _PERSON = "freshdesk.conversation", "freshdesk.person"
_WRAPPERS = ("user", "agent", "contact")
_INSIDE = ("notes", "helpdesk_notes", "conversations")
_EMBEDDED = 10
_OUTBOUND = "10"


def _is_ticket(one: Fields) -> bool:
    return "subject" in one and "responder_id" in one and "requester_id" in one


def _is_wrapped(one: Fields) -> bool:
    return isinstance(one.get("helpdesk_ticket"), dict)


def _is_xml(one: Fields) -> bool:
    return "display-id" in one and "subject" in one


def _wrapped(one: Fields, side: Side) -> Ticket:
    return _ticket({"@part": one.get("@part"), **one["helpdesk_ticket"]}, side)


def _xml(one: Fields, side: Side) -> Ticket:
    return _ticket(from_rails(one), side)


@dataclass(frozen=True, slots=True)
class _Desk:
    one: Fields
    side: Side

    def person(self, number: str) -> dict[str, str]:
        """Name and address of somebody, as far as the ticket or a file beside it tells."""
        found = self.side.one(_PERSON, number) or {}
        for name in _WRAPPERS:
            found = record(found.get(name)) or found
        if number and number == first(self.one, "requester_id"):
            found = {"name": self.one.get("requester_name"), **found, **record(self.one.get("requester"))}
        if number and number == first(self.one, "responder_id"):
            found = {"name": self.one.get("responder_name"), **found}
        return {"name": first(found, "name"), "email": first(found, "email")}


def _ticket(one: Fields, side: Side) -> Ticket:
    desk = _Desk(one, side)
    notes = list(_notes(one, side))
    entries = [_entry(note, desk) for note in notes]
    opening = _opening(one, desk)
    if not repeated(opening.text, (entry.text for entry in entries if entry.role == opening.role)):
        entries.insert(0, opening)
    return Ticket(
        id=first(one, "display_id", "id"),
        subject=first(one, "subject") or None,
        fields=fields_of(
            one, side, desk.person(first(one, "requester_id")), desk.person(first(one, "responder_id"))
        ),
        entries=tuple(entries),
        unread=tuple(_told(one, len(notes))),
    )


def _notes(one: Fields, side: Side) -> Iterator[Fields]:
    seen = set[str]()
    inside = [note for name in _INSIDE for note in records(one.get(name) or [])]
    for note in (*inside, *side.all(_NOTE, first(one, "id"))):
        bare = record(note.get("note") or note.get("helpdesk_note")) or note
        number = first(bare, "id")
        if not number or number not in seen:
            seen.add(number)
            yield bare


def _told(one: Fields, there: int) -> Iterator[str]:
    inside = one.get("conversations")
    if isinstance(inside, list) and len(inside) == there == _EMBEDDED:
        yield "conversations: only the first 10 are embedded; export tickets/ID/conversations beside them"
    if not there and not any(name in one for name in _INSIDE):
        yield "conversations: none in the export; export tickets/ID/conversations beside the tickets"
    for state in ("deleted", "spam"):
        if yes(one.get(state)):
            yield f"{state}: Freshdesk holds the ticket as {state}"


def _opening(one: Fields, desk: _Desk) -> Entry:
    outbound = first(one, "source") == _OUTBOUND
    number = first(one, "responder_id" if outbound else "requester_id")
    person = desk.person(number)
    sent_at, sent_words = moment(one.get("created_at"))
    plain = first(one, "description_text") or ("description_html" in one and first(one, "description"))
    return Entry(
        author=person["name"] or person["email"] or unknown(number),
        role="agent" if outbound else "customer",
        text=plain or html(one.get("description_html") or one.get("description")),
        sent_at=sent_at,
        sent_words=sent_words,
        address=person["email"] or None,
        files=files(one.get("attachments") or [], "name", "content_file_name", "attachment_url"),
    )


def _entry(note: Fields, desk: _Desk) -> Entry:
    number = first(note, "user_id")
    name, address = parseaddr(first(note, "from_email"))
    person = desk.person(number)
    sent_at, sent_words = moment(note.get("created_at"))
    role: Role = "customer" if _incoming(note, desk) else "agent"
    plain = first(note, "body_text") or ("body_html" in note and first(note, "body"))
    text = plain or html(note.get("body_html") or note.get("body"))
    return Entry(
        author=person["name"] or name or person["email"] or address or unknown(number),
        role=role,
        text=f"{text}\n[deleted in Freshdesk]" if yes(note.get("deleted")) else text,
        visibility="internal" if yes(note.get("private")) else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        address=person["email"] or address or None,
        files=files(note.get("attachments") or [], "name", "content_file_name", "attachment_url"),
    )


def _incoming(note: Fields, desk: _Desk) -> bool:
    """Whether a customer wrote it; the XML does not say, there it is the requester who did."""
    if "incoming" in note:
        return yes(note["incoming"])
    return bool(first(note, "user_id")) and first(note, "user_id") == first(desk.one, "requester_id")


def _is_note(one: Fields) -> bool:
    return "incoming" in one and "private" in one and "ticket_id" in one


def _stand_in(number: str) -> Fields:
    return {"id": number, "subject": None, "requester_id": None, "responder_id": None}


def _is_person(one: Fields) -> bool:
    inner = [record(one.get(name)) for name in _WRAPPERS if isinstance(one.get(name), dict)]
    if inner and "email" in {**inner[0], **record(inner[0].get("user"))} and "subject" not in one:
        return True
    return "name" in one and "email" in one and ("helpdesk_agent" in one or {"mobile", "phone"} <= set(one))


def _person_id(one: Fields) -> str | None:
    agent = record(one.get("agent"))
    if agent:
        return first(agent, "user_id") or first(record(agent.get("user")), "id") or None
    return first(one, "id") or first(record(one.get("user") or one.get("contact")), "id") or None


def _bare_company(one: Fields) -> Fields:
    return record(one.get("company")) or one


def _is_company(one: Fields) -> bool:
    bare = _bare_company(one)
    return "name" in bare and ("domains" in bare or "health_score" in bare) and "email" not in bare


def _edition(one: Fields) -> tuple[str, str]:
    bare = record(one.get("helpdesk_ticket")) or one
    return f"{first(bare, 'id')} {first(bare, 'created_at')}", first(bare, "updated_at")


SYSTEM = System(
    tickets=(
        TicketFormat("Freshdesk export", _is_wrapped, _wrapped, _edition),
        TicketFormat("Freshdesk XML export", _is_xml, _xml),
        TicketFormat("Freshdesk ticket", _is_ticket, _ticket, _edition),
    ),
    beside=(
        SideFormat(_NOTE, _is_note, lambda one: first(one, "ticket_id") or None, stand_in=_stand_in),
        SideFormat(
            "freshdesk.company",
            _is_company,
            lambda one: said(_bare_company(one).get("id")) or None,
            says=False,
        ),
        SideFormat(_PERSON, _is_person, _person_id, says=False),
    ),
)
