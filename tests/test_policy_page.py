"""The page for support leads says every key, the defaults that hold, and an example that is taken."""

import re
import tomllib
from pathlib import Path

import pytest

from draft_escalation.settings import load_settings
from draft_escalation.skill.policy import policy
from draft_escalation.skill.team_policy import keys_of, team_policy, value_at

PAGE = (Path(__file__).parents[1] / "docs" / "policy.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([\w.]+)` \| (.+?) \| .*\|$", PAGE, re.MULTILINE))


def test_every_key_has_a_row() -> None:
    """And every row is a key; what only the other kind of attention has needs none."""
    keys = {".".join(key) for key in keys_of(policy())}
    attention = {
        key
        for key in keys
        if key.startswith("attention.") and value_at(policy(), tuple(key.split("."))) in (None, 0)
    }

    assert keys - attention == set(ROWS)


@pytest.mark.parametrize(("key", "default"), ROWS.items())
def test_the_defaults_are_those_that_hold(key: str, default: str) -> None:
    """Word for word, but for the long lists of words."""
    held = value_at(policy(), tuple(key.split(".")))
    if key.startswith("severity_words."):
        assert set(re.findall(r"`(\w+)`", default)) <= set(held)
    elif held is None:
        assert default == "not set"
    else:
        said = tomllib.loads(f"k = {default.strip('`')}")["k"]
        assert (tuple(said) if isinstance(said, list) else said) == held


def test_the_example_is_taken(tmp_path: Path) -> None:
    """As a file in the current folder: every value in it holds and knows its line."""
    text = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
    (tmp_path / "draft-escalation.toml").write_text(text, encoding="utf-8")
    loaded = load_settings({}, environment={}, project_folder=tmp_path)
    team = team_policy(loaded.policies)

    assert loaded.settings.staff == ("acme.example",)
    assert team.policy.sla_hours == {"gold": 4, "titan": 2, "basic": 24}
    assert team.policy.attention["high"].end_of is None
    assert team.policy.business_hours.zone == "Europe/Berlin"
    rows = text.splitlines()
    for key, place in team.origin.items():
        assert key[-1] in rows[int(place.rpartition(":")[2]) - 1]


def test_the_error_that_is_shown_is_the_error(tmp_path: Path) -> None:
    """Its words, if not its line."""
    shown = re.findall(r"^    draft-escalation.toml:7: (.*)$", PAGE, re.MULTILINE)[0]
    (tmp_path / "draft-escalation.toml").write_text("policy.chaser = 3")

    with pytest.raises(Exception, match=re.escape(shown)):
        team_policy(load_settings({}, environment={}, project_folder=tmp_path).policies)
