"""TRY002: an action, and nobody says what came of it."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_said, lines_of, quoted


def _check(case: Case) -> Iterator[Hit]:
    done = [one for one in case.brief.tried if one.kind == "done" and is_said(one.action)]
    open_ended = [one.action for one in done if not is_said(one.result)]
    if open_ended:
        more = f" (and {len(open_ended) - 1} more)" if len(open_ended) > 1 else ""
        yield Hit("tried", f"no result of {quoted(open_ended[0].text)}{more}", lines=lines_of(open_ended))


RULE = Rule(
    code="TRY002",
    slug="action-without-result",
    level="warning",
    summary="An action is listed without its result.",
    why='Structured Escalation Format: "[Action] → [Result]"',
    check=_check,
    fires={"tried": ["restarted the export worker [m2.3]"]},
    passes={"tried": ["restarted the export worker → changed nothing [m2.3]"]},
    question="What came of each action?",
    ask_whom="assignee",
)
