"""`batch` from the outside: what it says before, meanwhile and after, its exit codes; nothing tears."""

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cli.cases import ROOT, THREAD, Command
from draft_escalation.batch.journal import FILE, Journal
from draft_escalation.settings import Price
from endpoint import Asked, FakeEndpoint, Reply, failure, says
from extract.llm.cases import GOOD, Naps
from file_endpoint import FileEndpoint

PLAIN = says({**GOOD, "facts": [], "tried": [], "signals": []}, usage=(1000, 200))


@pytest.fixture
def threads(folder: Path) -> Path:
    """Three pasted threads, one a file."""
    place = folder / "threads"
    place.mkdir()
    for number in (1, 2, 3):
        (place / f"{number}.txt").write_text(THREAD.replace("5120", f"512{number}"), encoding="utf-8")
    return place


def names(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()}


def start(*words: str, limit_bytes: int | None = None) -> "subprocess.Popen[str]":
    """`batch` as a process of its own; with a limit no file may grow beyond so many bytes."""

    def limited() -> None:
        if limit_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))

    return subprocess.Popen(
        [sys.executable, "-m", "draft_escalation", "batch", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limited,  # noqa: PLW1509  (nothing else runs in this process yet)
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def test_links_of_allowed_hosts_are_links_in_its_files(command: Command, folder: Path) -> None:
    """As in a single draft."""
    (folder / "draft-escalation.toml").write_text('link_hosts = ["acme.example"]')
    (folder / "thread.txt").write_text(f"{THREAD}\nThe log: https://acme.example/t/4711\n")
    command("batch", "thread.txt", "--out", "out")
    (brief,) = (folder / "out").glob("*.md")
    alone = command("--engine", "offline", "--format", "markdown", "thread.txt")

    assert "<https://acme.example/t/4711>" in alone.out
    assert brief.read_text(encoding="utf-8") == alone.out


def test_limits_first_then_briefs_and_tables(command: Command, threads: Path) -> None:
    """What bounds the batch is said before the first draft; run again, nothing is drafted."""
    ran = command("batch", "threads", "--out", "out", "--limit", "9", "--budget-tokens", "5000")
    first, second, *later = ran.err.splitlines()
    assert ran.code == 0
    assert first.startswith("drafting with the offline engine: ")
    assert second.endswith("threads at a time, 9 in all, 5,000 tokens; briefs go to out")
    assert "3 drafted, 0 were done, 0 kept as edited, 0 failed; briefs in out" in later
    made = names(Path("out"))
    assert {"index.html", "findings.csv", "failures.csv", FILE} <= made
    assert sum(name.endswith(".md") for name in made) == sum(name.endswith(".json") for name in made) == 3
    again = command("batch", "threads", "--out", "out")
    assert "0 drafted, 3 were done" in again.err


def test_a_model_drafts_and_its_cost_is_said(command: Command, threads: Path, folder: Path) -> None:
    """By the settings' price of the endpoint's only model; what a dry run says beforehand costs nothing."""
    (folder / "draft-escalation.toml").write_text(
        '[prices."test-model"]\ntokens_in = 2\ntokens_out = 10\n', encoding="utf-8"
    )
    with FakeEndpoint(PLAIN, PLAIN, PLAIN) as endpoint:
        words = ("batch", "threads", "--out", "out", "--base-url", endpoint.base_url)
        dry = command(*words, "--dry-run")
        assert endpoint.requests == []
        assert not Path("out").exists()
        ran = command(*words)
        again = command(*words, "--dry-run")
    assert (dry.code, ran.code, len(endpoint.requests)) == (0, 0, 3)
    assert dry.out.startswith("3 to draft, about ")
    assert " tokens in and 1,500 out, cost 0.0" in dry.out
    cost = Price(tokens_in=2, tokens_out=10).of(3000, 600)
    assert f"3,000 tokens in, 600 out, cost {cost:.2f}" in ran.err
    assert again.out.startswith("0 to draft")


def test_an_endpoint_failure_fails_the_thread_and_is_no_offline_draft(
    command: Command, threads: Path, naps: Naps
) -> None:
    """Under `auto` too; the next run drafts it."""
    with FakeEndpoint(PLAIN, PLAIN, failure(400, "=no"), failure(400, "=no")) as endpoint:
        words = ("batch", "threads", "--out", "out", "--base-url", endpoint.base_url, "--concurrency", "1")
        ran = command(*words)
        assert ran.code == 3
        assert "2 drafted, 0 were done, 0 kept as edited, 1 failed" in ran.err
        assert "says 400: =no" in ran.err
        with (Path("out") / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["tried_again_by_itself"] == "yes"
        endpoint.script = [PLAIN]
        assert command(*words).code == 0
    engines = {json.loads(path.read_text())["run"]["engine"] for path in Path("out").glob("*.json")}
    assert engines == {"llm"}


def test_an_unreadable_record_is_a_failure_and_the_rest_is_drafted(command: Command, threads: Path) -> None:
    """Named with its file, in the table and on standard error."""
    (threads / "broken.json").write_text('[{"id": 1,', encoding="utf-8")
    ran = command("batch", "threads", "--out", "out")
    assert ran.code == 3
    assert "3 drafted" in ran.err
    assert "failed: " in ran.err
    assert "broken.json" in (Path("out") / "failures.csv").read_text(encoding="utf-8-sig")


def test_strict_minds_findings(command: Command, threads: Path) -> None:
    """Exit 1 where a brief has errors or warnings."""
    assert command("batch", "threads", "--out", "out", "--strict").code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nosuch", "--out", "out"), "nosuch: no such file or folder"),
        (("threads", "nosuch", "--out", "out"), "nosuch: no such file or folder"),
        (("threads", "--out", "threads/1.txt"), "cannot be used for briefs"),
        (("threads", "--out", "threads/1.txt/below"), "cannot be used for briefs"),
        (("threads", "--out", "out", "--engine", "llm"), "needs a language model"),
    ],
)
def test_what_cannot_begin_is_one_line(
    command: Command, threads: Path, words: tuple[str, ...], told: str
) -> None:
    """Exit 2 before anything is asked or written."""
    ran = command("batch", *words)
    assert ran.code == 2
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not Path("out").exists()


def test_a_folder_that_cannot_be_written_costs_no_request(command: Command, threads: Path) -> None:
    """Seen before the first."""
    with FakeEndpoint(PLAIN) as endpoint:
        ran = command("batch", "threads", "--out", "threads/1.txt", "--base-url", endpoint.base_url)
    assert (ran.code, endpoint.requests) == (2, [])


def test_a_second_batch_on_the_folder_is_one_line(command: Command, threads: Path) -> None:
    """And the first is not disturbed."""
    Path("out").mkdir()
    with Journal.open(Path("out")):
        ran = command("batch", "threads", "--out", "out")
    assert ran.code == 2
    assert "another batch is running here" in ran.err
    assert command("batch", "threads", "--out", "out").code == 0


def test_a_damaged_journal_is_one_line_and_overwrites_nothing(command: Command, threads: Path) -> None:
    """The briefs stay, and the advice works: moved away, they are kept."""
    command("batch", "threads", "--out", "out")
    journal = Path("out") / FILE
    whole = journal.read_bytes()
    journal.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    ran = command("batch", "threads", "--out", "out")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "move it away" in ran.err.splitlines()[-1]
    journal.rename("away.sqlite")
    again = command("batch", "threads", "--out", "out")
    assert again.code == 0
    assert "3 kept as edited" in again.err


@pytest.mark.parametrize("limit_bytes", [3_000, 40_000])
def test_a_full_disk_is_one_line_and_nothing_is_torn(threads: Path, limit_bytes: int) -> None:
    """In the journal or in a brief; with room again the same command goes on."""
    process = start("threads", "--out", "out", "--engine", "offline", limit_bytes=limit_bytes)
    _, err = process.communicate(timeout=100)
    assert process.returncode in {2, 3}
    assert "Traceback" not in err
    assert [line for line in err.splitlines() if "make room" in line or "has room" in line]
    for brief in Path("out").glob("*.json"):
        json.loads(brief.read_bytes())
    process = start("threads", "--out", "out", "--engine", "offline")
    process.communicate(timeout=100)
    assert process.returncode == 0
    assert sum(name.endswith(".md") for name in names(Path("out"))) == 3


class Slow:
    """An endpoint that answers only when it is let; `asked` tells that somebody waits."""

    def __init__(self) -> None:
        self.asked, self.go = threading.Event(), threading.Event()

    def __call__(self, asked: Asked) -> Reply:
        self.asked.set()
        self.go.wait(60)
        return PLAIN if isinstance(PLAIN, Reply) else PLAIN(asked)


def test_ctrl_c_once_ends_after_what_is_in_flight(threads: Path) -> None:
    """It is drafted, nothing new is begun, exit 130, and the next run does the rest."""
    slow = Slow()
    with FakeEndpoint(slow, PLAIN, PLAIN) as endpoint:
        words = ("threads", "--out", "out", "--base-url", endpoint.base_url, "--concurrency", "1")
        process = start(*words)
        assert slow.asked.wait(60)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        while "finishing what is in flight" not in process.stderr.readline():
            assert process.poll() is None
        slow.go.set()
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "1 drafted" in err
        assert "stopped: interrupted; run the same command again to go on" in err
        assert len(endpoint.requests) == 1
        process = start(*words)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "2 drafted, 1 were done" in err


def test_ctrl_c_twice_ends_at_once(threads: Path) -> None:
    """Without an answer to what is in flight, and without a traceback."""
    slow = Slow()
    with FakeEndpoint(slow) as endpoint:
        process = start("threads", "--out", "out", "--base-url", endpoint.base_url, "--concurrency", "1")
        assert slow.asked.wait(60)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        while "finishing what is in flight" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        slow.go.set()
    assert process.returncode == 130
    assert "Traceback" not in err


def test_what_is_said_of_a_batch_cannot_steer_the_terminal(command: Command, threads: Path) -> None:
    """A file's name is somebody else's words."""
    (threads / "\x1b[2Jx.json").write_text('[{"id": 1,', encoding="utf-8")
    ran = command("batch", "threads", "--out", "out")
    assert "x.json" in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--on", "ray", "--engine", "offline"), "--on ray: no such place"),
        (
            ("--on", "dask", "--engine", "llm", "--base-url", "http://127.0.0.1:9/v1"),
            "models are asked from here",
        ),
        (("--on", "openai-batch", "--engine", "offline"), "--on openai-batch asks a language model"),
    ],
)
def test_a_place_that_cannot_draft_is_told_before_anything(
    words: tuple[str, ...], line: str, threads: Path, command: Command
) -> None:
    """One line, and no folder made."""
    ran = command("batch", str(threads), "--out", "out", *words)

    assert ran.code == 2
    assert line in ran.err
    assert not Path("out").exists()


def started_by_file(threads: Path, out: Path, endpoint: FileEndpoint) -> "subprocess.Popen[str]":
    """A batch by file, as a process of its own."""
    place = ("--base-url", endpoint.base_url, "--model", "test-model")
    return start(str(threads), "--out", str(out), "--on", "openai-batch", *place)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_batch_by_file_goes_on_after_its_end(threads: Path, folder: Path, how: signal.Signals) -> None:
    """Killed or interrupted while the endpoint works: the next run collects, and resends nothing."""
    out = folder / "out"
    with FileEndpoint(PLAIN, answering=False) as endpoint:
        began = started_by_file(threads, out, endpoint)
        assert began.stderr
        while "requests sent" not in (line := began.stderr.readline()):
            assert line
        began.send_signal(how)
        _, err = began.communicate(timeout=60)
        assert began.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
        assert ("3 requests are under way; run the same command again" in err) == (how == signal.SIGINT)
        endpoint.answering = True
        again = started_by_file(threads, out, endpoint)
        _, err = again.communicate(timeout=60)
    assert again.returncode == 0
    assert "3 drafted" in err
    assert list(endpoint.asked.values()) == [1, 1, 1]
    assert sum(name.endswith(".md") for name in names(out)) == 3
