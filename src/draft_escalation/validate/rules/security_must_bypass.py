"""TGT001: a security matter goes to Security at once."""

from collections.abc import Iterator

from draft_escalation.validate.reasons import said
from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    if case.decided.target == "security" and case.brief.target != "security":
        reasons, lines = said(case.decided.target_because)
        yield Hit(
            "target",
            f"{reasons}: this goes to {case.policy.names['security']} at once, past all tiers",
            fix=f"set the target to {case.policy.names['security']}",
            lines=lines,
        )


RULE = Rule(
    code="TGT001",
    slug="security-must-bypass",
    level="error",
    summary="A security signal holds, and the target is another team.",
    why='Any → Security: "Security escalations bypass normal tier progression — escalate immediately"',
    check=_check,
    fires={
        "signals": ["vulnerability_report by customer [m1.1]", "bug_confirmed by agent [m2.1]"],
        "severity": "medium",
    },
    passes={
        "signals": ["vulnerability_report by customer [m1.1]"],
        "target": "security",
        "severity": "medium",
    },
)
