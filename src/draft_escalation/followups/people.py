"""Who is meant in a brief: the team asked, the owner in support, the customer, the ticket."""

from textwrap import shorten

from draft_escalation.brief.document import Document
from draft_escalation.followups.words import words
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.skill.policy import Policy
from draft_escalation.tables import Record
from draft_escalation.validate.statements import is_said

_LONGEST = 60


class People(Record):
    """Names as they are printed; where the brief names nobody, the words for that."""

    team: str
    owner: str
    customer: str
    ticket: str


def people(document: Document, policy: Policy) -> People:
    """The names that the brief and the policy give."""
    brief, unknown = document.brief, words().unknown
    owners = [fact.text for fact in brief.communication.owner if is_said(fact)]
    tickets = [one.fact.text for one in brief.context if one.kind == "ticket" and is_said(one.fact)]
    return People(
        team=policy.names[brief.target],
        owner=plain(owners[0]) if owners else unknown.owner,
        customer=customer_name(document) or unknown.customer,
        ticket=plain(tickets[0]).rstrip(".") if tickets else unknown.ticket,
    )


def customer_name(document: Document) -> str | None:
    """The customer's name where one person speaks for the customer in the thread."""
    messages = document.thread.messages if document.thread else ()
    names = {message.author for message in messages if message.role == "customer" and message.author}
    return plain(names.pop()) if len(names) == 1 else None


def plain(text: str, longest: int = _LONGEST) -> str:
    """Words of a thread on one line, without hidden characters, shortened."""
    return shorten(strip_hidden(text), longest, placeholder=" …")
