"""THR004: times that each reader reads in another zone."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    naive = [one for one in case.given_thread.messages if one.sent_at and one.sent_at.tzinfo is None]
    if naive:
        yield Hit(
            "thread", f"the times of {len(naive)} messages name no zone", fix="add the zone to the deadline"
        )


RULE = Rule(
    code="THR004",
    slug="times-without-zone",
    level="note",
    summary="Messages carry times without a zone: dates and deadlines may be off by a day.",
    why='Structured Escalation Format: "Deadline: [Date/time]"',
    check=_check,
    fires={
        "thread.m3": {
            "author": "Ana",
            "role": "customer",
            "at": "2026-04-13T11:50:00",
            "lines": ["Any news?"],
        }
    },
    passes={
        "thread.m3": {
            "author": "Ana",
            "role": "customer",
            "at": "2026-04-13T11:50:00+00:00",
            "lines": ["Any news?"],
        }
    },
)
