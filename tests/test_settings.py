"""Settings: later places win, and an unzipped export cannot redirect the endpoint."""

from pathlib import Path
from typing import Any

import pytest

from draft_escalation.errors import UserError
from draft_escalation.settings import Loaded, load_settings


def load(folder: Path, flags: dict[str, Any] | None = None, **environment: str) -> Loaded:
    return load_settings(
        flags or {}, environment=environment, user_file=folder / "user.toml", project_folder=folder
    )


def test_built_in_values_hold_where_nobody_says_otherwise(tmp_path: Path) -> None:
    """No file, no environment, no flag: offline-capable defaults without an origin."""
    loaded = load(tmp_path)

    assert loaded.settings.engine == "auto"
    assert not loaded.settings.has_endpoint
    assert loaded.origin == {}


def test_a_later_place_wins_and_is_named(tmp_path: Path) -> None:
    """User's file, project file, environment, flag: each beats the one before."""
    (tmp_path / "user.toml").write_text('model = "a"\ntier = "l1"\nbase_url = "http://127.0.0.1:1/v1"')
    (tmp_path / "draft-escalation.toml").write_text('model = "b"\nstaff = ["acme.example"]')

    loaded = load(tmp_path, {"model": "d", "tier": None}, DRAFT_ESCALATION_MODEL="c")

    assert loaded.settings.model == "d"
    assert loaded.settings.tier == "l1"
    assert loaded.settings.staff == ("acme.example",)
    assert loaded.origin["model"] == "the command line"
    assert loaded.origin["tier"].endswith("user.toml")


@pytest.mark.parametrize("key", ["base_url", "api_key"])
def test_a_project_file_cannot_name_the_endpoint(tmp_path: Path, key: str) -> None:
    """What lies beside an export must not send threads elsewhere."""
    (tmp_path / "draft-escalation.toml").write_text(f'{key} = "http://elsewhere.example"')

    with pytest.raises(UserError, match=f"{key} is not taken from a project's file"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tiers = 3", "tiers: Extra inputs"),
        ('tier = "l9"', "tier: Input should be"),
        ('timeout = "soon"', "timeout: Input should be"),
        ("timeout = 0", "timeout: Input should be greater than 0"),
        ("budget_tokens = -1", "budget_tokens: Input should be greater than 0"),
        ("tier = ", "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, text: str, words: str) -> None:
    """One line says which file and which key."""
    (tmp_path / "draft-escalation.toml").write_text(text)

    with pytest.raises(UserError, match=words) as caught:
        load(tmp_path)

    assert "draft-escalation.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_key_is_never_shown(tmp_path: Path) -> None:
    """A key does not stand in the record's own words."""
    loaded = load(tmp_path, OPENAI_API_KEY="not-for-" + "eyes")

    assert loaded.settings.has_endpoint
    assert "eyes" not in repr(loaded)
