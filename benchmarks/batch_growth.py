"""Whether a batch takes time in proportion to its threads, and memory that does not grow with them.

    python benchmarks/batch_growth.py [--threads 1000 10000 100000] [--bar 300]

Drafts short threads (about 30 words, `patterns.py` tells how they are made; four of five belong to an issue
of several customers) of one export file with the offline engine, by the command itself. Prints seconds,
processor time a thread of all processes together, and the peak memory of the parent process and of the
largest worker. Bars: the last row takes at most 1.3 times as much processor time a thread as the first; no
process takes more than `bar` MB, with 100,000 threads 500, since patterns look at all threads together. Exits
1 where one is missed. Reads /proc: Linux.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from patterns import told

_LINEAR = 1.3
_MANY, _MANY_BAR = 100_000, 500.0
_LOOK_S = 0.2
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def main() -> int:
    """Prints one row a size."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--threads", type=int, nargs="+", default=[1000, 10_000, 100_000])
    options.add_argument("--bar", type=float, default=300, help="MB of memory of a process")
    asked = options.parse_args()
    rates, missed = [], False
    for threads in asked.threads:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder, "tickets.json"), threads)
            seconds, busy, parent, worker = batch(Path(folder))
        rates.append(busy / threads * 1000)
        missed |= max(parent, worker) > (_MANY_BAR if threads >= _MANY else asked.bar)
        print(
            f"{threads:9,} threads{seconds:8.1f} s, {rates[-1]:.2f} ms of processor time a thread;"
            f" parent {parent:.0f} MB, largest worker {worker:.0f} MB",
            flush=True,
        )
    print(f"last to first: {rates[-1] / rates[0]:.2f} (bar {_LINEAR})")
    return int(missed or rates[-1] / rates[0] > _LINEAR)


def write(path: Path, threads: int) -> None:
    """An export of one ticket a line."""
    with path.open("w", encoding="utf-8") as file:
        for number, (texts, _) in enumerate(told(threads, random.Random(1)), 1):
            file.write(json.dumps(_ticket(number, texts)) + "\n")


def _ticket(number: int, texts: list[str]) -> dict[str, object]:
    customer = {"id": number, "name": f"Customer {number}", "email": f"ana@shop{number}.example"}
    comment = {"id": number, "author_id": number, "public": True, "created_at": "2026-04-13T09:00:00Z"}
    return {
        "id": number,
        "subject": texts[0],
        "requester": customer,
        "submitter_id": number,
        "status": "open",
        "created_at": "2026-04-13T09:00:00Z",
        "comments": [comment | {"body": ". ".join(texts) + "."}],
    }


def batch(folder: Path) -> tuple[float, float, float, float]:
    """Seconds, seconds of processor time, peak memory in MB of the parent and of its largest worker."""
    command = [sys.executable, "-m", "draft_escalation", "batch", str(folder / "tickets.json")]
    command += ["--out", str(folder / "out"), "--engine", "offline"]
    begin, before = time.perf_counter(), _busy()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    parent, worker = 0.0, 0.0
    while process.poll() is None:
        parent = max(parent, _peak(process.pid))
        worker = max([worker, *map(_peak, _children(process.pid))])
        time.sleep(_LOOK_S)
    if process.returncode:
        raise SystemExit(f"the batch ended with {process.returncode}")
    return time.perf_counter() - begin, _busy() - before, parent, worker


def _busy() -> float:
    """Processor time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _children(pid: int) -> Iterator[int]:
    for place in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            yield from map(int, place.read_text().split())
        except OSError:
            continue


def _peak(pid: int) -> float:
    """The most memory that a process has had, in MB; 0 where it is gone."""
    try:
        found = _PEAK.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    os.environ.pop("OPENAI_API_KEY", None)
    raise SystemExit(main())
