"""The contract of the registry: every rule is named, documented, and true to its own examples."""

import re
from pathlib import Path

import pytest

from draft_escalation.validate import rules
from draft_escalation.validate.rule import Rule
from draft_escalation.validate.rules import RULES
from draft_escalation.validate.run import validate
from validate.cases import patched

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_the_complete_case_passes_every_rule() -> None:
    """The base of all examples has no finding, and every rule can be checked on it."""
    checked = validate(patched({}))

    assert checked.findings == ()
    assert checked.unchecked == ()


def test_codes_are_sorted_and_unique() -> None:
    """A code stands once, in order."""
    codes = [rule.code for rule in RULES]

    assert codes == sorted(set(codes))


def test_slugs_are_unique() -> None:
    """A slug names one rule."""
    assert len({rule.slug for rule in RULES}) == len(RULES)


def test_every_file_is_registered_under_its_slug() -> None:
    """A rule's file is named by its slug, and no file is left out."""
    folder = Path(str(rules.__file__)).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert {rule.slug.replace("-", "_") for rule in RULES} == files


@every_rule
def test_code_and_slug_have_their_pattern(rule: Rule) -> None:
    """Family of three letters and three digits; slug in small letters."""
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)


@every_rule
def test_every_rule_is_documented(rule: Rule) -> None:
    """Summary and reason are sentences of their own; who is asked stands with the question."""
    assert rule.summary.endswith(".")
    assert ":" in rule.why
    assert bool(rule.question) == bool(rule.ask_whom)


@every_rule
def test_the_example_that_fires_fires_this_rule_alone(rule: Rule) -> None:
    """What is shown to users as firing does fire, and shows one thing."""
    found = {finding.rule for finding in validate(patched(rule.fires)).findings}

    assert found == {rule.code}


@every_rule
def test_the_example_that_passes_passes(rule: Rule) -> None:
    """What is shown to users as passing has no finding at all."""
    assert validate(patched(rule.passes)).findings == ()
