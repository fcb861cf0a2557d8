"""What works here, and what to do about what does not."""

import socket
from pathlib import Path

import pytest

from cli.cases import Command
from draft_escalation.skill.policy import digest, policy
from endpoint import FakeEndpoint, Reply, Script, failure, says
from extract.llm.cases import GOOD

KEY = "sk-" + "live-" + "4f9a" * 6
YES, NO, PROSE = says(GOOD, usage=(700, 30)), failure(400, "not here"), says("Nothing to report.")


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
    with FakeEndpoint(YES, YES, models=("small",)) as endpoint:
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
    ("script", "mode", "code", "told"),
    [
        ((YES, YES), "tools", 0, ("ok      mode tools, which drafts use", "ok      mode json_schema: ")),
        ((YES, NO), "tools", 0, ("ok      mode tools, which drafts use", "note    mode json_schema: ")),
        ((NO, YES), "tools", 1, ("400: not here; ", '; set mode = "json_schema", which works')),
        ((NO, YES), "json_schema", 0, ("note    mode tools: ", "ok      mode json_schema, which drafts use")),
        ((YES, PROSE), "json_schema", 1, ("Invalid JSON", '; set mode = "tools", which works')),
        ((NO, PROSE), "tools", 1, ("broken  mode tools, ", "; use another model, or --engine offline")),
        ((NO, NO), "tools", 1, ("broken  no mode works: ", "400: not here")),
        ((failure(404), failure(404)), "tools", 1, ("broken  no mode works: ", "no model 'test-model'")),
        ((failure(401), failure(401)), "tools", 1, ("broken  no mode works: ", "401: it wants a key")),
    ],
)
def test_what_the_endpoint_can_do_is_tried(
    script: tuple[Script, ...],
    mode: str,
    code: int,
    told: tuple[str, ...],
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Broken is the mode that drafts use, not the other one; what to set is said."""
    monkeypatch.setenv("DRAFT_ESCALATION_MODE", mode)
    with FakeEndpoint(*script) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url)

    assert ran.code == code
    assert all(words in ran.out for words in told)
    assert len(endpoint.requests) == len(script)
    assert ran.err == ""


def test_an_endpoint_that_hangs_is_waited_for_once_a_mode(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not five times."""
    monkeypatch.setenv("DRAFT_ESCALATION_TIMEOUT", "0.3")
    with FakeEndpoint(*[Reply(behave="hang")] * 2) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url)

    assert ran.code == 1
    assert "broken  no mode works: " in ran.out
    assert "no answer within 0.3 s, 1 try; see whether it runs" in ran.out


@pytest.mark.parametrize(
    ("usage", "told"),
    [
        ((700, 30), "ok      tokens are counted by the endpoint: this probe took 1,400 in and 60 out"),
        (None, "note    tokens are not counted by the endpoint; they are estimated"),
    ],
)
def test_whether_tokens_are_counted_is_said(
    usage: tuple[int, int] | None, told: str, command: Command
) -> None:
    """What a budget rests on."""
    with FakeEndpoint(*[says(GOOD, usage=usage)] * 2) as endpoint:
        assert told in command("doctor", "--base-url", endpoint.base_url).out


class Served(FakeEndpoint):
    """An endpoint that tells its model's context."""

    def __init__(self, context: int) -> None:
        super().__init__(YES, YES)
        self.context = context

    def listing(self) -> Reply:
        """As vLLM lists it."""
        return Reply(body={"data": [{"id": "small", "max_model_len": self.context}]})


@pytest.mark.parametrize(
    ("context", "code", "told"),
    [
        (131_072, 0, "ok      context 131,072 tokens; a request carries at most 24,000 tokens of a thread"),
        (16_384, 1, "broken  context 16,384 tokens, but a request carries at most 24,000 tokens"),
        (4_096, 1, "broken  context 4,096 tokens, too few for a draft"),
    ],
)
def test_the_window_is_held_against_the_context(context: int, code: int, told: str, command: Command) -> None:
    """A long thread would end in an error."""
    with Served(context) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url)

    assert ran.code == code
    assert told in ran.out


def test_the_window_that_is_advised_fits(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Doctor is content with what doctor says."""
    with Served(16_384) as endpoint:
        advised = command("doctor", "--base-url", endpoint.base_url).out.rpartition("window_tokens = ")[2]
    monkeypatch.setenv("DRAFT_ESCALATION_WINDOW_TOKENS", advised.split()[0])
    with Served(16_384) as endpoint:
        assert command("doctor", "--base-url", endpoint.base_url).code == 0


def test_a_context_that_is_not_told_is_said(command: Command) -> None:
    """With what it must hold."""
    with FakeEndpoint(YES, YES) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url)

    assert ran.code == 0
    assert "note    context not told; a request carries at most 24,000 tokens of a thread" in ran.out


@pytest.mark.parametrize("models", [("large", "small"), None])
def test_no_model_chosen_is_broken(models: tuple[str, ...] | None, command: Command) -> None:
    """Exit 1, and what to do."""
    with FakeEndpoint(models=models) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url)

    assert ran.code == 1
    assert "broken  no model chosen" in ran.out
    assert "choose one with --model" in ran.out


@pytest.mark.parametrize("models", [("large", "small"), None])
def test_a_model_that_is_not_listed_is_asked_for(models: tuple[str, ...] | None, command: Command) -> None:
    """Some servers keep no list, some know names that they do not list: the answer tells."""
    with FakeEndpoint(YES, YES, models=models) as endpoint:
        ran = command("doctor", "--base-url", endpoint.base_url, "--model", "huge")

    assert ran.code == 0
    assert ("note    it lists 2 models, and huge is not among them" in ran.out) == bool(models)
    assert endpoint.requests[0].body["model"] == "huge"


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


def test_nobody_listens(command: Command) -> None:
    """Said at once, with the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        ran = command("doctor", "--base-url", url)

    assert ran.code == 1
    assert f"broken  {url}: the connection failed" in ran.out
    assert "1 try; see whether it runs and is reachable" in ran.out
