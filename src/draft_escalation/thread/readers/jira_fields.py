"""What a Jira issue's own fields say, for m0: where it stands, its SLAs, its custom fields."""

from collections.abc import Iterator

from draft_escalation.thread.readers.adf import adf_text, is_adf
from draft_escalation.thread.readers.foreign import first, listed, named, record, records
from draft_escalation.thread.readers.reader import Fields

_NAMES = ("name", "value", "displayName", "key")
_LONGEST = 300


def fields_of(one: Fields, names: Fields) -> tuple[tuple[str, str], ...]:
    """Label and value of each field that says something; `names` names the custom ones."""
    fields = record(one["fields"])
    pairs = (
        ("Ticket", first(one, "key")),
        ("Requester", named(record(fields.get("reporter")))),
        ("Assignee", named(record(fields.get("assignee")))),
        ("Type", first(record(fields.get("issuetype")), "name")),
        ("Status", first(record(fields.get("status")), "name")),
        ("Priority", first(record(fields.get("priority")), "name")),
        ("Resolution", first(record(fields.get("resolution")), "name")),
        ("Due", first(fields, "duedate")),
        ("Environment", _text(fields.get("environment"))),
        ("Components", listed(fields.get("components"), "name")),
        ("Fix versions", listed(fields.get("fixVersions"), "name")),
        ("Labels", listed(fields.get("labels"))),
        ("Linked", ", ".join(_links(fields))),
        *_custom(fields, names),
    )
    return tuple(pair for pair in pairs if pair[1])


def _links(fields: Fields) -> Iterator[str]:
    for link in records(fields.get("issuelinks") or []):
        how = record(link.get("type"))
        for side, words in (("outwardIssue", "outward"), ("inwardIssue", "inward")):
            if key := first(record(link.get(side)), "key"):
                yield f"{first(how, words)} {key}".strip()


def _custom(fields: Fields, names: Fields) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if name.startswith("customfield_"):
            label = first(names, name) or name
            if isinstance(value, dict) and ("completedCycles" in value or "ongoingCycle" in value):
                yield f"SLA {first(value, 'name') or label}", _sla(value)
            elif (text := _text(value)) and len(text) <= _LONGEST:
                yield label, text


def _text(value: object) -> str:
    return adf_text(record(value)) if is_adf(value) else listed(value, *_NAMES)


def _sla(value: Fields) -> str:
    """`breached`, `met`, or `running, 2h left`: of the cycle that runs, else of the last one."""
    running = record(value.get("ongoingCycle"))
    cycle = running or next(iter(reversed(list(records(value.get("completedCycles") or [])))), {})
    if cycle.get("breached"):
        return "breached"
    left = first(record(cycle.get("remainingTime")), "friendly")
    return ", ".join(
        filter(None, ("running" if running else "met" if cycle else "", left and f"{left} left"))
    )
