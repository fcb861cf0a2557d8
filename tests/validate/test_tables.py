"""Further cases of every family: the patches under which a rule fires, and under which it does not."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from draft_escalation.validate.rule import Example
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


def test_every_family_has_a_table() -> None:
    """No family is left to its examples alone."""
    assert {code[:3] for code, *_ in _tables()} == {rule.family for rule in RULES}
