"""RUN001: another engine drafted than the one that was asked."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    if case.fell_back is not None:
        yield Hit(
            "run",
            f"drafted offline, the model could not be reached: {case.fell_back}",
            fix="draft again when the endpoint answers; `draft-escalation doctor` tests it",
        )


RULE = Rule(
    code="RUN001",
    slug="drafted-offline",
    level="warning",
    summary="A model was asked for and could not be reached; the offline engine drafted.",
    why="Structured Escalation Format: the offline engine says less than a model would",
    check=_check,
    fires={"fell_back": "connection refused"},
    passes={},
)
