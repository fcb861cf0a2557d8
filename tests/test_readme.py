"""What the README tells to type can be typed."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from draft_escalation.cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETUP = "python3 -m venv .venv && "


def typed() -> list[str]:
    """The lines of the README's shell blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def calls() -> Iterator[list[str]]:
    """The words behind each `draft-escalation`, up to a redirection or a comment."""
    for line in typed():
        for command in re.split(r"&&|\|", line.split("#")[0]):
            words = re.split("[<>]", command)[0].split()
            if words and Path(words[0]).name == "draft-escalation":
                yield words[1:]


@pytest.mark.parametrize("extras", ["", "[dev]"])
def test_one_line_sets_up_and_runs(extras: str) -> None:
    """One to use it, one to work on it; with pinned versions, and with files that exist."""
    setup = [line for line in README.splitlines() if line.startswith(SETUP)]
    assert len(setup) == 2

    (line,) = [one for one in setup if ("[dev]" in one) is bool(extras)]
    assert "pip install -c constraints.txt " in line
    assert (ROOT / "constraints.txt").is_file()
    for path in re.findall(r"\bexamples/\S+", line):
        assert (ROOT / path).is_file(), path
    assert extras.strip("[]") in ["", *_project()["optional-dependencies"]]


def test_both_lines_are_in_a_block_that_can_be_copied() -> None:
    """Nothing before and behind them."""
    assert sum(line.startswith(SETUP) for line in typed()) == 2


@pytest.mark.parametrize("words", list(calls()), ids=" ".join)
def test_every_option_shown_exists(words: list[str]) -> None:
    """And takes what it is given."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    name, *rest = words if words and words[0] in commands else ["draft", *words]

    commands[name].make_context(name, rest)


def test_the_variables_shown_are_read() -> None:
    """Names in capitals that are set in a block."""
    from draft_escalation.settings import ENVIRONMENT

    shown = set(re.findall(r"\b([A-Z]+(?:_[A-Z]+)+)=", README))
    assert shown
    assert shown <= set(ENVIRONMENT)


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project
