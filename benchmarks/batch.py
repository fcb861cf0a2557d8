"""How many threads a second a batch drafts, offline and with a model that answers after 200 ms.

    python benchmarks/batch.py offline --threads 2000
    python benchmarks/batch.py llm --threads 2000 --concurrency 64

Bars: offline at least 150 threads of 300 words a second on two cores, at most 300 MB; llm, for the talking
part, at least 0.90 of concurrency / latency at 64, 0.80 at 128. Exits 1 where one is missed.

For `llm` three clients meet the same endpoint one after the other: a bare one that only sends and receives
bytes (what the machine allows), the talking part alone, and the whole command, which also reads the threads,
composes the briefs and writes them. A table says what each part costs a thread in processor time.
"""

import argparse
import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from loopback import endpoint
from talking import Part, bare, parts, talk
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
    ideal = concurrency / _LATENCY_S
    with endpoint(_LATENCY_S) as base_url:
        limit = threads / asyncio.run(bare(base_url, threads, concurrency))
        seconds, cpu_s = asyncio.run(talk(base_url, folder, threads, concurrency))
        whole = threads / _run(folder, *_options(base_url, concurrency))
    talking, bar = threads / seconds / ideal, _LLM_BARS.get(concurrency, 0.0)
    costs = [*parts(folder), Part("talk: request, connection, answer", cpu_s / threads * 1000)]
    for part in costs:
        print(f"{part.ms:8.2f} ms a thread  {part.name}")
    cores = os.cpu_count() or 1
    needed = sum(part.ms for part in costs if not part.name.startswith("in talk"))
    print(f"{limit / ideal:8.2f} of {concurrency} / {_LATENCY_S} s  bare client")
    print(f"{talking:8.2f} of {concurrency} / {_LATENCY_S} s  talking part (bar {bar})")
    print(f"{whole / ideal:8.2f} of {concurrency} / {_LATENCY_S} s  end to end, {whole:.0f} threads a second")
    print(f"{cores * 1000 / needed / ideal:8.2f} is what {cores} cores allow at {needed:.1f} ms a thread")
    return int(talking < bar)


def _options(base_url: str, concurrency: int) -> tuple[str, ...]:
    return ("--engine", "llm", "--base-url", base_url, "--concurrency", str(concurrency))


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
