"""Further cases of every family: the patches under which a rule fires, and under which it does not."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from draft_escalation.validate.rule import Example, Rule
from draft_escalation.validate.rules import RULES
from draft_escalation.validate.run import validate
from validate.cases import patched

_BY_CODE = {rule.code: rule for rule in RULES}


def _tables() -> Iterator[tuple[str, str, int, Example]]:
    for path in sorted(Path(__file__).parent.joinpath("tables").glob("*.toml")):
        for code, cases in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for outcome, patches in cases.items():
                yield from ((code, outcome, number, patch) for number, patch in enumerate(patches))


@pytest.mark.parametrize(
    ("code", "outcome", "patch"),
    [pytest.param(code, outcome, patch, id=f"{code}-{outcome}-{n}") for code, outcome, n, patch in _tables()],
)
def test_a_rule_fires_where_it_should_and_nowhere_else(code: str, outcome: str, patch: Example) -> None:
    """Each patch of the tables makes its rule fire, or does not."""
    findings = validate(patched(patch), select=[code], rules=[_BY_CODE[code]]).findings

    assert bool(findings) == (outcome == "fires")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_further_cases(rule: Rule) -> None:
    """Both ways, in a table or in a test file of its own."""
    outcomes = {outcome for code, outcome, *_ in _tables() if code == rule.code}
    own = Path(__file__).with_name(f"test_{rule.slug.replace('-', '_')}.py")

    assert outcomes == {"fires", "passes"} or own.exists()
