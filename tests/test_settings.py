"""Settings: later places win, and an unzipped export cannot redirect the endpoint."""

import re
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.errors import UserError
from draft_escalation.settings import Loaded, Settings, load_settings


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
    assert loaded.origin["tier"].endswith("user.toml:2")
    assert loaded.origin["staff"].endswith("draft-escalation.toml:2")
    assert [Path(file).name for file in loaded.files] == ["user.toml", "draft-escalation.toml"]


def test_a_table_of_pyproject_is_read_and_the_own_file_beats_it(tmp_path: Path) -> None:
    """[tool.draft-escalation] beside what others keep there; its line is counted in the whole file."""
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "acme"\n\n[tool.draft-escalation]\nmodel = "a"\ntier = "l1"\n'
    )
    (tmp_path / "draft-escalation.toml").write_text('model = "b"')

    loaded = load(tmp_path)

    assert (loaded.settings.model, loaded.settings.tier) == ("b", "l1")
    assert loaded.origin["tier"].endswith("pyproject.toml:6")


@pytest.mark.parametrize(
    "text", ['[tool.other]\nmodel = "a"', "[tool.other\n", "tool = 3", "[project]\nname = 'draft-escalation'"]
)
def test_a_pyproject_of_others_does_not_count(tmp_path: Path, text: str) -> None:
    """Nor whether it is well written: it is not ours to judge."""
    (tmp_path / "pyproject.toml").write_text(text)

    assert load(tmp_path) == Loaded(Settings())


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("draft-escalation.toml", ""),
        ("pyproject.toml", "[tool.draft-escalation]\n"),
        ("pyproject.toml", "tool.draft-escalation."),
    ],
)
@pytest.mark.parametrize("key", ["base_url", "api_key"])
def test_a_project_file_cannot_name_the_endpoint(tmp_path: Path, file: str, head: str, key: str) -> None:
    """What lies beside an export must not send threads elsewhere; what it says is not repeated."""
    (tmp_path / file).write_text(f'{head}{key} = "http://elsewhere.example"')

    with pytest.raises(UserError, match=f"{key}: not taken from a project's file") as caught:
        load(tmp_path)

    assert f"{file}:{head.count(chr(10)) + 1}: " in str(caught.value)
    assert "elsewhere" not in str(caught.value)


def test_the_users_own_file_may_name_the_endpoint(tmp_path: Path) -> None:
    """It lies where no export is unpacked."""
    (tmp_path / "user.toml").write_text('base_url = "http://127.0.0.1:1/v1"')

    assert load(tmp_path).settings.base_url == "http://127.0.0.1:1/v1"


def test_a_key_of_a_wrong_type_is_not_shown(tmp_path: Path) -> None:
    """A secret in the wrong form is a secret still."""
    (tmp_path / "user.toml").write_text('api_key = ["not-for-' + 'eyes"]')

    with pytest.raises(UserError, match="api_key: expected text in quotes") as caught:
        load(tmp_path)

    assert "eyes" not in str(caught.value)


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    """With a byte order mark and its line ends."""
    (tmp_path / "draft-escalation.toml").write_bytes(b'\xef\xbb\xbfmodel = "a"\r\ntier = "l1"\r\n')

    assert load(tmp_path).origin["tier"].endswith("draft-escalation.toml:2")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tiers = 3", ":1: tiers = 3: no such key; did you mean tier?"),
        ('\n\ntier = "l9"', ":3: tier = \"l9\": expected 'l1', 'l2' or 'manager'; mend or remove it"),
        ('timeout = "3"', ':1: timeout = "3": expected a number; mend or remove it'),
        ("timeout = 0", ":1: timeout = 0: expected greater than 0; mend or remove it"),
        ("timeout = inf", ":1: timeout = inf: expected a finite number; mend or remove it"),
        ("budget_tokens = -1", ":1: budget_tokens = -1: expected greater than 0; mend or remove it"),
        ("budget_tokens = 2.5", ":1: budget_tokens = 2.5: expected a whole number; mend or remove it"),
        (
            'staff = [\n"a", 1\n]',
            ':1: staff = ["a", 1]: expected each to be text in quotes; mend or remove it',
        ),
        ("model = 2026-01-01", ":1: model = 2026-01-01: expected text in quotes; mend or remove it"),
        ("policy = 3", ":1: policy = 3: expected a table, [policy]; mend or remove it"),
        ("tier = ", "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, text: str, words: str) -> None:
    """One line says which file, line and key."""
    (tmp_path / "draft-escalation.toml").write_text(text)

    with pytest.raises(UserError, match=re.escape(words)) as caught:
        load(tmp_path)

    assert "draft-escalation.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_key_is_never_shown(tmp_path: Path) -> None:
    """A key does not stand in the record's own words."""
    loaded = load(tmp_path, OPENAI_API_KEY="not-for-" + "eyes")

    assert loaded.settings.has_endpoint
    assert "eyes" not in repr(loaded)


def test_redaction_and_link_hosts_are_settings(tmp_path: Path) -> None:
    """By a project's file, the environment, and the command line, the later to win."""
    (tmp_path / "draft-escalation.toml").write_text('redact = "personal"\nlink_hosts = ["acme.example"]\n')
    loaded = load_settings({}, environment={}, project_folder=tmp_path)
    assert (loaded.settings.redact, loaded.settings.link_hosts) == ("personal", ("acme.example",))

    loaded = load_settings(
        {"redact": "off"}, environment={"DRAFT_ESCALATION_REDACT": "secrets"}, project_folder=tmp_path
    )
    assert (loaded.settings.redact, loaded.origin["redact"]) == ("off", "the command line")
