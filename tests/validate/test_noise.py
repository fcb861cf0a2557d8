"""What of the findings a terminal shows."""

from draft_escalation.brief.document import Finding, Level
from draft_escalation.validate.noise import for_terminal


def _finding(level: Level, field: str) -> Finding:
    return Finding(rule="REP001", slug="s", level=level, field=field, message="m")


def _many(level: Level, count: int) -> list[Finding]:
    return [_finding(level, f"{level}.{number}") for number in range(count)]


def test_every_error_is_shown() -> None:
    """Errors are never held back, two in one field neither."""
    errors = [*_many("error", 12), _finding("error", "error.0")]

    assert for_terminal(errors).findings == tuple(errors)


def test_at_most_seven_warnings_are_shown_and_the_rest_is_counted() -> None:
    """The first seven, in order."""
    warnings = _many("warning", 10)
    shown = for_terminal(warnings)

    assert shown.findings == tuple(warnings[:7])
    assert shown.more == 3


def test_one_finding_a_field() -> None:
    """A warning stays back where its field is shown already."""
    error, same, other = _finding("error", "a"), _finding("warning", "a"), _finding("warning", "b")
    shown = for_terminal([error, same, other, other])

    assert shown.findings == (error, other)
    assert shown.more == 2


def test_a_place_that_is_taken_is_not_counted_as_a_warning() -> None:
    """Warnings of a field that is shown do not use up the seven."""
    findings = [*_many("warning", 6), *_many("warning", 6), _finding("warning", "last")]

    assert for_terminal(findings).findings[-1].field == "last"


def test_notes_are_only_counted() -> None:
    """Notes wait for -v."""
    shown = for_terminal(_many("note", 4))

    assert (shown.findings, shown.more) == ((), 4)
