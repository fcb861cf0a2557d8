"""Requests as the customer portal's API of Jira Service Management gives them, in the shape of an issue.

The portal holds what it asked (`requestFieldValues`), the SLAs (`sla`), and the comments with who may read
them: inside the request, or beside it.
"""

from draft_escalation.thread.readers.foreign import first, html, record, records
from draft_escalation.thread.readers.reader import Fields


def is_request(one: Fields) -> bool:
    """Whether it is a request of the portal."""
    return "issueKey" in one and isinstance(one.get("requestFieldValues"), list)


def as_issue(one: Fields) -> Fields:
    """The request as an issue: `key`, `fields` with the comments inside, `names` of what was asked."""
    asked = {first(value, "fieldId"): value for value in records(one["requestFieldValues"])}
    rendered = html(record(record(asked.get("description")).get("renderedValue")).get("html"))
    slas = enumerate(records(record(one.get("sla")).get("values") or []))
    fields = {
        **{f"customfield_sla_{number}": sla for number, sla in slas},
        **{name: value.get("value") for name, value in asked.items()},
        "reporter": one.get("reporter"),
        "created": one.get("createdDate"),
        "status": {"name": first(record(one.get("currentStatus")), "status")},
        "attachment": record(one.get("attachments")).get("values"),
        "comment": {"comments": record(one.get("comments")).get("values")},
    }
    fields["description"] = fields.get("description") or rendered
    return {
        "@part": one.get("@part"),
        "key": one["issueKey"],
        "id": one.get("issueId"),
        "fields": fields,
        "names": {name: first(value, "label") for name, value in asked.items()},
    }
