"""DSC003: a summary that is no headline."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.sentences import count_sentences

_LONGEST = 120


def _check(case: Case) -> Iterator[Hit]:
    text = case.brief.summary.text.strip()
    if len(text) > _LONGEST:
        yield Hit("summary", f"{len(text)} characters, a headline has at most {_LONGEST}")
    elif "\n" in text or count_sentences(text) > 1:
        yield Hit("summary", "several sentences in the headline", fix="keep what is broken, for whom")


RULE = Rule(
    code="DSC003",
    slug="summary-not-one-line",
    level="warning",
    summary="The summary is longer than 120 characters or has several sentences.",
    why='Structured Escalation Format: "ESCALATION: [One-line summary]"',
    check=_check,
    fires={"summary": "Export as PDF fails. It shows error E-5012. [m1.1, m1.4]"},
    passes={"summary": "Export as PDF fails with error E-5012 [m1.1, m1.4]"},
    wording=True,
)
