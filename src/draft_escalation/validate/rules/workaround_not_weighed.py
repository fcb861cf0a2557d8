"""SEV004: a way around it works, and the brief keeps silent about it."""

from collections.abc import Iterator

from draft_escalation.validate.reasons import holding
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent

_SHOWING = (
    "workaround_unblocks_customer",
    "documented_solution_or_workaround",
    "known_limitation_with_alternative",
)


def _check(case: Case) -> Iterator[Hit]:
    shown = [signal for signal in holding(case) if signal.id in _SHOWING]
    if shown and not any("workaround" in fact.text.lower() for _, fact in case.statements):
        lines = tuple(dict.fromkeys(line for signal in shown for line in signal.lines))
        for hit in if_silent(case, "impact.workaround", ""):
            yield Hit(
                hit.field, "a way around it is in the thread, and the brief does not weigh it", lines=lines
            )


RULE = Rule(
    code="SEV004",
    slug="workaround-not-weighed",
    level="warning",
    summary="A working workaround is in the thread, and the brief does not mention it.",
    why='Severity Shorthand: "Medium: Significant issue with workaround"',
    check=_check,
    fires={
        "signals": ["workaround_unblocks_customer by customer [m1.2]", "bug_confirmed by agent [m2.1]"],
        "severity": "medium",
    },
    passes={
        "signals": ["workaround_unblocks_customer by customer [m1.2]", "bug_confirmed by agent [m2.1]"],
        "severity": "medium",
        "impact.workaround": "another tool [m1.6]",
    },
)
