"""REP008: nothing shows the bug."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent

_SHOWING = ("log", "attachment")


def _check(case: Case) -> Iterator[Hit]:
    attached = any(reference.kind in _SHOWING for reference in case.brief.context)
    if case.brief.reproduction.applies and not attached:
        yield from if_silent(case, "reproduction.evidence", "no exact error text, log or screenshot")


RULE = Rule(
    code="REP008",
    slug="no-evidence",
    level="warning",
    summary="No exact error text, log or screenshot.",
    why=(
        'Writing Reproduction Steps: "Include evidence: Screenshots, error messages (exact text), '
        'network logs, console output"'
    ),
    check=_check,
    fires={"reproduction.evidence": None},
    passes={
        "reproduction.evidence": None,
        "context": ["link: https://support.acme.example/t/4711 [m0.1]", "log: of the export worker [m2.3]"],
    },
)
