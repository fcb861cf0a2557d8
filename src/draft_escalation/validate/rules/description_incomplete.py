"""DSC002: a description without what, when or scope."""

from collections.abc import Iterator

from draft_escalation.ground.values import values_in
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.silent import if_silent
from draft_escalation.validate.statements import slot_statements
from draft_escalation.validate.words import first_of

_PATH = "issue_description"
_TIMES = {"date", "weekday", "month", "time", "duration"}
_SCOPES = {"number", "percent", "name", "measure"}


def _check(case: Case) -> Iterator[Hit]:
    yield from if_silent(case, _PATH, "not described: what, since when, how it shows, scope")
    text = " ".join(fact.text for fact in slot_statements(case.brief, _PATH))
    if not text or case.drafted:
        return
    kinds = {value.kind for value in values_in(text)}
    lacks = [
        name
        for name, said in {
            "since when": kinds & _TIMES or first_of("since_when", text),
            "how far it reaches": kinds & _SCOPES or first_of("how_far", text),
        }.items()
        if not said
    ]
    if lacks:
        yield Hit(_PATH, f"does not say {' nor '.join(lacks)}")


RULE = Rule(
    code="DSC002",
    slug="description-incomplete",
    level="warning",
    summary="The description lacks what happens, since when, or how far it reaches.",
    why=(
        'Structured Escalation Format: "what is happening, when it started, how it manifests, scope of '
        'impact"'
    ),
    check=_check,
    fires={"issue_description": None},
    passes={
        "issue_description": [
            "Since 12 April the PDF export fails [m1.1]",
            "It shows error E-5012 [m1.4]",
            "All 14 users are hit [m1.1]",
        ]
    },
)
