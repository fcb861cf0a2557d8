"""What a shell offers on Tab: by the completion's own protocol, and in a real bash."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.cases import Command, spawn
from draft_escalation.cli.app import app
from draft_escalation.cli.options import Format
from draft_escalation.validate.profiles import profiles

COMMANDS = [one.name or (one.callback.__name__ if one.callback else "") for one in app.registered_commands]
FORMATS = [*Format]


def offered(line: str) -> list[str]:
    """What is offered for a line whose last word, maybe empty, is being typed."""
    asked = {
        "_DRAFT_ESCALATION_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    ran = spawn(**asked)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("draft-escalation ", COMMANDS),
        ("draft-escalation re", ["review"]),
        ("draft-escalation draft --format ", FORMATS),
        ("draft-escalation --format ", FORMATS),
        ("draft-escalation thread.txt --format ", FORMATS),
        ("draft-escalation thread.txt --format ji", ["jira", "jira-adf"]),
        ("draft-escalation - --from-tier ", ["l1", "l2", "manager"]),
        ("draft-escalation --show-p", ["--show-prompt"]),
        ("draft-escalation --vers", ["--version"]),
        ("draft-escalation check brief.txt --format ", ["text", "json", "sarif"]),
        ("draft-escalation check --profile ", list(profiles())),
        ("draft-escalation rules SEV00", ["SEV001", "SEV002", "SEV003", "SEV004"]),
        ("draft-escalation rules severity-too", ["severity-too-low"]),
    ],
)
def test_what_may_follow_is_offered(line: str, words: list[str]) -> None:
    """Also behind a thread, or an option, without the word draft."""
    assert offered(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "draft-escalation thr",
        "draft-escalation check ",
        "draft-escalation batch tic",
        "draft-escalation rules ",
    ],
)
def test_nothing_is_offered_where_a_file_belongs(line: str) -> None:
    """The shell then completes files by itself; no list of all rules is poured out."""
    assert offered(line) == []


@pytest.mark.parametrize("line", ["draft-escalation -", "draft-escalation draft -"])
def test_options_are_offered_once(line: str) -> None:
    """Those of the main job, with its name or without."""
    found = offered(line)

    assert {"--engine", "--format", "--no-cite", "-h"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_it_works_in_bash(folder: Path) -> None:
    """By the script that --show-completion prints."""
    program = folder / "draft-escalation"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m draft_escalation "$@"\n')
    program.chmod(0o755)
    (folder / "ask.sh").write_text(
        'eval "$(draft-escalation --show-completion bash)"\n'
        "COMP_WORDS=(draft-escalation thread.txt --format sl) COMP_CWORD=3\n"
        "$(complete -p draft-escalation | sed 's/.*-F \\([^ ]*\\).*/\\1/') draft-escalation\n"
        'echo "${COMPREPLY[@]}"\n'
    )
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "ask.sh"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
    )

    assert (done.stdout, done.stderr) == ("slack slack-blocks\n", "")


def test_it_is_installed_for_the_shell_that_is_named(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the person's own folder; the file is named in the shell's settings."""
    monkeypatch.setenv("HOME", str(folder))
    ran = command("--install-completion", "bash")
    installed = [path for path in folder.rglob("*.sh") if "_DRAFT_ESCALATION_COMPLETE" in path.read_text()]

    assert ran.code == 0
    assert len(installed) == 1
    assert str(installed[0]) in (folder / ".bashrc").read_text()
