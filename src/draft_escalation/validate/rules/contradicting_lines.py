"""GRD004: two lines disagree, and none of them is the later one."""

from collections.abc import Iterator
from itertools import combinations

from draft_escalation.brief.model import Fact, SlaFact
from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.value import Value
from draft_escalation.ground.values import values_in
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import lines_of, quoted, slot_statements

_ONE_TRUTH = ("impact.started", "impact.duration", "impact.sla_status")
_KINDS = ("date", "weekday", "duration")


def _check(case: Case) -> Iterator[Hit]:
    case.given_thread  # noqa: B018  (says that the rule needs it)
    for path in _ONE_TRUTH:
        for one, other in combinations(slot_statements(case.brief, path), 2):
            if _neither_later(one, other) and _disagree(one, other):
                yield Hit(
                    path,
                    f"{quoted(one.text)} and {quoted(other.text)} disagree, and neither is the later word",
                    fix="ask which one is right, and keep that",
                    lines=lines_of((one, other)),
                )


def _neither_later(one: Fact, other: Fact) -> bool:
    """Whether both stand in one message, or one in the ticket's own fields."""
    messages = [{line.partition(".")[0] for line in fact.lines} for fact in (one, other)]
    return bool(messages[0] & messages[1]) or "m0" in messages[0] | messages[1]


def _disagree(one: Fact, other: Fact) -> bool:
    if isinstance(one, SlaFact) and isinstance(other, SlaFact) and one.status and other.status:
        return one.status != other.status
    for kind in _KINDS:
        first, second = (
            [value for value in values_in(fact.text) if value.kind == kind] for fact in (one, other)
        )
        if first and second and not any(_alike(mine, theirs) for mine in first for theirs in second):
            return True
    return False


def _alike(one: Value, other: Value) -> bool:
    """Whether either gives what the other needs: `2 April`, `2026-04-02`."""
    return bool(needed(one) & set(given(other, None)) or needed(other) & set(given(one, None)))


RULE = Rule(
    code="GRD004",
    slug="contradicting-lines",
    level="warning",
    summary="Two lines disagree about the start, the duration or the SLA, and neither is later.",
    why='Using This Skill: "Always quantify impact": with one value that holds',
    check=_check,
    fires={
        "impact.sla_status": ["SLA breached [m0.2]", "SLA at risk [m2.6]"],
        "thread.m0": {
            "role": "system",
            "lines": ["Ticket: https://support.acme.example/t/4711", "SLA breached"],
        },
    },
    passes={"impact.sla_status": ["SLA at risk [m2.6]"]},
)
