"""THR003: who is staff was guessed."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    thread = case.given_thread
    if thread.reading.roles_guessed:
        roles = {message.author: message.role for message in thread.messages}
        guessed = ", ".join(f"{name} ({roles.get(name, 'unknown')})" for name in thread.reading.roles_guessed)
        yield Hit("thread", f"by guess: {guessed}", fix="say who is who with --staff and --customer")


RULE = Rule(
    code="THR003",
    slug="roles-guessed",
    level="warning",
    summary="Who is staff and who is customer was not certain.",
    why="Escalate When: what staff confirms counts for more than what a customer claims",
    check=_check,
    fires={"reading": {"roles_guessed": ["Ana", "Yusra"]}},
    passes={"reading": {"roles_guessed": []}},
    question="Who of them is staff?",
    ask_whom="assignee",
)
