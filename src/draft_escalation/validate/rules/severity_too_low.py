"""SEV001: the thread demands a higher severity."""

from collections.abc import Iterator

from draft_escalation.validate.reasons import higher, said
from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    demanded, stated = case.decided.severity, case.brief.severity
    if higher(demanded, stated):
        reasons, lines = said(case.decided.severity_because)
        yield Hit(
            "severity",
            f"{reasons} makes it {demanded.capitalize()}, the brief says {stated.capitalize()}",
            fix=f"raise the severity to {demanded.capitalize()}",
            lines=lines,
        )


RULE = Rule(
    code="SEV001",
    slug="severity-too-low",
    level="error",
    summary="Signals of a higher severity hold.",
    why=(
        'Severity Shorthand: "Critical: Production down, data at risk, security breach, or multiple '
        'high-value customers affected"'
    ),
    check=_check,
    fires={"signals": ["production_down by agent [m2.1]", "bug_confirmed by agent [m2.1]"]},
    passes={
        "signals": ["production_down by agent [m2.1]", "bug_confirmed by agent [m2.1]"],
        "severity": "critical",
    },
)
