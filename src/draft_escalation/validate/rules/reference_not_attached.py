"""CTX002: a file is spoken of and not there."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.words import first_of

_FILES = ("log", "attachment")


def _check(case: Case) -> Iterator[Hit]:
    thread = case.given_thread
    if any(one.kind in _FILES for one in case.brief.context):
        return
    for line in (line for message in thread.messages for line in message.body):
        if named := first_of("attachments", line.text):
            yield Hit(
                "context",
                f'"{named}" is mentioned, no file or link is listed',
                fix="attach it, or ask for it",
                lines=(line.id,),
            )
            return


RULE = Rule(
    code="CTX002",
    slug="reference-not-attached",
    level="note",
    summary="The thread mentions a log or screenshot, and the brief lists none.",
    why='Structured Escalation Format: "[Logs or screenshots]"',
    check=_check,
    fires={"thread.m3": {"author": "Ana", "role": "customer", "lines": ["I send you a screenshot."]}},
    passes={
        "thread.m3": {"author": "Ana", "role": "customer", "lines": ["I send you a screenshot."]},
        "context": ["ticket: https://support.acme.example/t/4711 [m0.1]", "attachment: screenshot [m3.1]"],
    },
    question="Can you send the file that you mention?",
    ask_whom="customer",
)
