"""Drafting with an endpoint, through the command line: a good one, and every kind of bad one."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.cases import THREAD, Command, Ran, is_one_line
from endpoint import Asked, FakeEndpoint, Reply, Script, failure, says
from extract.llm.cases import GOOD, Naps

KEY = "sk-" + "live-" + "4f9a" * 6
LLM = ("--engine", "llm", "-o", "brief.txt")


def _truncated(asked: Asked) -> Reply:
    whole = says(GOOD)
    answer = whole if isinstance(whole, Reply) else whole(asked)
    return Reply(answer.status, answer.body, behave="truncate")


BAD: dict[str, tuple[tuple[Script, ...], str]] = {
    "key": ((failure(401, f"no such key {KEY}"),), "401: the key is wrong; set OPENAI_API_KEY"),
    "not found": ((failure(404),), "choose one with --model"),
    "busy": ((failure(429, retry_after="1"),) * 5, "status 429, 5 tries"),
    "broken": ((failure(500, KEY),) * 5, "status 500 (…), 5 tries"),
    "hangs": ((Reply(behave="hang"),) * 5, "no answer within 0.5 s, 5 tries"),
    "resets": ((Reply(behave="reset"),) * 5, "the connection failed"),
    "breaks off": ((_truncated,) * 5, "5 tries"),
    "no completion": (
        (Reply(body={"hello": KEY}),),
        "no chat completion; see whether the base URL ends in /v1",
    ),
    "web page": (
        (Reply(body="<html>Welcome</html>"),),
        "no chat completion; see whether the base URL ends in /v1",
    ),
    "prose": ((says("Here you are."), says("Here you are.")), "try another model or mode"),
}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command has one."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture(params=list(BAD))
def bad(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, naps: Naps
) -> tuple[tuple[Script, ...], str]:
    """What an endpoint answers, and what is told of it; one that hangs is not waited for long."""
    if request.param == "hangs":
        monkeypatch.setenv("DRAFT_ESCALATION_TIMEOUT", "0.5")
    return BAD[request.param]


def test_a_model_that_was_demanded_and_fails_ends_with_one_line(
    bad: tuple[tuple[Script, ...], str], command: Command, folder: Path
) -> None:
    """Retried where another try may help, exit 2, and the brief of yesterday still stands."""
    script, told = bad
    (folder / "brief.txt").write_text("yesterday's")
    with FakeEndpoint(*script) as endpoint:
        ran = command(*LLM, "--base-url", endpoint.base_url, "--model", "oracle", stdin=THREAD)

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert told in ran.err
    assert KEY not in ran.err
    assert len(endpoint.requests) == len(script)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"brief.txt": "yesterday's"}


def test_under_auto_the_offline_engine_steps_in(
    bad: tuple[tuple[Script, ...], str], command: Command
) -> None:
    """With the brief that it always writes, and RUN001 that says what happened."""
    script, _ = bad
    with FakeEndpoint(*script) as endpoint:
        ran = command("-v", "--base-url", endpoint.base_url, "--model", "oracle", stdin=THREAD)

    assert ran.code == 0
    assert ran.out == command("--engine", "offline", stdin=THREAD).out
    assert f"drafted by the offline engine: the language model at {endpoint.base_url} failed" in ran.err
    assert "RUN001" in ran.err
    assert KEY not in ran.err


def test_nobody_listens(command: Command, naps: Naps) -> None:
    """A connection that is refused."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        demanded = command("--engine", "llm", "--base-url", url, "--model", "oracle", stdin=THREAD)
        either = command("-v", "--base-url", url, "--model", "oracle", stdin=THREAD)

    assert demanded.code == 2
    assert is_one_line(demanded.err)
    assert "5 tries; see whether it runs and is reachable" in demanded.err
    assert either.code == 0
    assert "RUN001" in either.err


def test_a_failure_that_passes_is_not_seen(command: Command, naps: Naps) -> None:
    """The draft comes; the wait that was asked for was kept."""
    with FakeEndpoint(failure(429, retry_after="7"), failure(503), says(GOOD)) as endpoint:
        ran = _good(command, endpoint)

    assert ran.code == 0
    assert "RUN001" not in ran.err
    assert sum(naps.taken) >= 7


def test_a_good_answer_is_printed_with_what_it_cost(command: Command) -> None:
    """The brief from it; engine, address and tokens on standard error; the only model is asked."""
    with FakeEndpoint(says(GOOD, usage=(2100, 340))) as endpoint:
        ran = _good(command, endpoint)

    assert ran.code == 0
    assert ran.out.startswith("ESCALATION: CSV export fails with E-503 [m1]")
    assert "- Customers affected: 14 users [m1]" in ran.out
    assert "1. Cleared the cache [m2] → the export still fails [m2]" in ran.out
    assert f"drafted by the llm engine: the language model at {endpoint.base_url}" in ran.err
    assert "; 2,100 tokens in, 340 out" in ran.err
    assert endpoint.requests[0].body["model"] == "test-model"
    assert endpoint.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_ctrl_c_while_the_model_thinks_ends_with_130(folder: Path) -> None:
    """Without a traceback and without a brief."""
    (folder / "thread.txt").write_text(THREAD)
    with FakeEndpoint(Reply(behave="hang")) as endpoint:
        process = subprocess.Popen(
            [sys.executable, "-m", "draft_escalation", "--base-url", endpoint.base_url, "thread.txt"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        while not endpoint.requests and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert (out, err) == (b"", b"")


def test_several_models_and_none_chosen_is_one_line(command: Command) -> None:
    """Which there are, and how to choose."""
    with FakeEndpoint(models=("large", "small")) as endpoint:
        ran = _good(command, endpoint)

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert "large, small; choose one with --model" in ran.err


def test_an_address_that_holds_a_password_is_shown_without_it(command: Command) -> None:
    """In the line that says which engine drafts."""
    with FakeEndpoint(says(GOOD)) as endpoint:
        url = endpoint.base_url.replace("//", "//ana:opensesame@")
        ran = command("--base-url", url, stdin=THREAD)

    assert ran.code == 0
    assert "opensesame" not in ran.err


def test_a_place_that_cannot_be_written_is_told_before_anything_is_paid_for(command: Command) -> None:
    """No request is made."""
    with FakeEndpoint(says(GOOD)) as endpoint:
        ran = command("--base-url", endpoint.base_url, "-o", "no/brief.txt", stdin=THREAD)

    assert ran.code == 2
    assert endpoint.requests == []


def test_the_prompt_is_shown_without_asking_the_endpoint(command: Command) -> None:
    """Not even for its models."""
    with FakeEndpoint(models=None) as endpoint:
        ran = command("--show-prompt", "--base-url", endpoint.base_url, stdin=THREAD)

    assert ran.code == 0
    assert endpoint.requests == []
    assert KEY not in ran.out


def _good(command: Command, endpoint: FakeEndpoint) -> Ran:
    return command("--base-url", endpoint.base_url, stdin=THREAD)


def test_a_small_window_makes_more_requests(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a model whose context is small: window_tokens in the settings."""
    monkeypatch.setenv("DRAFT_ESCALATION_WINDOW_TOKENS", "500")
    with FakeEndpoint(*[says(GOOD)] * 9) as endpoint:
        ran = command(*LLM, "--base-url", endpoint.base_url, stdin=THREAD + "The export fails. " * 200)

    assert ran.code == 0
    assert 1 < len(endpoint.requests) < 9
