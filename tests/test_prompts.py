"""Prompt files: found in checkout and wheel, and loaded strictly."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from draft_escalation.errors import UserError
from draft_escalation.prompts import load_prompt, parse_prompt, prompt_version, read_prompt

ROOT = Path(__file__).parents[1]
NAMES = sorted(path.stem for path in (ROOT / "prompts").glob("[a-z]*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_carries_the_one_version(name: str) -> None:
    """A draft names one version, so all files move together."""
    assert read_prompt(name).version == prompt_version()


def test_the_version_log_tells_of_the_version_in_use() -> None:
    """prompts/README.md has a row for the version that drafts record."""
    assert f"| {prompt_version()} |" in (ROOT / "prompts" / "README.md").read_text(encoding="utf-8")


def test_variables_are_filled_once() -> None:
    """A value that looks like a variable stays as it is: threads hold anything."""
    text = load_prompt("thread", marker="abc", part="", thread="see {{marker}}")
    assert "see {{marker}}" in text
    assert "<<<abc" in text


def test_all_missing_and_unknown_variables_are_told_at_once() -> None:
    """One line names them all and what the prompt takes."""
    with pytest.raises(UserError) as caught:
        load_prompt("thread", marker="abc", threat="x", colour="y")
    assert str(caught.value) == (
        "prompt thread: missing part, thread; unknown threat, colour; it takes marker, part, thread"
    )


@pytest.mark.parametrize("name", ["absent", "README", "../README", ""])
def test_a_prompt_that_is_not_there_is_told(name: str) -> None:
    """The name is looked up as a file of the folder, nothing else."""
    with pytest.raises(UserError, match="no file"):
        load_prompt(name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no head", "expected a TOML head"),
        ('+++\nversion = "1"\nno end', "expected a TOML head"),
        ("+++\nversion = \n+++\ntext", "not valid TOML"),
        ("+++\nvariables = []\n+++\ntext", "version: Field required"),
        ('+++\nversion = "1"\nvariable = []\n+++\ntext', "variable: Extra inputs"),
        ('+++\nversion = "1"\n+++\ntext {{name}}', "differ in name"),
        ('+++\nversion = "1"\nvariables = ["name"]\n+++\ntext', "differ in name"),
    ],
)
def test_a_malformed_file_is_told(text: str, told: str) -> None:
    """Prompts are edited by people: what is wrong comes as one line."""
    with pytest.raises(UserError, match=told) as caught:
        parse_prompt("mine", text)
    assert "\n" not in str(caught.value)


def test_windows_line_ends_do_not_matter() -> None:
    """A checkout may turn line ends."""
    assert parse_prompt("mine", '+++\r\nversion = "1"\r\n+++\r\na\r\nb').text == "a\nb"


def test_a_wheel_finds_its_own_copy(tmp_path: Path) -> None:
    """The package reads `prompts_data` where it lies beside the code, as the wheel's build puts it."""
    mapped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = mapped["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert build["prompts"] == "draft_escalation/prompts_data"
    package = tmp_path / "draft_escalation"
    package.mkdir()
    for name in ("__init__.py", "errors.py", "tables.py", "prompts.py"):
        shutil.copy(ROOT / "src" / "draft_escalation" / name, package)
    shutil.copytree(ROOT / "prompts", package / "prompts_data")
    code = "import draft_escalation.prompts as p; print(p.__file__, p.prompt_version())"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split() == [str(package / "prompts.py"), prompt_version()], run.stderr
