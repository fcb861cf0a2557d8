"""The built-in policy and its fingerprint."""

import pytest
from pydantic import ValidationError

from draft_escalation.skill.policy import Policy, digest, policy


def test_the_built_in_policy_says_what_the_skill_says() -> None:
    """The skill's numbers: three customers make a pattern; cadence by severity."""
    built_in = policy()

    assert built_in.pattern_customers == 3
    critical = built_in.cadence["critical"]
    assert (critical.internal_hours, critical.customer_min_hours, critical.customer_max_hours) == (2, 2, 4)
    assert built_in.around_the_clock == ("critical",)


def test_equal_policies_have_equal_digests() -> None:
    """The digest changes with any value and with nothing else."""
    changed = policy().model_copy(update={"chasers": 5})

    assert digest(policy()) == digest(Policy.model_validate(policy().model_dump()))
    assert digest(policy()) != digest(changed)


def test_an_unknown_key_is_refused() -> None:
    """A typo in a team's policy does not pass in silence."""
    with pytest.raises(ValidationError):
        Policy.model_validate({**policy().model_dump(), "chaser": 2})
