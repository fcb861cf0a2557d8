"""Kills a batch again and again at random moments and counts what was lost, torn, doubled or paid twice.

    python benchmarks/crash.py --kills 100 --threads 200

Bars: lost = torn = doubled = 0; paid twice at most the requests in flight at the kills; a finished batch run
again asks for nothing; the same bytes as a batch that nobody killed. Exits 1 where one is missed.
"""

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from loopback import asked, endpoint
from threads import long_thread

_IN_FLIGHT = 16


def main() -> int:
    """Batches with kills until there were enough of them; each is compared with one that nobody killed."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--kills", type=int, default=100)
    words.add_argument("--threads", type=int, default=200)
    given = words.parse_args()
    dice, kills, missed = random.Random(11), 0, 0
    with tempfile.TemporaryDirectory() as name, endpoint(0.02) as base_url:
        folder = Path(name)
        (folder / "threads").mkdir()
        for number in range(given.threads):
            text = long_thread(words=60, seed=number)
            (folder / "threads" / f"{number}.txt").write_text(text, encoding="utf-8")
        began = time.perf_counter()
        _batch(folder, "whole", base_url).wait()
        longest = time.perf_counter() - began
        whole = _files(folder / "whole")
        batches = 0
        while kills < given.kills:
            batches += 1
            before = asked(base_url)
            killed = _killed(
                folder, f"killed-{batches}", base_url, given.kills - kills, lambda: dice.uniform(0.1, longest)
            )
            kills += killed
            missed += _judged(folder / f"killed-{batches}", whole, killed, asked(base_url) - before)
            before = asked(base_url)
            _batch(folder, f"killed-{batches}", base_url).wait()
            again = asked(base_url) - before
            missed += again
            if again:
                print(f"a finished batch run again asked {again} times")
    print(f"{kills} kills in {batches} batches of {given.threads} threads: {missed} bars missed")
    return int(missed > 0)


def _killed(folder: Path, out: str, base_url: str, most: int, moment: Callable[[], float]) -> int:
    """Runs one batch to its end, killed at moments drawn from the length of a whole run; gives how often."""
    kills = 0
    while kills < most:
        process = _batch(folder, out, base_url)
        try:
            process.wait(timeout=moment())
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        else:
            return kills
    _batch(folder, out, base_url).wait()
    return kills


def _judged(out: Path, whole: dict[str, bytes], kills: int, paid: int) -> int:
    """The number of bars missed by one batch, each said."""
    files = _files(out)
    threads = sum(name.endswith(".md") for name in whole)
    with sqlite3.connect(out / "journal.sqlite") as journal:
        (done,) = journal.execute("SELECT count(*) FROM ended WHERE state = 'done'").fetchone()
    misses = {
        "lost": len(whole.keys() - files.keys()),
        "doubled": len(files.keys() - whole.keys()),
        "torn or other": sum(files[name] != whole[name] for name in whole.keys() & files.keys()),
        "not done in the journal": threads - done,
        "paid twice beyond what was in flight": max(paid - threads - kills * _IN_FLIGHT, 0),
    }
    print(f"{out.name}: {kills} kills, {paid - threads} paid twice, {misses}", flush=True)
    return sum(count > 0 for count in misses.values())


def _files(out: Path) -> dict[str, bytes]:
    """Everything but the journal: briefs, page, tables, and whatever should not be there."""
    return {path.name: path.read_bytes() for path in out.iterdir() if not path.name.startswith("journal")}


def _batch(folder: Path, out: str, base_url: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "draft_escalation", "batch", str(folder / "threads")]
    command += ["--out", str(folder / out), "--engine", "llm", "--base-url", base_url]
    command += ["--concurrency", str(_IN_FLIGHT)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


if __name__ == "__main__":
    raise SystemExit(main())
