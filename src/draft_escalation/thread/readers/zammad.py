"""Zammad tickets, their articles inside or beside them: sender and `internal` tell who says it to whom."""

from collections.abc import Mapping

from draft_escalation.thread.model import Role
from draft_escalation.thread.readers.foreign import first, html, listed, moment, record, records, said
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

_ARTICLE = "zammad.article"
_ROLES: dict[str, Role] = {"Customer": "customer", "Agent": "agent", "System": "system"}


def _is_ticket(one: Fields) -> bool:
    return (
        "number" in one
        and "title" in one
        and ("article_count" in one or "articles" in one or "customer_id" in one)
    )


def _ticket(one: Fields, side: Side) -> Ticket:
    articles = [*records(one.get("articles") or []), *side.all(_ARTICLE, one.get("id"))]
    total = one.get("article_count")
    cut = isinstance(total, int) and total > len(articles)
    return Ticket(
        id=said(one["number"]),
        subject=said(one["title"]),
        fields=(
            ("Ticket", f"#{said(one['number'])}"),
            ("Requester", first(one, "customer")),
            ("Organization", first(one, "organization")),
            ("Assignee", first(one, "owner")),
            ("Group", first(one, "group")),
            ("State", first(one, "state")),
            ("Priority", first(one, "priority")),
            ("Escalation at", first(one, "escalation_at")),
            ("Tags", listed(one.get("tags"))),
        ),
        entries=tuple(map(_entry, articles)),
        unread=(f"articles: {len(articles)} of {total} are in the export",) * cut,
    )


def _is_full(one: Fields) -> bool:
    return {"Ticket", "TicketArticle"} <= set(record(one.get("assets")))


def _full(one: Fields, side: Side) -> Ticket:
    """The answer with `all=true`: everything by its number in `assets`."""
    held = {kind: record(values) for kind, values in record(one["assets"]).items()}
    number = first(one, "ticket_id") or next(iter(held["Ticket"]), "")
    ticket = record(held["Ticket"].get(number))
    people = {name: _person(held, ticket.get(f"{name}_id")) for name in ("customer", "owner")}
    articles = [one for one in held["TicketArticle"].values() if first(one, "ticket_id") == number]
    return _ticket({**ticket, **people, "tags": one.get("tags"), "articles": articles}, side)


def _person(held: Mapping[str, Fields], number: object) -> str:
    person = record(record(held.get("User")).get(said(number)))
    return " ".join(filter(None, (first(person, "firstname"), first(person, "lastname")))) or first(
        person, "email"
    )


def _entry(article: Fields) -> Entry:
    sent_at, sent_words = moment(article.get("created_at"))
    body = article.get("body")
    return Entry(
        author=first(article, "from", "created_by") or None,
        role=_ROLES.get(first(article, "sender"), "unknown"),
        text=html(body) if "html" in first(article, "content_type") else said(body),
        visibility="internal" if article.get("internal") else "public",
        sent_at=sent_at,
        sent_words=sent_words,
        files=tuple(
            filter(None, (first(one, "filename") for one in records(article.get("attachments") or [])))
        ),
    )


def _is_article(one: Fields) -> bool:
    return "ticket_id" in one and "sender" in one and "internal" in one and "content_type" in one


def _ticket_of(one: Fields) -> str | None:
    return first(one, "ticket_id") or None


def _stand_in(number: str) -> Fields:
    return {"id": number, "number": number, "title": "", "articles": []}


SYSTEM = System(
    tickets=(
        TicketFormat("Zammad ticket", _is_ticket, _ticket),
        TicketFormat("Zammad ticket", _is_full, _full),
    ),
    beside=(SideFormat(_ARTICLE, _is_article, _ticket_of, stand_in=_stand_in),),
)
