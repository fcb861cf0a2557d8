"""What a Zendesk ticket's own fields say, for m0: who, where it stands, its SLA, its custom fields."""

import re
from collections.abc import Iterator, Mapping, Sequence

from draft_escalation.thread.readers.foreign import first, listed, record, records, said, yes
from draft_escalation.thread.readers.reader import Fields, Side

_INTO = re.compile(r"closed and merged into request #(\d{1,20})")
_FROM = re.compile(r"Request #(\d{1,20})\b[^\n]{0,400} was closed and merged into this request")
_STATUS = {"0": "new", "1": "open", "2": "pending", "3": "solved", "4": "closed", "5": "deleted", "6": "hold"}
_PRIORITY = {"0": "", "1": "low", "2": "normal", "3": "high", "4": "urgent"}

Pairs = Iterator[tuple[str, str]]


def fields_of(
    one: Fields, side: Side, people: Mapping[str, str], texts: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Label and value of each field that says something; `texts` tell what was merged with it."""
    organization = record(one.get("organization")) or side.one(
        "zendesk.organization", one.get("organization_id")
    )
    group = record(one.get("group")) or side.one("zendesk.group", one.get("group_id"))
    pairs = (
        ("Ticket", f"#{first(one, 'id', 'nice_id')}"),
        ("Requester", people.get("requester", "")),
        ("Organization", first(organization, "name")),
        ("Assignee", people.get("assignee", "")),
        ("Group", first(group, "name")),
        ("Status", first(one, "status") or _STATUS.get(first(one, "status_id"), "")),
        ("Priority", first(one, "priority") or _PRIORITY.get(first(one, "priority_id"), "")),
        ("Type", first(one, "type")),
        ("Channel", first(record(one.get("via")), "channel")),
        ("Due", first(one, "due_at", "due_date")),
        ("Problem", f"#{first(one, 'problem_id')}" if first(one, "problem_id") else ""),
        ("Tags", listed(one.get("tags")) or first(one, "current_tags")),
        *_sla(one, side),
        *_merged(texts),
        *_more(record((organization or {}).get("organization_fields"))),
        *_custom(one, side),
    )
    return tuple(pair for pair in pairs if pair[1])


def _sla(one: Fields, side: Side) -> Pairs:
    for policy in records(record(one.get("slas")).get("policy_metrics") or []):
        due = f"due {first(policy, 'breach_at')}" if first(policy, "breach_at") else ""
        yield f"SLA {first(policy, 'metric')}", ", ".join(filter(None, (first(policy, "stage"), due)))
    for event in side.all("zendesk.metric", first(one, "id")):
        if first(event, "type") == "breach" and not yes(event.get("deleted")):
            yield f"SLA {first(event, 'metric')}", f"breached {first(event, 'time')}"


def _merged(texts: Sequence[str]) -> Pairs:
    for text in texts:
        yield from (("Merged into", f"#{number}") for number in _INTO.findall(text))
        yield from (("Merged from", f"#{number}") for number in _FROM.findall(text))


def _more(values: Fields) -> Pairs:
    for name, value in values.items():
        yield f"Organization {name.replace('_', ' ')}", listed(value)


def _custom(one: Fields, side: Side) -> Pairs:
    for field in records(one.get("custom_fields") or one.get("fields") or []):
        if (value := field.get("value")) not in (None, "", [], False):
            number = said(field.get("id"))
            title = first(side.one("zendesk.field", number), "title")
            yield title or f"Field {number}", listed(value)
