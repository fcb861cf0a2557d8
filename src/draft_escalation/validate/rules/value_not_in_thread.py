"""GRD001: the brief says what the thread does not."""

from collections.abc import Iterator

from draft_escalation.ground.check import check_fact
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_proposed, statements


def _check(case: Case) -> Iterator[Hit]:
    thread = case.given_thread
    for field, fact in statements(case.brief):
        if is_proposed(fact):
            continue
        failures = [one for one in check_fact(fact, thread).failures if one.kind != "line"]
        if failures:
            yield Hit(
                field,
                "; ".join(str(one) for one in failures),
                fix="take it out, or write what the cited line says",
                lines=fact.lines,
            )


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
