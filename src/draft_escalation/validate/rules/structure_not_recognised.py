"""THR002: the thread was read as one message."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    if not case.given_thread.reading.structured:
        yield Hit(
            "thread",
            "no messages were recognised: the text was read as one",
            fix="paste it with authors and times, or pass the export's own file",
        )


RULE = Rule(
    code="THR002",
    slug="structure-not-recognised",
    level="warning",
    summary="No messages were recognised: who said what, and when, is not known.",
    why='Customer Communication: "Last update: [Date — what was said]"',
    check=_check,
    fires={"reading": {"structured": False}},
    passes={"reading": {"structured": True}},
    question="Who wrote what, and when?",
    ask_whom="assignee",
)
