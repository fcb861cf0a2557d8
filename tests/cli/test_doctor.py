"""What works here, and what to do about what does not."""

import socket
from functools import partial
from pathlib import Path

import pytest

from cli.cases import Command
from draft_escalation.extract.llm import client
from draft_escalation.skill.policy import digest, policy
from endpoint import FakeEndpoint, Reply, failure
from extract.llm.cases import Naps

KEY = "sk-" + "live-" + "4f9a" * 6


def test_without_an_endpoint_all_is_well(command: Command) -> None:
    """Versions, where settings are read, and that the offline engine drafts."""
    ran = command("doctor")

    assert ran.code == 0
    assert "ok      Python 3." in ran.out
    assert "ok      openai " in ran.out
    assert "note    no language model: set OPENAI_API_KEY or OPENAI_BASE_URL" in ran.out
    assert "broken" not in ran.out


def test_where_a_setting_comes_from_is_said_and_the_key_is_not(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Environment, project file and command line."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    (folder / "draft-escalation.toml").write_text('tier = "l1"\n')
    with FakeEndpoint(models=("small",)) as endpoint:
        url = endpoint.base_url.replace("//", "//ana:opensesame@")
        ran = command("doctor", "--base-url", url)

    assert ran.code == 0
    assert "api_key = set (from OPENAI_API_KEY)" in ran.out
    assert "tier = l1 (from draft-escalation.toml:1)" in ran.out
    assert f"base_url = {endpoint.base_url} (from the command line)" in ran.out
    assert "the endpoint answers, it lists 1 model; drafts will ask small" in ran.out
    assert KEY not in ran.out + ran.err
    assert "opensesame" not in ran.out + ran.err


def test_the_files_that_were_read_are_named(command: Command, folder: Path) -> None:
    """And those that were looked for, and whether the policy is the built-in one."""
    assert "settings files read: none; looked for: " in command("doctor").out
    assert f"policy {digest(policy())}: built in; " in command("doctor").out

    (folder / "draft-escalation.toml").write_text("[policy]\nchasers = 3\nopen_days = 9\n")
    (folder / "pyproject.toml").write_text('[tool.draft-escalation]\ntier = "l1"\n')
    ran = command("doctor")

    assert ran.code == 0
    assert "settings files read: pyproject.toml, draft-escalation.toml; looked for: " in ran.out
    assert ": 2 set in draft-escalation.toml; " in ran.out
    assert digest(policy()) not in ran.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tier = 3", "1: tier = 3: expected 'l1', 'l2' or 'manager'; mend or remove it"),
        (
            "[policy]\nchasers = 0",
            "2: policy.chasers = 0: expected greater than or equal to 1; mend or remove it",
        ),
        ("tier = ", "cannot be read as TOML"),
        ("a = " + "[" * 10_000, "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_broken(text: str, told: str, command: Command, folder: Path) -> None:
    """Said among what works."""
    (folder / "draft-escalation.toml").write_text(text)
    ran = command("doctor")

    assert ran.code == 1
    assert "broken  draft-escalation.toml:" in ran.out
    assert told in ran.out
    assert "ok      offline engine" in ran.out


@pytest.mark.parametrize(
    ("words", "models", "told"),
    [
        ((), ("large", "small"), "choose one with --model"),
        ((), None, "lists no models; choose one with --model"),
        (("--model", "huge"), ("large", "small"), "huge is not among its 2 models; choose another"),
    ],
)
def test_a_model_that_is_not_there_is_broken(
    words: tuple[str, ...], models: tuple[str, ...] | None, told: str, command: Command
) -> None:
    """Exit 1, and what to do."""
    with FakeEndpoint(models=models) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url, *words)

    assert ran.code == 1
    assert "broken  " in ran.out
    assert told in ran.out


def test_an_endpoint_without_a_list_is_believed(command: Command) -> None:
    """Not every server keeps one."""
    with FakeEndpoint(models=None) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url, "--model", "huge")

    assert ran.code == 0
    assert "the endpoint answers, it lists no models; drafts will ask huge" in ran.out


class Closed(FakeEndpoint):
    """An endpoint that wants another key."""

    def listing(self) -> Reply:
        """No list."""
        return failure(401)


def test_a_wrong_key_is_broken(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said without it."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with Closed() as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url)

    assert ran.code == 1
    assert "401: the key is wrong; set OPENAI_API_KEY" in ran.out
    assert KEY not in ran.out + ran.err


@pytest.mark.parametrize("url", ["localhost:8000", "http://host:port/v1"])
def test_an_address_that_is_none_is_broken(url: str, command: Command) -> None:
    """And no traceback."""
    ran = command("doctor", "--base-url", url)

    assert ran.code == 1
    assert "broken  the base URL is no address" in ran.out


def test_nobody_listens(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said after the tries, with the address."""
    monkeypatch.setattr(client, "Client", partial(client.Client, sleep=Naps()))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        ran = command("doctor", "--base-url", url)

    assert ran.code == 1
    assert f"broken  {url}: the connection failed" in ran.out
    assert "5 tries; see whether it runs and is reachable" in ran.out
