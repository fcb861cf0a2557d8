"""What of the findings a terminal shows: everything that blocks, then a few, one finding a field."""

from collections.abc import Iterable
from typing import NamedTuple

from draft_escalation.brief.document import Finding

_MOST_WARNINGS = 7


class Shown(NamedTuple):
    """The findings to print, in order, and how many more there are."""

    findings: tuple[Finding, ...]
    more: int


def for_terminal(findings: Iterable[Finding]) -> Shown:
    """Gives every error and at most 7 warnings of fields that are not shown yet; `findings` come sorted."""
    all_findings = tuple(findings)
    errors = [one for one in all_findings if one.level == "error"]
    fields = {one.field for one in errors}
    warnings: list[Finding] = []
    for one in all_findings:
        if one.level == "warning" and one.field not in fields and len(warnings) < _MOST_WARNINGS:
            fields.add(one.field)
            warnings.append(one)
    return Shown((*errors, *warnings), len(all_findings) - len(errors) - len(warnings))
