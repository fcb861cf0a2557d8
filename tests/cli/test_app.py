"""Which word starts which command, and how every failure ends."""

import os
import pty
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from cli.cases import THREAD, Command, is_one_line, spawn

OFFLINE = ("--engine", "offline")


@pytest.mark.parametrize(
    "words",
    [
        (*OFFLINE, "thread.txt"),
        ("thread.txt", *OFFLINE),
        ("draft", "thread.txt", *OFFLINE),
        ("draft", *OFFLINE, "--", "thread.txt"),
        ("./rules", *OFFLINE),
        ("draft", "rules", *OFFLINE),
    ],
)
def test_a_thread_alone_is_drafted(words: tuple[str, ...], command: Command, folder: Path) -> None:
    """A command's name, an option or a file first; a file that is called like a command by its path."""
    (folder / "thread.txt").write_text(THREAD)
    (folder / "rules").write_text(THREAD)

    ran = command(*words)

    assert ran.code == 0
    assert ran.out.startswith("ESCALATION: ")


@pytest.mark.parametrize("words", [OFFLINE, ("-", *OFFLINE), (*OFFLINE, "-"), ("draft", *OFFLINE, "-")])
def test_standard_input_is_read(words: tuple[str, ...], command: Command) -> None:
    """Nothing and `-` are the same."""
    ran = command(*words, stdin=THREAD)

    assert ran.code == 0
    assert ran.out.startswith("ESCALATION: ")


def test_version_and_help(command: Command) -> None:
    """They need no thread."""
    assert command("--version").out == f"draft-escalation {version('draft-escalation')}\n"
    assert "draft-escalation thread.txt" in command("--help").out.replace("\n", " ")
    assert "--show-prompt" in command("draft", "-h").out
    assert command("--help").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--frob",), "No such option: --frob; see draft-escalation draft --help"),
        (("--format", "yaml"), "'yaml' is not one of 'text', 'markdown', 'json'"),
        (("--engine", "oracle"), "'oracle' is not one of"),
        (("--model",), "requires an argument"),
        (("one.txt", "two.txt"), "unexpected extra argument"),
        (("doctor", "now"), "see draft-escalation doctor --help"),
    ],
)
def test_bad_usage_is_one_line(words: tuple[str, ...], told: str, command: Command) -> None:
    """What was met, and where the options are explained."""
    ran = command(*words, stdin=THREAD)

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert told in ran.err
    assert "Value error" not in ran.err


def test_an_error_carries_no_hidden_characters(command: Command) -> None:
    """A file's name may hold them."""
    ran = command("no\x1b[31m\x07red\u202e.txt")

    assert is_one_line(ran.err)
    assert ran.err.startswith("draft-escalation: nored.txt: no such file")


@pytest.mark.parametrize("shell", ["{} | true", "{} 2>&1 >/dev/null | true", "{} rules | true"])
def test_a_closed_pipe_is_no_failure(shell: str, folder: Path) -> None:
    """`| head -1` leaves as soon as it has its line."""
    (folder / "thread.txt").write_text(THREAD)
    program = f"{sys.executable} -m draft_escalation"
    line = shell.format(program if "rules" in shell else f"{program} --engine offline thread.txt")

    done = subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False, text=True
    )

    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_behind_standard_output_is_one_line(folder: Path) -> None:
    """Nothing is said to be done that was not written."""
    (folder / "thread.txt").write_text(THREAD)
    for words in ("--engine offline thread.txt", "rules"):
        line = f"{sys.executable} -m draft_escalation {words} >/dev/full"
        done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, text=True)

        assert done.returncode == 2
        assert is_one_line(done.stderr)
        assert "No space left" in done.stderr


@pytest.mark.parametrize(
    ("closed", "told"),
    [("<&-", "standard input is closed"), (">&- <thread.txt", "standard output is closed")],
)
def test_a_closed_stream_is_one_line(closed: str, told: str, folder: Path) -> None:
    """Schedulers start programs without them."""
    (folder / "thread.txt").write_text(THREAD)
    line = f"{sys.executable} -m draft_escalation --engine offline {closed}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, text=True)

    assert done.returncode == 2
    assert is_one_line(done.stderr)
    assert told in done.stderr


def _heed_ctrl_c() -> None:
    """A job in the background of a shell ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_with_130(folder: Path) -> None:
    """Without a traceback, and with nothing on standard output."""
    os.mkfifo(folder / "thread.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "draft_escalation", *OFFLINE, "thread.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_ctrl_c,  # noqa: PLW1509  (nothing else runs in this process yet)
    )
    with (folder / "thread.txt").open("wb"):  # opens when the other end reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert (out, err) == (b"", b"")


def test_the_words_come_out_whatever_the_encoding_of_the_stream() -> None:
    """Dashes and arrows survive a pipe that is said to be ASCII."""
    ran = spawn(*OFFLINE, stdin=THREAD, PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert ran.code == 0
    assert " — Yusra Haddad: " in ran.out


@pytest.mark.parametrize("words", [(*OFFLINE, "thread.txt"), ("--help",), ("--show-prompt", "thread.txt")])
def test_what_needs_no_model_does_not_load_its_client(words: tuple[str, ...], folder: Path) -> None:
    """A cold start stays short."""
    (folder / "thread.txt").write_text(THREAD)
    code = (
        "import sys; from draft_escalation.cli.app import run\n"
        f"code = run({list(words)!r})\n"
        "loaded = {'openai', 'instructor', 'tenacity', 'httpx'} & set(sys.modules)\n"
        "sys.exit(f'loaded {loaded}' if loaded else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("no_color", [False, True])
def test_colour_is_for_terminals(no_color: bool, folder: Path) -> None:
    """On a terminal, and not where NO_COLOR is set; the brief itself is always plain."""
    (folder / "thread.txt").write_text(THREAD)
    controller, worker = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "draft_escalation", *OFFLINE, "thread.txt"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=worker,
        env={**os.environ, **({"NO_COLOR": "1"} if no_color else {})},
    )
    os.close(worker)
    out = process.communicate(timeout=60)[0]
    shown = _all(controller)

    assert process.returncode == 0
    assert b"drafted by the offline engine" in shown
    assert (b"\x1b[" in shown) is not no_color
    assert b"\x1b" not in out


def _all(descriptor: int) -> bytes:
    """Everything that stands in a terminal whose other end is closed."""
    shown = b""
    try:
        while piece := os.read(descriptor, 4096):
            shown += piece
    except OSError:  # Linux ends a terminal with an error
        pass
    os.close(descriptor)
    return shown


def test_a_pipe_has_no_escape_codes() -> None:
    """Logs stay readable."""
    ran = spawn(*OFFLINE, "-v", stdin=THREAD)

    assert "\x1b" not in ran.out + ran.err
