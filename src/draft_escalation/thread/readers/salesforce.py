"""Salesforce cases: the CSV files of a data export, or the same records as JSON.

Comments and mails name their case in `ParentId`. An id has 15 or 18 characters, of which the first 15 are
the record and the first three its kind. A comment is for the team where `IsPublished` is false, a post of the
case's feed where not all users see it. Records of other kinds lie beside them in every export.
"""

from collections.abc import Callable, Iterator

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import (
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
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_COMMENT, _MAIL, _FILE = "salesforce.comment", "salesforce.mail", "salesforce.file"
_POST = "salesforce.post"
_PERSON, _ACCOUNT = "salesforce.person", "salesforce.account"
_SHOWN = {
    "Status": "Status", "Priority": "Priority", "Type": "Type", "Origin": "Channel", "Reason": "Reason",
    "IsEscalated": "Escalated", "ClosedDate": "Closed", "SlaExitDate": "SLA exit",
    "SlaStartDate": "SLA start", "IsStopped": "SLA stopped", "MilestoneStatus": "SLA milestone",
}  # fmt: skip
_ACCOUNT_SHOWN = {"Type": "Account type", "Industry": "Account industry", "AnnualRevenue": "Account revenue"}
_DRAFT = "5"
_POSTS = {"TextPost", "ContentPost", "LinkPost", "QuestionPost"}
_OUTSIDE = ("portal", "customer", "guest", "community", "partner")


def _is_case(one: Fields) -> bool:
    return {"Id", "CaseNumber", "Subject"} <= set(one)


def _key(value: object) -> str:
    return said(value)[:15]


def _ticket(one: Fields, side: Side) -> Ticket:
    number = _key(one.get("Id"))
    comments = [_comment(comment, one, side) for comment in _of(one, "CaseComments", _COMMENT, side)]
    comments += [_post(post, one, side) for post in side.all(_POST, number)]
    mails = [_mail(mail, side) for mail in _of(one, "EmailMessages", _MAIL, side)]
    opening = _opening(one, side, number)
    told = repeated(opening.text, (entry.text for entry in mails))
    return Ticket(
        id=first(one, "CaseNumber"),
        subject=first(one, "Subject") or None,
        fields=tuple(pair for pair in _fields(one, side) if pair[1] not in {"", "false", "0"}),
        entries=(*(() if told and not opening.files else (opening,)), *mails, *comments),
        unread=("IsDeleted: the case was deleted in Salesforce",) * yes(one.get("IsDeleted")),
    )


def _of(one: Fields, inside: str, kind: str, side: Side) -> Iterator[Fields]:
    """What belongs to a case: inside it (a query's answer), and beside it."""
    yield from records(record(one.get(inside)).get("records") or [])
    yield from side.all(kind, _key(one.get("Id")))


def _fields(one: Fields, side: Side) -> Iterator[tuple[str, str]]:
    account = side.one(_ACCOUNT, _key(one.get("AccountId"))) or record(one.get("Account"))
    yield "Ticket", f"#{first(one, 'CaseNumber')}"
    yield (
        "Requester",
        _name(side, one.get("ContactId"), one.get("Contact")) or first(one, "SuppliedName", "SuppliedEmail"),
    )
    yield "Account", first(account, "Name")
    yield "Assignee", _name(side, one.get("OwnerId"), one.get("Owner"))
    yield from ((label, first(one, name)) for name, label in _SHOWN.items())
    yield from ((label, first(account, name)) for name, label in _ACCOUNT_SHOWN.items())
    for kind, holder in (("", one), ("Account ", account)):
        for name, value in holder.items():
            if name.endswith("__c"):
                yield kind + name.removesuffix("__c").replace("_", " "), said(value)


def _name(side: Side, number: object, inside: object = None) -> str:
    person = side.one(_PERSON, _key(number)) or record(inside)
    return first(person, "Name") or " ".join(
        filter(None, (first(person, "FirstName"), first(person, "LastName")))
    )


def _opening(one: Fields, side: Side, number: str) -> Entry:
    sent_at, sent_words = moment(one.get("CreatedDate"))
    contact = side.one(_PERSON, _key(one.get("ContactId")))
    return Entry(
        author=_name(side, one.get("ContactId"), one.get("Contact"))
        or first(one, "SuppliedName", "SuppliedEmail")
        or unknown(one.get("ContactId")),
        role="customer",
        text=first(one, "Description"),
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(contact, "Email") or first(one, "SuppliedEmail") or None,
        files=tuple(name for file in side.all(_FILE, number) if (name := first(file, "Name"))),
    )


def _comment(comment: Fields, case: Fields, side: Side) -> Entry:
    number = comment.get("CreatedById")
    person = side.one(_PERSON, _key(number))
    outside = any(word in first(person, "UserType").lower() for word in _OUTSIDE)
    mine = bool(first(person, "ContactId")) and _key(first(person, "ContactId")) == _key(
        case.get("ContactId")
    )
    sent_at, sent_words = moment(comment.get("CreatedDate"))
    role: Role = "customer" if outside or mine else "agent"
    return Entry(
        author=_name(side, number, comment.get("CreatedBy")) or unknown(number),
        role=role,
        text=first(comment, "CommentBody"),
        visibility="public" if yes(comment.get("IsPublished")) else "internal",
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(person, "Email") or None,
        guessed=person is None,
    )


def _post(post: Fields, case: Fields, side: Side) -> Entry:
    body = {"CommentBody": html(post.get("Body")), "IsPublished": first(post, "Visibility") == "AllUsers"}
    return _comment({**post, **body}, case, side)


def _mail(mail: Fields, side: Side) -> Entry:
    incoming = yes(mail.get("Incoming"))
    draft = first(mail, "Status") == _DRAFT
    text = first(mail, "TextBody") or html(mail.get("HtmlBody"))
    sent_at, sent_words = moment(mail.get("MessageDate") or mail.get("CreatedDate"))
    return Entry(
        author=first(mail, "FromName", "FromAddress") or unknown(mail.get("CreatedById")),
        role="customer" if incoming else "agent",
        text=f"{text}\n[a draft, not sent]" if draft else text,
        visibility="internal" if draft else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        address=first(mail, "FromAddress") or None,
        files=tuple(name for file in side.all(_FILE, _key(mail.get("Id"))) if (name := first(file, "Name"))),
    )


def _of_kind(*prefixes: str) -> Callable[[Fields], bool]:
    def fits(one: Fields) -> bool:
        return first(one, "Id")[:3] in prefixes and len(first(one, "Id")) in {15, 18}

    return fits


def _id(one: Fields) -> str | None:
    return _key(one.get("Id")) or None


def _parent(one: Fields) -> str | None:
    return _key(one.get("ParentId")) or None


def _is_comment(one: Fields) -> bool:
    return {"ParentId", "CommentBody"} <= set(one)


def _is_mail(one: Fields) -> bool:
    return {"ParentId", "Incoming", "FromAddress"} <= set(one)


def _is_post(one: Fields) -> bool:
    return first(one, "Type") in _POSTS and first(one, "ParentId")[:3] == "500" and "Body" in one


def _is_other(one: Fields) -> bool:
    return len(first(one, "Id")) in {15, 18} and ("CreatedById" in one or "SystemModstamp" in one)


def _edition(one: Fields) -> tuple[str, str]:
    case = f"{_key(one['Id'])} {first(one, 'CreatedDate')}"
    return case, first(one, "LastModifiedDate", "SystemModstamp")


SYSTEM = System(
    tickets=(TicketFormat("Salesforce case", _is_case, _ticket, _edition),),
    beside=(
        SideFormat(_COMMENT, _is_comment, _parent),
        SideFormat(_MAIL, _is_mail, _parent),
        SideFormat(_POST, _is_post, _parent),
        SideFormat(_FILE, _of_kind("00P"), _parent, says=False),
        SideFormat(_PERSON, _of_kind("005", "003"), _id, says=False),
        SideFormat(_ACCOUNT, _of_kind("001"), _id, says=False),
        SideFormat("salesforce.other", _is_other, lambda _: None, says=False),
    ),
)
