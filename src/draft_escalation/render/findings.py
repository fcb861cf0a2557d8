"""Findings of `check` as lines that people and tools read: path:field, level, message, code."""

from collections.abc import Iterable, Sequence
from typing import Any

from draft_escalation.brief.document import Finding
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.validate.rule import Rule
from draft_escalation.validate.run import Validation

_SARIF_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def finding_line(path: str, finding: Finding) -> str:
    """Gives `brief.txt:needed.deadline: error: no deadline [m3.2] (ASK003)`."""
    cites = f" [{', '.join(finding.lines)}]" if finding.lines else ""
    return strip_hidden(f"{path}:{finding.field}: {finding.level}: {finding.message}{cites} ({finding.rule})")


def sarif(checked: Iterable[tuple[str, Validation]], rules: Sequence[Rule]) -> dict[str, Any]:
    """Gives a SARIF 2.1.0 log of one run over some briefs (path and findings each)."""
    driver = {"name": "draft-escalation", "rules": [_sarif_rule(rule) for rule in rules]}
    results = [_sarif_result(path, finding) for path, found in checked for finding in found.findings]
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.level]},
    }


def _sarif_result(path: str, finding: Finding) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": strip_hidden(finding.message)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": path}},
                "logicalLocations": [{"fullyQualifiedName": finding.field}],
            }
        ],
    }
