"""DEC001: the matter can be solved in support."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    decision = case.decided.decision
    if decision.verdict == "handle_in_support":
        reasons = ", ".join(one.signal.replace("_", " ") for one in decision.support)
        lines = tuple(dict.fromkeys(line for one in decision.support for line in one.lines))
        yield Hit(
            "decision",
            f"support can handle this itself: {reasons}",
            fix="answer the customer in support, or add what speaks for an escalation",
            lines=lines,
        )


RULE = Rule(
    code="DEC001",
    slug="handle-in-support",
    level="warning",
    summary="A reason to handle it in support holds, and nothing escalates.",
    why='Handle in Support When: "The issue has a documented solution or known workaround"',
    check=_check,
    fires={
        "signals": ["configuration_or_setup by agent [m2.2]"],
        "target": "l2_support",
        "severity": "medium",
    },
    passes={
        "signals": ["configuration_or_setup by agent [m2.2]", "bug_confirmed by agent [m2.1]"],
        "severity": "medium",
    },
)
