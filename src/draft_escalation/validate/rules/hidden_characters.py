"""SAF004: characters that people do not see."""

from collections.abc import Iterator

from draft_escalation.guard.hidden import count_hidden
from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    for message in case.given_thread.messages:
        counts = count_hidden("".join(line.text for line in message.lines))
        if counts:
            said = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
            yield Hit(
                "thread",
                f"{message.id} holds hidden characters: {said}",
                fix="read that message in the ticket itself",
                lines=tuple(line.id for line in message.lines if count_hidden(line.text)),
            )


RULE = Rule(
    code="SAF004",
    slug="hidden-characters",
    level="warning",
    summary="A message holds zero-width, tag, bidirectional or control characters.",
    why="Any → Security: a text may say to a machine what people do not see",
    check=_check,
    fires={"thread.m3": {"author": "Ana", "role": "customer", "lines": ["Any\u200b news?"]}},
    passes={"thread.m3": {"author": "Ana", "role": "customer", "lines": ["Any news?"]}},
)
