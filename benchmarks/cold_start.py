"""How long a cold process takes, as ratios to `import typer, rich` in the same run.

    python benchmarks/cold_start.py [--rounds 7]

Bars: `--help` at most 3 times, a 1,000-word thread drafted offline at most 4 times. Exits 1 where one is
missed. The first, uncounted round compiles the sources to bytecode, for all three alike.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from threads import long_thread

BARS = {"--help": 3.0, "draft 1,000 words": 4.0}


def seconds(command: list[str], folder: str) -> float:
    """Wall seconds of one run; `folder` keeps the bytecode, as an installation does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPYCACHEPREFIX": folder},
    )
    return time.perf_counter() - before


def main() -> int:
    """Times the three commands in turn and prints medians and ratios."""
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
    base = statistics.median(taken["import typer, rich"][1:])
    missed = 0
    for name, times in taken.items():
        median = statistics.median(times[1:])
        bar = BARS.get(name)
        missed += bar is not None and median / base > bar
        print(f"{name:<20}{median * 1000:8.0f} ms{median / base:7.2f} x" + (f"   bar {bar} x" if bar else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
