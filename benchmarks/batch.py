"""How many threads a second a batch drafts, offline and with a model that answers after 200 ms.

    python benchmarks/batch.py offline --threads 2000
    python benchmarks/batch.py llm --threads 2000 --concurrency 64

Bars: offline at least 150 threads of 300 words a second on two cores, at most 300 MB; llm at least 0.90 of
concurrency / latency at 64, 0.80 at 128. Exits 1 where one is missed.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from loopback import endpoint
from threads import long_thread

_LATENCY_S = 0.2
_OFFLINE_BAR, _MEMORY_BAR_MB = 150.0, 300.0
_LLM_BARS = {64: 0.90, 128: 0.80}


def main() -> int:
    """Writes the threads, runs the batch as a process, prints its rate."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("engine", choices=("offline", "llm"))
    words.add_argument("--threads", type=int, default=2000)
    words.add_argument("--concurrency", type=int, default=64)
    words.add_argument("--words", type=int, default=300)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "threads")
        folder.mkdir()
        for number in range(asked.threads):
            text = long_thread(words=asked.words, seed=number)
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        if asked.engine == "offline":
            return _offline(folder, asked.threads)
        return _llm(folder, asked.threads, asked.concurrency)


def _offline(folder: Path, threads: int) -> int:
    seconds = _run(folder, "--engine", "offline")
    rate = threads / seconds
    print(f"offline: {threads} threads in {seconds:.1f} s, {rate:.1f} a second (bar {_OFFLINE_BAR})")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process {memory:.0f} MB (bar {_MEMORY_BAR_MB})")
    return int(rate < _OFFLINE_BAR or memory > _MEMORY_BAR_MB)


def _llm(folder: Path, threads: int, concurrency: int) -> int:
    with endpoint(_LATENCY_S) as base_url:
        seconds = _run(folder, "--engine", "llm", "--base-url", base_url, "--concurrency", str(concurrency))
    ratio = threads / seconds / (concurrency / _LATENCY_S)
    bar = _LLM_BARS.get(concurrency, 0.0)
    print(
        f"llm: {threads} threads in {seconds:.1f} s, {threads / seconds:.1f} a second, {ratio:.2f} of "
        f"{concurrency} / {_LATENCY_S} s (bar {bar})"
    )
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"processor time a thread {(cpu.ru_utime + cpu.ru_stime) / threads * 1000:.1f} ms, endpoint included"
    )
    return int(ratio < bar)


def _run(folder: Path, *options: str) -> float:
    command = [sys.executable, "-m", "draft_escalation", "batch", str(folder)]
    before = time.perf_counter()
    subprocess.run(
        [*command, "--out", str(folder.parent / "out"), *options],
        check=True,
        env={key: value for key, value in os.environ.items() if not key.startswith("OPENAI_")},
    )
    return time.perf_counter() - before


if __name__ == "__main__":
    raise SystemExit(main())
