"""GRD001: the brief says what the thread does not."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.ground.check import check_fact
from draft_escalation.guard.secrets import find_secrets
from draft_escalation.thread.model import Thread
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_from_other_threads, is_proposed

_WISHES = (
    "reproduction.expected", "communication.customer_expectation", "needed.", "for_target.decision_wanted",
)  # fmt: skip
"""What is wanted may affirm what the thread denies."""


def _check(case: Case) -> Iterator[Hit]:
    thread = case.given_thread
    for field, fact in case.statements:
        if is_proposed(fact) or is_from_other_threads(fact):
            continue
        said = _without_secrets(fact) if case.holds_secrets else fact
        checked = check_fact(_cited(said, thread), thread, wish=field.startswith(_WISHES))
        failures = [one for one in checked.failures if one.kind != "line"]
        if failures:
            yield Hit(
                field,
                "; ".join(str(one) for one in failures),
                fix="take it out, or write what the cited line says",
                lines=fact.lines,
            )


def _cited(fact: Fact, thread: Thread) -> Fact:
    """The statement with the lines to look in: those of a cited message (`m3`), all where none is cited."""
    messages = thread.messages_by_id
    lines = [
        line.id
        for cited in fact.lines
        for line in (messages[cited].lines if cited in messages else filter(None, [thread.by_id.get(cited)]))
    ]
    return fact.model_copy(update={"lines": tuple(lines or thread.by_id)})


def _without_secrets(fact: Fact) -> Fact:
    """The statement without what SAF002 names, and nobody should repeat."""
    text = fact.text
    for secret in reversed(find_secrets(text)):
        text = text[: secret.start] + text[secret.end :]
    return fact.model_copy(update={"text": text})


RULE = Rule(
    code="GRD001",
    slug="value-not-in-thread",
    level="error",
    summary="A number, date, version, code, id, URL, name, amount or negation has no line behind it.",
    why='Using This Skill: "Document everything": the receiving team must be able to trust every value',
    check=_check,
    fires={"impact.customers_affected": "37 users of Nimbus Foods [m1.1]"},
    passes={"impact.customers_affected": "14 users of Nimbus Foods [m1.1]"},
)
