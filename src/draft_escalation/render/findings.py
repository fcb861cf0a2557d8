"""Findings of `check` as lines that people and tools read: path:field: level CODE message."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from draft_escalation.brief.document import Finding, Waived, Waiver
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.validate.rule import Rule
from draft_escalation.validate.run import Validation

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def finding_line(path: str, finding: Finding) -> str:
    """Gives `brief.txt:needed.deadline: error ASK003 no deadline [m3.2]`."""
    cites = f" [{', '.join(finding.lines)}]" if finding.lines else ""
    return _one_line(f"{path}:{finding.field}: {finding.level} {finding.rule} {finding.message}{cites}")


def more_lines(finding: Finding, why: str) -> Iterator[str]:
    """Gives why the rule is there, the fix, and the question that closes the gap."""
    yield f"    why: {_one_line(why)}"
    if finding.fix:
        yield f"    fix: {_one_line(finding.fix)}"
    if finding.question:
        yield f"    ask the {finding.ask_whom or 'assignee'}: {_one_line(finding.question)}"


def waived_line(path: str, finding: Waived) -> str:
    """Gives `brief.txt:impact.started: waived IMP006 neither … (not known to them: Yusra, 2026-04-20)`."""
    said = f"{path}:{finding.field}: waived {finding.rule} {finding.message} ({_justified(finding.waiver)})"
    return _one_line(said)


def sarif(checked: Iterable[tuple[str, Validation]], rules: Sequence[Rule]) -> dict[str, Any]:
    """Gives a SARIF 2.1.0 log of one run over some briefs (path and findings each)."""
    places = {rule.code: place for place, rule in enumerate(rules)}
    results = [
        _sarif_result(path, finding, places)
        for path, found in checked
        for finding in (*found.findings, *found.waived)
    ]
    driver = {"name": "draft-escalation", "rules": [_sarif_rule(rule) for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": rule.level},
    }


def _sarif_result(path: str, finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": finding.level,
        "message": {"text": _one_line(finding.message)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(path, safe="/:", errors="replace")}},
                "logicalLocations": [{"fullyQualifiedName": finding.field}],
            }
        ],
    }
    if isinstance(finding, Waived):
        result["suppressions"] = [
            {"kind": "inSource", "status": "accepted", "justification": _justified(finding.waiver)}
        ]
    return result


def _justified(waiver: Waiver) -> str:
    return f"{_one_line(waiver.reason)}: {_one_line(waiver.who)}, {waiver.date}"


def _one_line(text: str) -> str:
    return " ".join(strip_hidden(text).split())
