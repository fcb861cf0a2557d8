"""Doctor and drafts against model servers that this project did not write (docs/endpoints.md sets them up).

LLAMA_PYTHON is a Python with llama-cpp-python[server] and gguf, LLAMA_SERVER is llama.cpp's own server. Both
serve a tiny random model: what is tried is the wire, not what a model understands.
"""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.cases import ROOT, THREAD, Ran, is_one_line, spawn

pytestmark = [pytest.mark.server, pytest.mark.timeout(400)]
CONTEXT = 12_288
WORKS = {"llama_cpp_python": "tools", "llama_cpp": "json_schema"}
FAILS = {"llama_cpp_python": "json_schema", "llama_cpp": "tools"}
TERSE, RAMBLING = "3", "0"


@dataclass(frozen=True)
class Server:
    """A running server."""

    name: str
    base_url: str

    def run(self, *words: str, stdin: str = "", mode: str | None = None, **environment: str) -> Ran:
        """A command line that asks it, in the mode that works where none is given."""
        settings = {"OPENAI_BASE_URL": self.base_url, "DRAFT_ESCALATION_MODE": mode or WORKS[self.name]}
        return spawn(*words, stdin=stdin, **settings, **environment)


@pytest.fixture(scope="module", params=WORKS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that holds a model to the form that it can ask for."""
    yield from _serving(request.param, TERSE, tmp_path_factory.mktemp(request.param))


@pytest.fixture(params=WORKS)
def rambling(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """The same with a model that says anything."""
    yield from _serving(request.param, RAMBLING, tmp_path)


def _serving(name: str, preference: str, folder: Path) -> Iterator[Server]:
    file = folder / "tiny.gguf"
    subprocess.run(
        [_given("LLAMA_PYTHON"), ROOT / "tests/server/tiny_model.py", file, preference], check=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    started = {
        "llama_cpp_python": lambda: [
            _given("LLAMA_PYTHON"), "-m", "llama_cpp.server", "--model", str(file), "--host", "127.0.0.1",
            "--port", port, "--n_ctx", str(CONTEXT), "--chat_format", "chatml",
        ],
        "llama_cpp": lambda: [
            _given("LLAMA_SERVER"), "-m", str(file), "--host", "127.0.0.1",
            "--port", port, "-c", str(CONTEXT), "--parallel", "1",
        ],
    }  # fmt: skip
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(started[name](), stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            base_url = f"http://127.0.0.1:{port}/v1"
            _wait(base_url, process, folder / "log")
            yield Server(name, base_url)
        finally:
            process.terminate()


def _given(name: str) -> str:
    found = os.environ.get(name)
    return found or pytest.fail(f"set {name}; docs/endpoints.md says to what")


def _wait(base_url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{base_url}/models", timeout=5).close()
        except OSError:
            assert process.poll() is None, log.read_text(errors="replace")[-2000:]
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"it does not start:\n{log.read_text(errors='replace')[-2000:]}")


def test_doctor_finds_the_mode_that_works(server: Server) -> None:
    """And says of the other what came."""
    ran = server.run("doctor", DRAFT_ESCALATION_WINDOW_TOKENS="1000")

    assert ran.code == 0, ran.out
    assert "ok      the endpoint answers, it lists 1 model; drafts will ask " in ran.out
    assert f"ok      mode {WORKS[server.name]}, which drafts use: " in ran.out
    assert f"note    mode {FAILS[server.name]}: " in ran.out
    assert "ok      tokens are counted by the endpoint" in ran.out
    assert (f"context {CONTEXT:,} tokens" in ran.out) == (server.name == "llama_cpp")
    assert ran.err == ""


def test_doctor_says_which_mode_to_set(server: Server) -> None:
    """Where the settings name the other."""
    ran = server.run("doctor", mode=FAILS[server.name])

    assert ran.code == 1
    assert f'; set mode = "{WORKS[server.name]}", which works' in ran.out
    assert ran.err == ""


def test_a_draft_is_a_brief(server: Server) -> None:
    """By the model, with the tokens that the server counted."""
    ran = server.run("--engine", "llm", stdin=THREAD)

    assert ran.code == 0, ran.err
    assert ran.out.startswith("ESCALATION: ")
    assert "drafted by the llm engine" in ran.err
    assert "Traceback" not in ran.err


def test_a_draft_in_the_other_mode_is_one_line(server: Server) -> None:
    """Not a traceback, whatever the server makes of it."""
    ran = server.run("--engine", "llm", stdin=THREAD, mode=FAILS[server.name])

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err), ran.err


def test_a_thread_beyond_the_context_is_one_line_and_goes_in_parts(server: Server) -> None:
    """A byte is a token here: the thread's are too many for one request."""
    long = THREAD + "\n".join(f"The export of table {number} fails as well." for number in range(90))
    whole = server.run("--engine", "llm", stdin=long)
    parts = server.run("--engine", "llm", stdin=long, DRAFT_ESCALATION_WINDOW_TOKENS="600")

    assert whole.code == 2
    assert is_one_line(whole.err), whole.err
    assert "set window_tokens lower" in whole.err
    assert parts.code == 0, parts.err
    assert parts.out.startswith("ESCALATION: ")


def test_what_a_rambling_model_says_is_a_brief_or_one_line(rambling: Server) -> None:
    """Nonsense in the right form, or an answer that never ends."""
    ran = rambling.run("--engine", "llm", stdin=THREAD, DRAFT_ESCALATION_TIMEOUT="20")

    assert "Traceback" not in ran.out + ran.err
    assert ran.out.startswith("ESCALATION: ") if ran.code == 0 else is_one_line(ran.err), ran.err
