"""IMP003: the money at risk has no figure."""

from collections.abc import Iterator

from draft_escalation.ground.values import values_in
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import lines_of, quoted, slot_statements
from draft_escalation.validate.words import first_of

_PATH = "impact.revenue_at_risk"
_FIGURES = ("amount", "number", "percent")


def _check(case: Case) -> Iterator[Hit]:
    facts = slot_statements(case.brief, _PATH)
    if any(_settled(fact.text) for fact in facts):
        return
    yield Hit(
        _PATH,
        f"{quoted(facts[0].text)} names no amount" if facts else "no amount is stated",
        fix='write the amount, or "not applicable"',
        level="error" if case.brief.target == "leadership" else None,
        lines=lines_of(facts),
    )


def _settled(text: str) -> bool:
    return bool(first_of("not_applicable", text)) or any(value.kind in _FIGURES for value in values_in(text))


RULE = Rule(
    code="IMP003",
    slug="revenue-not-quantified",
    level="warning",
    summary='Revenue at risk has no amount and no "not applicable"; an error where Leadership is asked.',
    why='Impact Dimensions: "What is the ARR at risk? Are there pending deals affected?"',
    check=_check,
    fires={"impact.revenue_at_risk": None},
    passes={"impact.revenue_at_risk": "not applicable"},
)
