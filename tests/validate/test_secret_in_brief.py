"""Secrets in a brief; written in pieces, so that none stands in this file."""

import pytest

from draft_escalation.validate.run import validate
from validate.cases import patched


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("password: " + "Winter" + "!2026", True),
        ("the token " + "ghp_" + "a1B2c3D4e5" * 4, True),
        ("card " + "4111 1111" + " 1111 1111", True),
        ("the password was reset", False),
        ("the token is [token hidden 1]", False),
        ("order 4111 of 14 users", False),
    ],
)
def test_a_secret_in_any_statement_is_an_error(text: str, fires: bool) -> None:
    """Kinds are named, the secret itself is not repeated."""
    findings = validate(patched({"reproduction.evidence": text}), select=["SAF002"]).findings

    assert bool(findings) == fires
    assert all(text.rsplit(maxsplit=1)[-1] not in one.message for one in findings)
