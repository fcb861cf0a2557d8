"""A command line of its own: an empty folder, no settings, no endpoint."""

import os
from functools import partial
from pathlib import Path

import pytest

from cli.cases import Command
from draft_escalation.extract.llm import engine
from extract.llm.cases import Naps


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The current folder; no variable and no file of the person who tests decides anything."""
    for name in os.environ:
        if name.startswith(("OPENAI_", "DRAFT_ESCALATION_")) or name == "NO_COLOR":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs words as a command line in this process."""
    return Command(monkeypatch, capsys)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> Naps:
    """The waits between tries, which are not waited for."""
    taken = Naps()
    monkeypatch.setattr(engine, "LlmEngine", partial(engine.LlmEngine, sleep=taken))
    return taken
