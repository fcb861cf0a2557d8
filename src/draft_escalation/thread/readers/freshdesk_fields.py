"""What a Freshdesk ticket's own fields say, for m0: its codes in words, its due times, its company."""

import re
from collections.abc import Iterator

from draft_escalation.thread.readers.foreign import first, listed, named, record, yes
from draft_escalation.thread.readers.reader import Fields, Side

_STATUS = {"2": "Open", "3": "Pending", "4": "Resolved", "5": "Closed"}
_PRIORITY = {"1": "Low", "2": "Medium", "3": "High", "4": "Urgent"}
_SOURCE = {
    "1": "Email", "2": "Portal", "3": "Phone", "4": "Forum", "5": "Twitter", "6": "Facebook", "7": "Chat",
    "9": "Feedback widget", "10": "Outbound email",
}  # fmt: skip
_ACCOUNT = re.compile(r"^cf_|_\d{2,12}$")
_TIER = ("account_tier", "health_score", "renewal_date", "industry")

Pairs = Iterator[tuple[str, str]]


def fields_of(
    one: Fields, side: Side, requester: dict[str, str], responder: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    """Label and value of each field that says something."""
    number = first(one, "company_id") or first(record(one.get("requester")), "company_id", "customer_id")
    company = side.one("freshdesk.company", number) or {}
    company = record(company.get("company")) or company
    states = record(one.get("stats")) or record(one.get("ticket_states"))
    pairs = (
        ("Ticket", f"#{first(one, 'display_id', 'id')}"),
        ("Requester", named(requester)),
        ("Company", first(company, "name")),
        *((f"Company {name.replace('_', ' ')}", first(company, name)) for name in _TIER),
        ("Assignee", named(responder)),
        ("Status", first(one, "status_name") or _coded(one, "status", _STATUS)),
        ("Priority", first(one, "priority_name") or _coded(one, "priority", _PRIORITY)),
        ("Type", first(one, "ticket_type", "type")),
        ("Channel", first(one, "source_name") or _coded(one, "source", _SOURCE)),
        ("First response due", first(one, "fr_due_by", "frDueBy")),
        ("First response overdue", "yes" if yes(one.get("fr_escalated")) else ""),
        ("Resolution due", first(one, "due_by")),
        ("Resolution overdue", "yes" if yes(one.get("is_escalated", one.get("isescalated"))) else ""),
        ("First response", first(states, "first_responded_at", "first_response_time")),
        ("Resolved", first(states, "resolved_at")),
        ("Tags", listed(one.get("tags"), "name")),
        ("Deleted", "yes" if yes(one.get("deleted")) else ""),
        ("Spam", "yes" if yes(one.get("spam")) else ""),
        *_custom(record(one.get("custom_fields")) or record(one.get("custom_field"))),
    )
    return tuple(pair for pair in pairs if pair[1])


def _coded(one: Fields, name: str, words: dict[str, str]) -> str:
    code = first(one, name)
    return words.get(code) or (f"{code} (set up by the account)" if code else "")


def _custom(values: Fields) -> Pairs:
    for name, value in values.items():
        if value not in (None, "", [], {}, False):
            yield _ACCOUNT.sub("", name).replace("_", " ").strip().capitalize(), listed(value)
