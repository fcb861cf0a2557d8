"""DSC001: a description that is too short or too long."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.sentences import count_sentences
from draft_escalation.validate.statements import slot_statements

_FEWEST, _MOST = 3, 5


def _check(case: Case) -> Iterator[Hit]:
    facts = slot_statements(case.brief, "issue_description")
    count = sum(count_sentences(fact.text) for fact in facts)
    if facts and not _FEWEST <= count <= _MOST:
        fix = "add what, since when, how it shows, scope" if count < _FEWEST else "move details to the steps"
        yield Hit("issue_description", f"{count} sentences, 3 to 5 are read", fix=fix)


RULE = Rule(
    code="DSC001",
    slug="description-not-3-to-5-sentences",
    level="warning",
    summary="The description has fewer than 3 or more than 5 sentences.",
    why=(
        'Structured Escalation Format: "[3-5 sentences: what is happening, when it started, how it '
        'manifests, scope of impact]"'
    ),
    check=_check,
    fires={"issue_description": ["Since 12 April the PDF export fails for all 14 users [m1.1]"]},
    passes={
        "issue_description": [
            "Since 12 April the PDF export fails [m1.1]",
            "It shows error E-5012 [m1.4]",
            "All 14 users are hit [m1.1]",
        ]
    },
    wording=True,
)
