"""How much processor time a cold process takes, as ratios to `import typer, rich` in the same run.

    python benchmarks/cold_start.py [--rounds 7]

Bars: `--help` at most 3 times, a 1,000-word thread drafted offline at most 4 times. Exits 1 where one is
missed. The first, uncounted round compiles the sources to bytecode, for all three alike. Of the others the
quickest counts: other work on the machine only ever adds time.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from threads import long_thread

BARS = {"--help": 3.0, "draft 1,000 words": 4.0}


def seconds(command: list[str], folder: str) -> float:
    """Seconds of processor time of one run; `folder` keeps the bytecode, as an installation does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = _spent()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPYCACHEPREFIX": folder},
    )
    return _spent() - before


def _spent() -> float:
    """Seconds of processor time that all runs took so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Times the three commands in turn and prints times and ratios."""
    rounds = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    rounds.add_argument("--rounds", type=int, default=7)
    count: int = rounds.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        thread = Path(folder, "thread.txt")
        thread.write_text(long_thread(words=1000), encoding="utf-8")
        program = [sys.executable, "-m", "draft_escalation"]
        commands = {
            "import typer, rich": [sys.executable, "-c", "import typer, rich"],
            "--help": [*program, "--help"],
            "draft 1,000 words": [*program, "--engine", "offline", str(thread)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(count + 1):
            for name, command in commands.items():
                taken[name].append(seconds(command, folder))
    base = min(taken["import typer, rich"][1:])
    missed = 0
    for name, times in taken.items():
        least = min(times[1:])
        bar = BARS.get(name)
        missed += bar is not None and least / base > bar
        print(f"{name:<20}{least * 1000:8.0f} ms{least / base:7.2f} x" + (f"   bar {bar} x" if bar else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
